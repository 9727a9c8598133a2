import type { Device, DeviceStatus } from '../device/device.ts';
import type { DeviceFault, OperationOptions, Result } from '../status.ts';

/** Document scanner: A4 pages as images, each with what was measured of it, so that a bad scan is caught at the machine. */
export type DocumentScanner = Device<DocumentScannerStatus, DocumentScannerEvent> & {
  /**
   * Scans the page on the glass, or every page in the feeder. Resolves when each page has been received, decoded to
   * its last row and measured; whether a page is good enough is for the caller to say, from `quality.verdict`.
   */
  readonly scan: (request: ScanRequest, options?: ScanOptions) => Promise<Result<Scan, ScanFault>>;
};

/** XFS4IoT Printer.Status `media` and Check.Status `mediaFeeder`; a glass without a sensor stays `unknown`. */
export type DocumentScannerStatus = DeviceStatus & {
  readonly media: ScannerMedia;
  readonly feeder: ScannerFeeder;
  readonly isCoverOpen: boolean;
};
export type ScannerMedia = 'unknown' | 'present' | 'notPresent' | 'jammed';
export type ScannerFeeder = 'unknown' | 'empty' | 'notEmpty' | 'inoperative';

export type DocumentScannerEvent = { readonly kind: 'status'; readonly status: DocumentScannerStatus };

export type ScanRequest = {
  readonly source: ScanSource;
  readonly dpi: ScanDpi;
  readonly colour: ScanColour;
};
/** `platen` is the glass (eSCL Platen, SANE Flatbed). */
export type ScanSource = 'platen' | 'feeder';
export type ScanDpi = 150 | 200 | 300 | 600;
export type ScanColour = 'colour' | 'gray';

export type ScanOptions = OperationOptions & {
  readonly onProgress?: (progress: ScanProgress) => void;
};
/** `page` counts from 1; `fraction` (0 to 1) is null where the scanner does not tell. */
export type ScanProgress = { readonly page: number; readonly fraction: number | null };

export type Scan = { readonly pages: readonly ScannedPage[] };

export type ScannedPage = {
  readonly image: { readonly mediaType: 'image/jpeg' | 'image/png'; readonly bytes: Uint8Array };
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
  readonly quality: PageQuality;
};

/** What was measured of a page; page-quality.ts says how. */
export type PageQuality = {
  readonly verdict: PageVerdict;
  /** How steep the edges of the print are, 0 washed out to 1 crisp, whatever the dpi; null where there is no print. */
  readonly sharpness: number | null;
  /** How far the page is turned clockwise, −10 to 10; null where nothing on it runs in lines. */
  readonly skewDegrees: number | null;
  /** Lightness of the paper, 0 black to 1 white. */
  readonly brightness: number;
  /** How much darker than the paper the print is, 0 to 1. */
  readonly contrast: number;
  readonly isBlank: boolean;
  /** Sides of the image at which print runs off the page. */
  readonly cutOffAt: readonly PageSide[];
};
export type PageSide = 'top' | 'right' | 'bottom' | 'left';

/** The one thing to tell the person: the gravest that was found. */
export type PageVerdict = 'good' | 'too-dark' | 'blank' | 'cut-off' | 'skewed' | 'blurred' | 'faint';

/** Why there is no (complete) scan; `pages` were whole before it happened. */
export type ScanFault = { readonly pages: readonly ScannedPage[] } & (
  | DeviceFault
  /** The feeder is empty; a glass cannot tell. */
  | { readonly kind: 'no-document' }
  | { readonly kind: 'jammed' }
  | { readonly kind: 'cover-open' }
  /** Somebody else is scanning with it. */
  | { readonly kind: 'busy' }
  /** The image ends before the page does: never handed on. */
  | { readonly kind: 'half-page' }
  /** This scanner has no feeder, no glass, or not what else was asked for. */
  | { readonly kind: 'unsupported'; readonly what: string }
  /** Stopped at the scanner itself; `aborted` is our own side. */
  | { readonly kind: 'cancelled' }
);
