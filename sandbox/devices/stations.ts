import { createCabinetStation } from './cabinet/station.ts';
import { createCameraStation } from './camera/station.ts';
import { createCitizenCardStation } from './citizen-card/station.ts';
import { createCodeScannerStation } from './code-scanner/station.ts';
import type { DeviceStates } from './contract.ts';
import { createDocumentPrinterStation } from './document-printer/station.ts';
import { createDocumentScannerStation } from './document-scanner/station.ts';
import { createIdCardStation } from './id-card/station.ts';
import { PRINTER_MODELS, receiptPrinterStation } from './receipt-printer/station.ts';
import type { CreateStation } from './station.ts';

export type Stations = { readonly [Name in keyof DeviceStates]: CreateStation<DeviceStates[Name]> };

/** What stands around every kiosk of the sandbox, each by its name in `KioskState`. */
export const STATIONS: Stations = {
  reader: createIdCardStation,
  citizenCard: createCitizenCardStation,
  printer: receiptPrinterStation(PRINTER_MODELS.slot),
  documentPrinter: createDocumentPrinterStation,
  documentScanner: createDocumentScannerStation,
  codeScanner: createCodeScannerStation,
  cabinet: createCabinetStation,
  camera: createCameraStation,
};
