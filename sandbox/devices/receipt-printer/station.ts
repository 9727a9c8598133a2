import { join } from 'node:path';
import { z } from 'zod';
import { nothing } from '../../control/button-panel.ts';
import { createCable } from '../cable.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { PAPER_LEVELS, PRINTER_FAULTS, type PrinterState, type Receipt } from './contract.ts';
import type { PrinterEvent, PrinterOrder } from './messages.ts';

const paperSchema = z.strictObject({ level: z.enum(PAPER_LEVELS) });
const coverSchema = z.strictObject({ open: z.boolean() });
const faultSchema = z.strictObject({ preset: z.enum(PRINTER_FAULTS) });

/** A soak test prints for days; nobody looks at older paper. */
const RECEIPTS_KEPT = 200;

/** The receipt printer on its serial port, with the paper that has come out of it. */
export function createReceiptPrinterStation(place: StationPlace): Station<PrinterState> {
  const state = createStationState<PrinterState>(
    {
      path: join(place.directory, 'receipt-printer'),
      plugged: false,
      paper: 'full',
      coverOpen: false,
      fault: 'none',
      receipts: 0,
    },
    place.changed,
  );
  let receipts: readonly Receipt[] = [];

  const cable = createCable(() => printer, state);
  const printer = place.startDevice<PrinterOrder, PrinterEvent>({
    program: new URL('./main.ts', import.meta.url),
    arguments: ['--speed', place.pace === 'fast' ? '0' : '150'],
    onEvent: (event) => {
      if (event.kind === 'paper-end') return state.set({ paper: 'out', fault: 'none' });
      const receipt: Receipt = { ...event.strip, taken: false };
      receipts = [...receipts, receipt].slice(-RECEIPTS_KEPT);
      place.publish({ kind: 'receipt', kiosk: place.kiosk, receipt });
      return state.set({ receipts: state.get().receipts + 1 });
    },
    restore: () => [
      { kind: 'paper', level: state.get().paper },
      { kind: 'cover', isOpen: state.get().coverOpen },
      { kind: 'fault', fault: state.get().fault },
      ...cable.restore(),
    ],
  });

  return {
    path: 'printers/receipt',
    state: state.get,
    buttons: (panel) => {
      panel.put('paper', paperSchema, async ({ level }) => {
        await printer.order({ kind: 'paper', level });
        state.set({ paper: level });
      });
      panel.put('cover', coverSchema, async ({ open }) => {
        await printer.order({ kind: 'cover', isOpen: open });
        state.set({ coverOpen: open });
      });
      panel.put('fault', faultSchema, async ({ preset }) => {
        await printer.order({ kind: 'fault', fault: preset });
        state.set({ fault: preset });
      });
      panel.get('receipts', () => receipts);
      panel.put('take', nothing, () => {
        receipts = receipts.map((receipt) => ({ ...receipt, taken: true }));
        place.changed();
      });
      cable.buttons(panel);
    },
    open: () => cable.plug(),
    config: () => ({ class: 'receipt-printer', driver: 'escpos-serial', port: state.get().path }),
    pid: printer.pid,
    close: printer.close,
  };
}
