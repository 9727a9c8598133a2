import type {
  DocumentPaper,
  DocumentPrinterFault,
  DocumentPrinterState,
} from '../../../sandbox/devices/document-printer/contract.ts';
import { Choice } from '../controls/choice.tsx';
import { PressButton } from '../controls/press-button.tsx';
import { Segments } from '../controls/segments.tsx';
import { inOrder } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';
import { PrintedDocuments } from './printed-documents.tsx';

const SUPPLIES = inOrder<DocumentPaper>({ full: true, low: true, out: true });
const SUPPLY_TONES = { full: {}, low: { tone: 'warn' }, out: { tone: 'down' } } as const;
const FAULTS = inOrder<DocumentPrinterFault>({
  none: true,
  jam: true,
  jamMidway: true,
  paperOutMidway: true,
  fails: true,
  slow: true,
  silent: true,
  powerLossAfterOk: true,
  powerLossMidway: true,
});

/** The A4 printer: its tray, its toner, its cover, its faults, and the certificates nobody has taken yet. */
export const documentPrinterPanel: DevicePanel<DocumentPrinterState> = {
  path: 'printers/document',
  title: (words) => words.documentPrinter.title,
  trouble: ({ paper, toner, coverOpen }, { documentPrinter: words, documentSupplies }) => {
    if (coverOpen) return `${words.cover} ${words.coverOpen}`;
    if (paper !== 'full') return `${words.paper} ${documentSupplies[paper]}`;
    return toner === 'full' ? null : `${words.toner} ${documentSupplies[toner]}`;
  },
  Body: DocumentPrinterBody,
};

function DocumentPrinterBody({ state, buttons }: DeviceProps<DocumentPrinterState>) {
  const { documentPrinter: words, documentSupplies, documentPrinterFaults, device } = useWords();
  const supplies = SUPPLIES.map((value) => ({
    value,
    word: documentSupplies[value],
    ...SUPPLY_TONES[value],
  }));
  return (
    <>
      <div className="pair">
        <Segments
          label={words.paper}
          value={state.paper}
          options={supplies}
          onChoose={(level) => buttons.put('paper', { level })}
        />
        <Segments
          label={words.toner}
          value={state.toner}
          options={supplies}
          onChoose={(level) => buttons.put('toner', { level })}
        />
      </div>
      <div className="pair">
        <Choice
          label={device.fault}
          value={state.fault}
          options={FAULTS}
          words={documentPrinterFaults}
          normal="none"
          onChoose={(preset) => buttons.put('fault', { preset })}
        />
        <Segments
          label={words.cover}
          value={state.coverOpen ? 'open' : 'closed'}
          options={[
            { value: 'closed', word: words.coverClosed },
            { value: 'open', word: words.coverOpen, tone: 'warn' },
          ]}
          onChoose={(cover) => buttons.put('cover', { open: cover === 'open' })}
        />
      </div>
      <div className="device-act">
        <p>
          {words.documents} <b>{state.documents}</b>
        </p>
        <PressButton disabled={state.documents === 0} onPress={() => buttons.put('take')}>
          {words.take}
        </PressButton>
      </div>
      {state.documents > 0 && <PrintedDocuments buttons={buttons} state={state} />}
    </>
  );
}
