import type { DeviceLog } from '../device-log.ts';
import { openSerialTransport } from '../serial/serial-transport.ts';
import type { Clock } from '../status.ts';
import type { ReceiptEncoding } from './escpos-encode.ts';
import { createEscposPrinter } from './escpos-printer.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

export type OpenReceiptPrinterOptions = ReceiptEncoding & {
  /** Path, pattern or `usb:VENDOR:PRODUCT[:SERIAL]`. */
  readonly path: string;
  readonly baudRate: number;
  readonly clock: Clock;
  readonly log?: DeviceLog;
};

/** A receipt printer on a serial port, opened now or as soon as it is plugged in. */
export function openReceiptPrinter(
  options: OpenReceiptPrinterOptions,
): ReceiptPrinter & { readonly retarget: (path: string) => void } {
  const transport = openSerialTransport(options);
  const printer = createEscposPrinter({ ...options, transport, reopen: transport.reopen });
  return { ...printer, retarget: transport.retarget };
}
