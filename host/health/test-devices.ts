import type { ReceiptPrinter, ReceiptPrinterStatus } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Devices } from '../devices/devices.ts';

/** For tests: a machine whose only device is a receipt printer that is what it is told to be. */
export function createTestDevices() {
  const listeners = new Set<(event: { kind: 'status'; status: ReceiptPrinterStatus }) => void>();
  let status: ReceiptPrinterStatus = {
    device: 'online',
    isOutOfService: false,
    paper: 'full',
    media: 'notPresent',
    isCoverOpen: false,
  };
  const unused = (): never => {
    throw new Error('telemetry prints nothing');
  };
  const printer: ReceiptPrinter = {
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    selfTest: async () => ({ ok: true, value: { checks: [] } }),
    report: () => ({ status, connectedAs: null, identity: {}, recoveries: [], frames: [] }),
    restart: unused,
    close: async () => undefined,
    print: unused,
    retract: unused,
  };
  const devices: Devices = {
    all: [{ class: 'receipt-printer', driver: 'escpos-serial', device: printer }],
    reader: null,
    citizenCardReader: null,
    printer,
    documentPrinter: null,
    scanner: null,
    codeScanner: null,
    cabinet: null,
    camera: null,
    cameraPage: null,
    close: async () => undefined,
  };
  return {
    devices,
    /** The printer says that it is another now. */
    become: (change: Partial<ReceiptPrinterStatus>) => {
      status = { ...status, ...change };
      for (const listener of listeners) listener({ kind: 'status', status });
    },
    listeners: () => listeners.size,
  };
}
