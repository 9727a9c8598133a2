import type { PrinterState } from '../../../sandbox/devices/receipt-printer/contract.ts';
import { Choice } from '../controls/choice.tsx';
import { Segments } from '../controls/segments.tsx';
import { PAPER_LEVELS, PRINTER_FAULTS } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';

const PAPER_TONES = { full: {}, low: { tone: 'warn' }, out: { tone: 'down' } } as const;

/** The receipt printer: its roll, its cover, its faults. */
export const receiptPrinterPanel: DevicePanel<PrinterState> = {
  path: 'printers/receipt',
  title: (words) => words.printer.title,
  trouble: ({ paper, coverOpen }, words) => {
    if (coverOpen) return `${words.printer.cover} ${words.printer.coverOpen}`;
    return paper === 'full' ? null : `${words.printer.paper} ${words.paperLevels[paper]}`;
  },
  Body: PrinterBody,
};

function PrinterBody({ state, buttons }: DeviceProps<PrinterState>) {
  const words = useWords();
  return (
    <>
      <div className="pair">
        <Segments
          label={words.printer.paper}
          value={state.paper}
          options={PAPER_LEVELS.map((value) => ({
            value,
            word: words.paperLevels[value],
            ...PAPER_TONES[value],
          }))}
          onChoose={(level) => buttons.put('paper', { level })}
        />
        <Segments
          label={words.printer.cover}
          value={state.coverOpen ? 'open' : 'closed'}
          options={[
            { value: 'closed', word: words.printer.coverClosed },
            { value: 'open', word: words.printer.coverOpen, tone: 'warn' },
          ]}
          onChoose={(cover) => buttons.put('cover', { open: cover === 'open' })}
        />
      </div>
      <Choice
        label={words.device.fault}
        value={state.fault}
        options={PRINTER_FAULTS}
        words={words.printerFaults}
        normal="none"
        onChoose={(preset) => buttons.put('fault', { preset })}
      />
    </>
  );
}
