import type { DeviceLog } from '../device-log.ts';
import type { HidAccess } from '../hid/hid-access.ts';
import { openHidTransport } from '../hid/hid-transport.ts';
import { openSerialTransport } from '../serial/serial-transport.ts';
import type { Clock } from '../status.ts';
import type { CodeScanner } from './code-scanner.ts';
import { barCodeScannerUsagePage, hidPosWire } from './hid-pos-wire.ts';
import { createImager } from './imager.ts';
import type { ImagerCommandSet } from './imager-commands.ts';
import { hidPosRedactor, serialRedactor } from './imager-redactor.ts';
import { serialWire } from './serial-wire.ts';

type OpenOptions = {
  readonly commands: ImagerCommandSet;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

export type OpenSerialScannerOptions = OpenOptions & {
  /** Path, pattern or `usb:VENDOR:PRODUCT[:SERIAL]`. */
  readonly path: string;
  readonly baudRate: number;
};

/** An imager on a serial port or USB-CDC, opened now or as soon as it is plugged in. */
export function openSerialCodeScanner(options: OpenSerialScannerOptions): CodeScanner {
  const transport = openSerialTransport(options);
  return createImager({
    ...options,
    transport,
    reopen: transport.reopen,
    wire: serialWire,
    redactor: serialRedactor,
  });
}

export type OpenHidScannerOptions = OpenOptions & {
  /** `usb:VVVV:PPPP[:SERIAL]` */
  readonly port: string;
  readonly access?: HidAccess;
};

/** An imager that is a HID bar code scanner; one that is a keyboard besides is read as a scanner only. */
export function openHidCodeScanner(options: OpenHidScannerOptions): CodeScanner {
  const transport = openHidTransport({ ...options, usagePage: barCodeScannerUsagePage });
  return createImager({
    ...options,
    transport,
    reopen: transport.reopen,
    wire: hidPosWire,
    redactor: hidPosRedactor,
  });
}
