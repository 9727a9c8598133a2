import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { nothing } from '../../control/button-panel.ts';
import { createCable } from '../cable.ts';
import { type CreateStation, createStationState, type Station, type StationPlace } from '../station.ts';
import { PAPER_LEVELS, PRINTER_FAULTS, type PrinterState, type Receipt } from './contract.ts';
import type { PrinterEvent, PrinterOrder } from './messages.ts';

const paperSchema = z.strictObject({ level: z.enum(PAPER_LEVELS) });
const coverSchema = z.strictObject({ open: z.boolean() });
const faultSchema = z.strictObject({ preset: z.enum(PRINTER_FAULTS) });

/** A soak test prints for days; nobody looks at older paper. */
const RECEIPTS_KEPT = 200;

/** How the printer is built in: on which line, and whether a presenter holds its paper. */
export type PrinterModel = { readonly line: 'serial' | 'tcp'; readonly hasPresenter: boolean };

/** By the names the command line knows them by. */
export const PRINTER_MODELS = {
  slot: { line: 'serial', hasPresenter: false },
  presenter: { line: 'serial', hasPresenter: true },
  'slot-tcp': { line: 'tcp', hasPresenter: false },
  'presenter-tcp': { line: 'tcp', hasPresenter: true },
} as const satisfies Record<string, PrinterModel>;

/** A receipt printer on its line, with the paper that has come out of it. */
export function receiptPrinterStation(model: PrinterModel): CreateStation<PrinterState> {
  return (place) => createReceiptPrinterStation(place, model);
}

function createReceiptPrinterStation(place: StationPlace, model: PrinterModel): Station<PrinterState> {
  const state = createStationState<PrinterState>(
    {
      path: join(place.directory, 'receipt-printer'),
      plugged: false,
      paper: 'full',
      coverOpen: false,
      fault: 'none',
      receipts: 0,
      mouth: model.hasPresenter ? 'empty' : null,
      retracted: 0,
    },
    place.changed,
  );
  let receipts: readonly Receipt[] = [];

  const cable = createCable(() => printer, state);
  const printer = place.startDevice<PrinterOrder, PrinterEvent>({
    program: new URL('./main.ts', import.meta.url),
    arguments: [
      '--speed',
      place.pace === 'fast' ? '0' : '150',
      ...(model.hasPresenter ? ['--presenter'] : []),
    ],
    onEvent: (event) => {
      switch (event.kind) {
        case 'paper-end':
          return state.set({ paper: 'out', fault: 'none' });
        case 'power-back':
          return state.set({ fault: 'none' });
        case 'mouth':
          if (event.how === 'taken') receipts = allTaken(receipts);
          return state.set({
            mouth: event.mouth,
            retracted: state.get().retracted + (event.how === 'retracted' ? 1 : 0),
          });
        case 'strip': {
          const receipt: Receipt = { ...event.strip, taken: false };
          receipts = [...receipts, receipt].slice(-RECEIPTS_KEPT);
          place.publish({ kind: 'receipt', kiosk: place.kiosk, receipt });
          return state.set({ receipts: state.get().receipts + 1 });
        }
      }
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
      panel.put('take', nothing, async () => {
        if (model.hasPresenter) return printer.order({ kind: 'take' });
        receipts = allTaken(receipts);
        place.changed();
      });
      cable.buttons(panel);
    },
    open: async () => {
      if (model.line === 'tcp') state.set({ path: `tcp://127.0.0.1:${await freePort()}` });
      await cable.plug();
    },
    config: () => ({
      class: 'receipt-printer',
      ...(model.line === 'tcp'
        ? { driver: 'escpos-tcp', host: '127.0.0.1', tcpPort: Number(new URL(state.get().path).port) }
        : { driver: 'escpos-serial', port: state.get().path }),
      ...(model.hasPresenter ? { presenter: 'custom' } : {}),
    }),
    pid: printer.pid,
    close: printer.close,
  };
}

const allTaken = (receipts: readonly Receipt[]): readonly Receipt[] =>
  receipts.map((receipt) => ({ ...receipt, taken: true }));

/** The printer keeps its port when its cable comes back, so it is chosen once. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
