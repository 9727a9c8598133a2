import type {
  DocumentScannerState,
  PagePreset,
  ScannerFault,
} from '../../../sandbox/devices/document-scanner/contract.ts';
import { Choice } from '../controls/choice.tsx';
import { Segments } from '../controls/segments.tsx';
import { inOrder } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';

const PAGES = inOrder<PagePreset>({
  good: true,
  skewed: true,
  blurred: true,
  faint: true,
  cutOff: true,
  blank: true,
  dark: true,
  empty: true,
});
const FAULTS = inOrder<ScannerFault>({
  none: true,
  busy: true,
  warmingUp: true,
  jam: true,
  doorOpen: true,
  cancelled: true,
  halfPage: true,
  lineCut: true,
  diesMidPage: true,
  down: true,
  wrongXml: true,
  silent: true,
});
const SHEETS = [0, 1, 3, 10] as const;

/** The document scanner: what lies on its glass, how many sheets wait in its feeder, its faults. */
export const documentScannerPanel: DevicePanel<DocumentScannerState> = {
  path: 'scanners/document',
  title: (words) => words.documentScanner.title,
  Body: DocumentScannerBody,
};

function DocumentScannerBody({ state, buttons }: DeviceProps<DocumentScannerState>) {
  const { documentScanner: words, documentScannerFaults, scannedPages, device } = useWords();
  // A job takes sheets away one by one: how many are left is none of the choices then.
  const choices: readonly number[] = [...new Set([...SHEETS, state.feeder])].sort((a, b) => a - b);
  return (
    <>
      <Choice
        label={words.page}
        value={state.page}
        options={PAGES}
        words={scannedPages}
        normal="good"
        onChoose={(preset) => buttons.put('page', { preset })}
      />
      <Segments
        label={`${words.feeder} (${words.sheets})`}
        value={String(state.feeder)}
        options={choices.map((sheets) => ({ value: String(sheets), word: String(sheets) }))}
        onChoose={(sheets) => buttons.put('feeder', { sheets: Number(sheets) })}
      />
      <Choice
        label={device.fault}
        value={state.fault}
        options={FAULTS}
        words={documentScannerFaults}
        normal="none"
        onChoose={(preset) => buttons.put('fault', { preset })}
      />
      <p className="quiet">
        {words.scans} {state.scans}
      </p>
    </>
  );
}
