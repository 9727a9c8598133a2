import type { DeviceLog } from '../device-log.ts';
import type { HidAccess } from '../hid/hid-access.ts';
import { openHidTransport } from '../hid/hid-transport.ts';
import { openSerialTransport } from '../serial/serial-transport.ts';
import type { Clock } from '../status.ts';
import type { IdCardReader } from './id-card-reader.ts';
import { createSdtReader } from './sdt-reader.ts';
import { sdtOverReports } from './sdt-reports.ts';

type Common = {
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** The last rung of the reset ladder, where a cabinet board can cut this reader's power. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

export type OpenIdCardReaderOptions = Common & {
  /** Path, pattern or `usb:VENDOR:PRODUCT[:SERIAL]`. */
  readonly path: string;
  /** What the module is set to; 115200 as delivered. */
  readonly baudRate: number;
};

/** An ID card reader on a serial port, opened now or as soon as it is plugged in. */
export function openIdCardReader(
  options: OpenIdCardReaderOptions,
): IdCardReader & { readonly retarget: (path: string) => void } {
  const transport = openSerialTransport(options);
  const reader = createSdtReader({ ...options, transport, reopen: transport.reopen });
  return { ...reader, retarget: transport.retarget };
}

/** The same module behind HID reports. */
export function openHidIdCardReader(
  options: Common & {
    /** `usb:VENDOR:PRODUCT[:SERIAL]` */
    readonly port: string;
    readonly access?: HidAccess;
  },
): IdCardReader {
  const transport = openHidTransport(options);
  return createSdtReader({ ...options, transport: sdtOverReports(transport), reopen: transport.reopen });
}
