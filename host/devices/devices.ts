import type { DeviceLog } from '../../drivers/device-log.ts';
import type { IdCardReader } from '../../drivers/id-card/id-card-reader.ts';
import { openIdCardReader } from '../../drivers/id-card/open-id-card-reader.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Clock as DriverClock } from '../../drivers/status.ts';
import type { DeviceConfig } from '../../kiosk-config/devices.ts';
import type { Clock } from '../clock.ts';
import { openPrinter } from './open-printer.ts';

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
    const common = { clock: driverClock, log: logOf(device.class) };
    switch (device.driver) {
      case 'sdt-serial':
        reader = openIdCardReader({ ...common, path: device.port, baudRate: device.baudRate });
        break;
      case 'escpos-serial':
      case 'escpos-tcp':
        printer = openPrinter(device, common);
        break;
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
