import type { DeviceLog } from '../device-log.ts';
import { openSerialTransport } from '../serial/serial-transport.ts';
import type { Clock } from '../status.ts';
import { createCabinetBoard } from './board.ts';
import type { Cabinet } from './cabinet.ts';

export type OpenCabinetOptions = {
  /** Path, pattern or `usb:VENDOR:PRODUCT[:SERIAL]`. */
  readonly path: string;
  readonly baudRate: number;
  readonly clock: Clock;
  readonly log?: DeviceLog;
};

/** A cabinet board on a serial port, opened now or as soon as it is plugged in. */
export function openCabinet(options: OpenCabinetOptions): Cabinet {
  const transport = openSerialTransport(options);
  return createCabinetBoard({ ...options, transport, reopen: transport.reopen });
}
