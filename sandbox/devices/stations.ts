import type { DeviceStates } from './contract.ts';
import { createIdCardStation } from './id-card/station.ts';
import { PRINTER_MODELS, receiptPrinterStation } from './receipt-printer/station.ts';
import type { CreateStation } from './station.ts';

export type Stations = { readonly [Name in keyof DeviceStates]: CreateStation<DeviceStates[Name]> };

/** What stands around every kiosk of the sandbox, each by its name in `KioskState`. */
export const STATIONS: Stations = {
  reader: createIdCardStation,
  printer: receiptPrinterStation(PRINTER_MODELS.slot),
};
