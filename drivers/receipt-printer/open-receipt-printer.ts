import type { DeviceLog } from '../device-log.ts';
import { openSerialTransport } from '../serial/serial-transport.ts';
import type { Clock } from '../status.ts';
import { openTcpTransport } from '../tcp/tcp-transport.ts';
import type { Presenter } from './custom-presenter.ts';
import { drawRow } from './draw-row.ts';
import type { ReceiptEncoding } from './escpos-encode.ts';
import { createEscposPrinter } from './escpos-printer.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

export type OpenReceiptPrinterOptions = Omit<ReceiptEncoding, 'pictureOf'> & {
  readonly line: ReceiptPrinterLine;
  readonly clock: Clock;
  readonly presenter?: Presenter | undefined;
  readonly log?: DeviceLog;
};

export type ReceiptPrinterLine =
  /** `path` is a path, a pattern or `usb:VENDOR:PRODUCT[:SERIAL]`. */
  | { readonly kind: 'serial'; readonly path: string; readonly baudRate: number }
  /** Raw TCP, port 9100 as a rule. */
  | { readonly kind: 'tcp'; readonly host: string; readonly tcpPort: number };

/** A receipt printer on a serial port or in the network, opened now or as soon as it is there. */
export function openReceiptPrinter(options: OpenReceiptPrinterOptions): ReceiptPrinter {
  const { line } = options;
  const transport =
    line.kind === 'serial'
      ? openSerialTransport({ ...options, ...line })
      : openTcpTransport({ ...options, ...line });
  return createEscposPrinter({
    ...options,
    transport,
    drawRow,
    baudRate: line.kind === 'serial' ? line.baudRate : Number.POSITIVE_INFINITY,
    reopen: transport.reopen,
  });
}
