import type { DeviceLog } from '../../drivers/device-log.ts';
import type { IdCardReader } from '../../drivers/id-card/id-card-reader.ts';
import { createSdtReader } from '../../drivers/id-card/sdt-reader.ts';
import { createEscposPrinter } from '../../drivers/receipt-printer/escpos-printer.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import { openSerialTransport } from '../../drivers/serial/serial-transport.ts';
import type { Clock as DriverClock } from '../../drivers/status.ts';
import type { DeviceConfig } from '../../kiosk-config/config.ts';
import type { Clock } from '../clock.ts';

export type Devices = {
  readonly reader: IdCardReader | null;
  readonly printer: ReceiptPrinter | null;
  readonly close: () => Promise<void>;
};

/** Opens the configured devices. One that is not there yet is opened as soon as it comes. */
export function openDevices(
  configured: readonly DeviceConfig[],
  clock: Clock,
  logOf: (device: DeviceConfig['class']) => DeviceLog,
): Devices {
  const driverClock: DriverClock = {
    now: clock.monotonicMs,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
  };
  let reader: IdCardReader | null = null;
  let printer: ReceiptPrinter | null = null;
  for (const device of configured) {
    const log = logOf(device.class);
    const transport = openSerialTransport({
      path: device.port,
      baudRate: device.baudRate,
      clock: driverClock,
      log,
    });
    switch (device.class) {
      case 'id-card':
        reader = createSdtReader({ transport, clock: driverClock, log, reopen: transport.reopen });
        break;
      case 'receipt-printer':
        printer = createEscposPrinter({
          transport,
          reopen: transport.reopen,
          clock: driverClock,
          columns: device.columns,
          baudRate: device.baudRate,
          log,
        });
        break;
      default:
        device satisfies never;
    }
  }
  return {
    reader,
    printer,
    close: async () => {
      await Promise.all([reader?.close(), printer?.close()]);
    },
  };
}
