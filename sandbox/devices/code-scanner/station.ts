import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../control/button-panel.ts';
import { createCable } from '../cable.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { CODE_SCANNER_FAULTS, type CodeScannerState } from './contract.ts';
import type { CodeScannerEvent, CodeScannerOrder } from './messages.ts';

/** A code as it stands, or the one a citizen's telephone shows at this moment. */
const showSchema = z.union([
  z.strictObject({ code: z.string().min(1).max(2000) }),
  z.strictObject({ citizen: z.string().min(1).max(64) }),
]);
const faultSchema = z.strictObject({ preset: z.enum(CODE_SCANNER_FAULTS) });

/** The code scanner on its serial port, and what is held before it. */
export function createCodeScannerStation(place: StationPlace): Station<CodeScannerState> {
  const state = createStationState<CodeScannerState>(
    {
      path: join(place.directory, 'code-scanner'),
      plugged: false,
      isShown: false,
      isArmed: false,
      fault: 'none',
    },
    place.changed,
  );
  let shown: string | null = null;

  const cable = createCable(() => scanner, state);
  const scanner = place.startDevice<CodeScannerOrder, CodeScannerEvent>({
    program: new URL('./main.ts', import.meta.url),
    arguments: ['--decode', place.pace === 'fast' ? '0' : '150'],
    onEvent: (event) => {
      if (event.kind === 'armed') return state.set({ isArmed: event.isArmed });
      shown = null;
      return state.set({ isShown: false });
    },
    restore: () => [
      { kind: 'show', code: shown },
      { kind: 'fault', fault: state.get().fault },
      ...cable.restore(),
    ],
  });

  const show = async (code: string | null) => {
    shown = code;
    // Before the order: the scanner may have read it by the time the order is answered.
    state.set({ isShown: code !== null });
    await scanner.order({ kind: 'show', code });
  };

  return {
    path: 'scanners/code',
    state: state.get,
    buttons: (panel) => {
      panel.put('show', showSchema, (what) => {
        if ('code' in what) return show(what.code);
        const code = place.population.identityCode(what.citizen, new Date());
        return code === undefined ? new Refusal(404, `no citizen ${what.citizen}`) : show(code);
      });
      panel.delete('show', () => show(null));
      panel.put('fault', faultSchema, async ({ preset }) => {
        await scanner.order({ kind: 'fault', fault: preset });
        state.set({ fault: preset });
      });
      cable.buttons(panel);
    },
    open: () => cable.plug(),
    config: () => ({
      class: 'code-scanner',
      driver: 'imager-serial',
      port: state.get().path,
      commands: 'honeywell',
    }),
    pid: scanner.pid,
    close: scanner.close,
  };
}
