import type {
  KioskState,
  PaperLevel,
  PrinterFault,
  ReaderFault,
  Receipt,
  SandboxEvent,
} from '../control/contract.ts';
import type { IdentityDocument } from '../population/citizen.ts';
import { realClock } from './clock.ts';
import { type DeviceHandle, startDevice } from './device-handle.ts';
import type { PrinterEvent, PrinterOrder, ReaderEvent, ReaderOrder } from './device-messages.ts';

/** One kiosk's surroundings: its two simulated devices, what lies on them, and what is wrong with them. */
export type KioskDevices = {
  readonly state: () => KioskState;
  readonly receipts: () => readonly Receipt[];
  readonly setScreen: (url: string | null) => void;
  /** Lays a card on the reader, or lifts it (null). */
  readonly putCard: (
    card: { readonly citizen: string; readonly document: IdentityDocument } | null,
  ) => Promise<void>;
  readonly breakReader: (fault: ReaderFault, times: number | null) => Promise<void>;
  readonly plug: (device: DeviceName, path?: string) => Promise<void>;
  readonly unplug: (device: DeviceName) => Promise<void>;
  readonly setPaper: (level: PaperLevel) => Promise<void>;
  readonly setCover: (isOpen: boolean) => Promise<void>;
  readonly breakPrinter: (fault: PrinterFault) => Promise<void>;
  /** Somebody takes whatever paper hangs out. */
  readonly takeReceipts: () => void;
  /** Process ids, for those who want to see a device crash. */
  readonly pids: () => Readonly<Record<DeviceName, number | undefined>>;
  readonly close: () => Promise<void>;
};

export type DeviceName = 'reader' | 'printer';

export type KioskDevicesOptions = {
  readonly id: string;
  readonly readerPath: string;
  readonly printerPath: string;
  /** `real`: think and print as slowly as the real ones. `fast`: only the line keeps its baud rate. */
  readonly pace: 'real' | 'fast';
  readonly onEvent: (event: SandboxEvent) => void;
};

/** From lifting one card to laying the next. Readers are polled every 200 to 300 ms. */
const HAND_MS = 800;

/** A soak test prints for days; nobody looks at older paper. */
const RECEIPTS_KEPT = 200;

/** Starts both devices and plugs them in; resolves when their ports can be opened. */
export async function startKioskDevices(options: KioskDevicesOptions): Promise<KioskDevices> {
  let state: KioskState = {
    id: options.id,
    screen: null,
    reader: { path: options.readerPath, plugged: false, card: null, fault: 'none' },
    printer: {
      path: options.printerPath,
      plugged: false,
      paper: 'full',
      coverOpen: false,
      fault: 'none',
      receipts: 0,
    },
  };
  let document: IdentityDocument | null = null;
  let liftedAt = Number.NEGATIVE_INFINITY;
  /** No hand swaps cards between two looks of a reader; a program would, and the reader would see one card. */
  const untilHandIsBack = async (isLaying: boolean) => {
    if (!isLaying) liftedAt = realClock.now();
    const waitMs = isLaying ? liftedAt + HAND_MS - realClock.now() : 0;
    if (waitMs > 0) await new Promise<void>((resolve) => realClock.after(waitMs, resolve));
  };
  let faultTimes: number | null = null;
  let receipts: readonly Receipt[] = [];

  const publish = (changed: KioskState) => {
    state = changed;
    options.onEvent({ kind: 'kiosk', kiosk: state });
  };
  const setReader = (changed: Partial<KioskState['reader']>) =>
    publish({ ...state, reader: { ...state.reader, ...changed } });
  const setPrinter = (changed: Partial<KioskState['printer']>) =>
    publish({ ...state, printer: { ...state.printer, ...changed } });

  const reader: DeviceHandle<ReaderOrder> = startDevice<ReaderOrder, ReaderEvent>({
    program: new URL('./id-card-reader/main.ts', import.meta.url),
    arguments: ['--think', options.pace === 'fast' ? '0' : 'real'],
    onEvent: () => {
      faultTimes = null;
      setReader({ fault: 'none' });
    },
    restore: () => [
      { kind: 'card', card: document },
      { kind: 'fault', fault: state.reader.fault, times: faultTimes },
      ...(state.reader.plugged ? [{ kind: 'plug', path: state.reader.path } as const] : []),
    ],
  });

  const printer: DeviceHandle<PrinterOrder> = startDevice<PrinterOrder, PrinterEvent>({
    program: new URL('./receipt-printer/main.ts', import.meta.url),
    arguments: ['--speed', options.pace === 'fast' ? '0' : '150'],
    onEvent: (event) => {
      if (event.kind === 'paper-end') return setPrinter({ paper: 'out', fault: 'none' });
      const receipt: Receipt = { ...event.strip, taken: false };
      receipts = [...receipts, receipt].slice(-RECEIPTS_KEPT);
      options.onEvent({ kind: 'receipt', kiosk: options.id, receipt });
      return setPrinter({ receipts: state.printer.receipts + 1 });
    },
    restore: () => [
      { kind: 'paper', level: state.printer.paper },
      { kind: 'cover', isOpen: state.printer.coverOpen },
      { kind: 'fault', fault: state.printer.fault },
      ...(state.printer.plugged ? [{ kind: 'plug', path: state.printer.path } as const] : []),
    ],
  });

  const devices: KioskDevices = {
    state: () => state,
    receipts: () => receipts,
    setScreen: (url) => publish({ ...state, screen: url }),
    putCard: async (card) => {
      await untilHandIsBack(card !== null);
      document = card?.document ?? null;
      await reader.order({ kind: 'card', card: document });
      setReader({ card: card?.citizen ?? null });
    },
    breakReader: async (fault, times) => {
      faultTimes = times;
      await reader.order({ kind: 'fault', fault, times });
      setReader({ fault });
    },
    plug: async (device, path) => {
      const target = path ?? state[device].path;
      await (device === 'reader' ? reader : printer).order({ kind: 'plug', path: target });
      if (device === 'reader') setReader({ plugged: true, path: target });
      else setPrinter({ plugged: true, path: target });
    },
    unplug: async (device) => {
      await (device === 'reader' ? reader : printer).order({ kind: 'unplug' });
      if (device === 'reader') setReader({ plugged: false });
      else setPrinter({ plugged: false });
    },
    setPaper: async (level) => {
      await printer.order({ kind: 'paper', level });
      setPrinter({ paper: level });
    },
    setCover: async (isOpen) => {
      await printer.order({ kind: 'cover', isOpen });
      setPrinter({ coverOpen: isOpen });
    },
    breakPrinter: async (fault) => {
      await printer.order({ kind: 'fault', fault });
      setPrinter({ fault });
    },
    takeReceipts: () => {
      receipts = receipts.map((receipt) => ({ ...receipt, taken: true }));
      publish(state);
    },
    pids: () => ({ reader: reader.pid(), printer: printer.pid() }),
    close: async () => {
      await Promise.all([reader.close(), printer.close()]);
    },
  };

  try {
    await Promise.all([devices.plug('reader'), devices.plug('printer')]);
  } catch (error) {
    await devices.close();
    throw error;
  }
  return devices;
}
