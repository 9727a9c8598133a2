import type { CabinetState } from './cabinet/contract.ts';
import type { CameraState } from './camera/contract.ts';
import type { CitizenCardReaderState } from './citizen-card/contract.ts';
import type { CodeScannerState } from './code-scanner/contract.ts';
import type { DocumentPrinterState } from './document-printer/contract.ts';
import type { DocumentScannerState } from './document-scanner/contract.ts';
import type { ReaderState } from './id-card/contract.ts';
import type { PrinterState } from './receipt-printer/contract.ts';

/**
 * Every device of a kiosk by its name in `KioskState`, one entry a station. Each station's own types stand in its
 * folder's `contract.ts`; these files hold types and lists of presets, so the panel can compile them in.
 */
export type DeviceStates = {
  readonly reader: ReaderState;
  readonly citizenCard: CitizenCardReaderState | MissingDevice;
  readonly printer: PrinterState;
  readonly documentPrinter: DocumentPrinterState | MissingDevice;
  readonly documentScanner: DocumentScannerState;
  readonly codeScanner: CodeScannerState;
  readonly cabinet: CabinetState;
  readonly camera: CameraState;
};

/** The part of the state every device on a serial cable shares. */
export type CableState = {
  /** The serial port a driver opens; valid while `plugged`. */
  readonly path: string;
  readonly plugged: boolean;
};

/** In place of its state: this machine lacks what the device is made of, so the kiosk has none of this class. */
export type MissingDevice = {
  /** Debian package that brings it. */
  readonly missing: string;
};
