import type { KioskState } from '../../../sandbox/control/contract.ts';
import type { SandboxApi } from '../api.ts';
import { Choice } from '../controls/choice.tsx';
import { Section } from '../controls/section.tsx';
import { Segments } from '../controls/segments.tsx';
import { PAPER_LEVELS, PRINTER_FAULTS } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import { Cable } from './cable.tsx';
import { DeviceState } from './device-state.tsx';

const PAPER_TONES = { full: {}, low: { tone: 'warn' }, out: { tone: 'down' } } as const;

/** The receipt printer: its roll, its cover, its faults, its cable. */
export function PrinterPanel({ api, kiosk }: { readonly api: SandboxApi; readonly kiosk: KioskState }) {
  const words = useWords();
  const { printer } = kiosk;
  return (
    <Section
      title={words.printer.title}
      note={<DeviceState isPlugged={printer.plugged} isFaulty={printer.fault !== 'none'} />}
    >
      <div className="pair">
        <Segments
          label={words.printer.paper}
          value={printer.paper}
          options={PAPER_LEVELS.map((value) => ({
            value,
            word: words.paperLevels[value],
            ...PAPER_TONES[value],
          }))}
          onChoose={(level) => api.setPaper(kiosk.id, level)}
        />
        <Segments
          label={words.printer.cover}
          value={printer.coverOpen ? 'open' : 'closed'}
          options={[
            { value: 'closed', word: words.printer.coverClosed },
            { value: 'open', word: words.printer.coverOpen, tone: 'warn' },
          ]}
          onChoose={(cover) => api.setCover(kiosk.id, cover === 'open')}
        />
      </div>
      <Choice
        label={words.device.fault}
        value={printer.fault}
        options={PRINTER_FAULTS}
        words={words.printerFaults}
        onChoose={(preset) => api.breakPrinter(kiosk.id, preset)}
      />
      <Cable
        api={api}
        kiosk={kiosk.id}
        device="printers/receipt"
        path={printer.path}
        isPlugged={printer.plugged}
      />
    </Section>
  );
}
