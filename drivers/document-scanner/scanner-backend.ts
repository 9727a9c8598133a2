import type { Health } from '../device/device-machine.ts';
import type { DeviceFault, Result } from '../status.ts';
import type { ScanFault, ScannerFeeder, ScannerMedia, ScanRequest } from './document-scanner.ts';
import type { RawPage } from './inspect-page.ts';

/** How a scanner is spoken to: SANE or eSCL. One call at a time; each ends soon after its signal. */
export type ScannerBackend = {
  /** Between two looks at a scanner that is well. */
  readonly lookEveryMs: number;
  /** Whether it is there, and who it says it is. */
  readonly find: (signal: AbortSignal) => Promise<Result<FoundScanner, DeviceFault>>;
  readonly look: (signal: AbortSignal) => Promise<Result<ScannerLook, DeviceFault>>;
  readonly scan: (request: ScanRequest, run: ScanRun) => Promise<Result<void, ScanTrouble>>;
  /** Gives up whatever the scanner still does for us. */
  readonly reset: (signal: AbortSignal) => Promise<void>;
};

export type FoundScanner = {
  readonly path: string;
  readonly identity: Readonly<Record<string, string>>;
};

export type ScannerLook = {
  readonly health: Health;
  readonly media: ScannerMedia;
  readonly feeder: ScannerFeeder;
  readonly cover: ScannerCover;
};
export type ScannerCover = 'unknown' | 'closed' | 'open';

export type ScanRun = {
  readonly signal: AbortSignal;
  /** Of the page that is coming now. */
  readonly onProgress: (fraction: number | null) => void;
  /** A page is here; the scan goes on with the next when this has ended well. */
  readonly onPage: (page: RawPage) => Promise<Result<void, ScanTrouble>>;
};

/** A {@link ScanFault} before it is known which pages were whole. */
export type ScanTrouble = ScanFault extends infer Fault
  ? Fault extends unknown
    ? Omit<Fault, 'pages'>
    : never
  : never;

/** Tells the technician's report what was asked and answered: requests and their ends, never an image. */
export type NoteFrame = (direction: 'sent' | 'received', text: string) => void;

/** More sheets than any item asks for; what a feeder delivers beyond stays in it. */
export const pagesAtMost = 50;
