import { readFileSync } from 'node:fs';
import type { DeviceLog } from '../../drivers/device-log.ts';
import { customPresenter } from '../../drivers/receipt-printer/custom-presenter.ts';
import { openReceiptPrinter } from '../../drivers/receipt-printer/open-receipt-printer.ts';
import { type Raster, readPbm } from '../../drivers/receipt-printer/raster.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Clock } from '../../drivers/status.ts';
import type { DeviceConfig } from '../../kiosk-config/devices.ts';

export type ReceiptPrinterConfig = Extract<DeviceConfig, { class: 'receipt-printer' }>;

/** The receipt printer as the configuration describes it: its line, its paper, its presenter, its logo. */
export function openPrinter(
  config: ReceiptPrinterConfig,
  common: { readonly clock: Clock; readonly log: DeviceLog },
): ReceiptPrinter {
  return openReceiptPrinter({
    ...common,
    line:
      config.driver === 'escpos-tcp'
        ? { kind: 'tcp', host: config.host, tcpPort: config.tcpPort }
        : { kind: 'serial', path: config.port, baudRate: config.baudRate },
    columns: config.columns,
    presenter: config.presenter === 'custom' ? customPresenter(config.presentSteps) : undefined,
    logo: config.logo === undefined ? undefined : readLogo(config.logo, common.log),
  });
}

/** A kiosk prints without a logo rather than not at all. */
function readLogo(file: string, log: DeviceLog): Raster | undefined {
  try {
    const logo = readPbm(readFileSync(file));
    if (logo.ok) return logo.value;
    log('logo-unusable', `${file}: ${logo.error.kind}`);
  } catch (error) {
    log('logo-unusable', error instanceof Error ? error.message : file);
  }
  return undefined;
}
