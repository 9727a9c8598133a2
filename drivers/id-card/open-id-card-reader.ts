import type { DeviceLog } from '../device-log.ts';
import { openSerialTransport } from '../serial/serial-transport.ts';
import type { Clock } from '../status.ts';
import type { IdCardReader } from './id-card-reader.ts';
import { createSdtReader } from './sdt-reader.ts';

export type OpenIdCardReaderOptions = {
  /** Path, pattern or `usb:VENDOR:PRODUCT[:SERIAL]`. */
  readonly path: string;
  /** What the module is set to; 115200 as delivered. */
  readonly baudRate: number;
  readonly clock: Clock;
  readonly log?: DeviceLog;
};

/** An ID card reader on a serial port, opened now or as soon as it is plugged in. */
export function openIdCardReader(
  options: OpenIdCardReaderOptions,
): IdCardReader & { readonly retarget: (path: string) => void } {
  const transport = openSerialTransport(options);
  const { clock, log } = options;
  const reader = createSdtReader({ transport, clock, reopen: transport.reopen, ...(log && { log }) });
  return { ...reader, retarget: transport.retarget };
}
