import type { Device, DeviceStatus } from '../device/device.ts';
import type { DeviceFault, OperationOptions, Result } from '../status.ts';
import type { Symbology } from './aim-identifier.ts';

/**
 * Code scanner: a 2D imager beside the screen. It reads only for somebody who was asked to show a code: what it sees
 * at any other time is dropped. A code is a token of a person, so none is ever logged, recorded or kept.
 */
export type CodeScanner = Device<CodeScannerStatus, never> & {
  /**
   * Waits for one code. The imager is armed (light, aimer) where it can be, and dark again when this is over;
   * what was seen before is not an answer.
   */
  readonly scan: (options?: OperationOptions) => Promise<Result<ScannedCode, ScanFault>>;
};

export type CodeScannerStatus = DeviceStatus & {
  /** XFS4IoT BarcodeReader `scanner`: `on` while it looks for codes. */
  readonly scanner: 'on' | 'off' | 'inoperative' | 'unknown';
};

export type ScannedCode = {
  readonly symbology: Symbology;
  /** UTF-8, else GB18030: never with a replacement character in it. */
  readonly text: string;
};

export type ScanFault =
  | DeviceFault
  /** XFS4IoT `barcodeInvalid`: something was read, and it is no text. */
  | { readonly kind: 'barcode-invalid' };
