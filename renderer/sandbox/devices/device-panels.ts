import type { DeviceStates, MissingDevice } from '../../../sandbox/devices/contract.ts';
import { cabinetPanel } from './cabinet.tsx';
import { cameraPanel } from './camera.tsx';
import { citizenCardPanel } from './citizen-card.tsx';
import { codeScannerPanel } from './code-scanner.tsx';
import type { DevicePanel } from './device-panel.ts';
import { documentPrinterPanel } from './document-printer.tsx';
import { documentScannerPanel } from './document-scanner.tsx';
import { idCardPanel } from './id-card.tsx';
import { receiptPrinterPanel } from './receipt-printer.tsx';

export type DeviceName = keyof DeviceStates;
export type StateOf<Name extends DeviceName> = Exclude<DeviceStates[Name], MissingDevice>;

/** Every device of the sandbox's contract, in the order of the list; one that is missing here is a type error. */
export const DEVICE_PANELS: { readonly [Name in DeviceName]: DevicePanel<StateOf<Name>> } = {
  reader: idCardPanel,
  citizenCard: citizenCardPanel,
  printer: receiptPrinterPanel,
  documentPrinter: documentPrinterPanel,
  documentScanner: documentScannerPanel,
  codeScanner: codeScannerPanel,
  cabinet: cabinetPanel,
  camera: cameraPanel,
};

export const DEVICE_NAMES = Object.keys(DEVICE_PANELS) as readonly DeviceName[]; // keys of a record of DeviceName
