import type { Device, DeviceStatus } from '../device/device.ts';
import type {
  DeviceFault,
  OperationOptions,
  PaperSupply,
  PrinterMedia,
  Result,
  TonerSupply,
} from '../status.ts';

/** A4 printer for certificates, spoken to over IPP (RFC 8010, RFC 8011; IPP Everywhere, PWG 5100.14). */
export type DocumentPrinter = Device<DocumentPrinterStatus, DocumentPrinterEvent> & {
  /**
   * Prints one PDF unchanged: one copy, one-sided, A4. Resolves only when the printer has said what became of
   * the job; “queued” is not printed. A job whose paper runs out waits and goes on when the tray is filled. When the
   * deadline or the caller ends it, the job is cancelled and its end awaited: up to ten seconds more.
   *
   * @param pdf bytes of a PDF; nothing of it is kept once this has resolved
   */
  readonly print: (
    pdf: Uint8Array,
    options: PrintOptions,
  ) => Promise<Result<PrintedDocument, DocumentPrintFault>>;
  /** Maker and model, firmware, UUID: what the printer says of itself. */
  readonly identify: (options?: OperationOptions) => Promise<Result<PrinterIdentity, DeviceFault>>;
};

export type DocumentPrinterStatus = DeviceStatus & {
  readonly paper: PaperSupply;
  readonly toner: TonerSupply;
  /** A page printer has no sensor at its tray: `jammed`, or else `unknown`. */
  readonly media: PrinterMedia;
  /** What keeps it from printing, if anything does. */
  readonly block: PrinterBlock | null;
};

/**
 * What has to be put right by hand before a printer prints on. `stopped`: paused or stopped at its panel or its queue,
 * or for a reason it gives no word for. The first of these that holds is what somebody is sent to do.
 */
export const printerBlocks = [
  'cover-open',
  'jam',
  'tray-missing',
  'media-empty',
  'toner-empty',
  'output-full',
  'stopped',
] as const;
export type PrinterBlock = (typeof printerBlocks)[number];

/** While a print is under way. `waitingFor` says what somebody has to do before it goes on. */
export type DocumentPrinterEvent = {
  readonly kind: 'progress';
  readonly stage: 'sending' | 'queued' | 'printing';
  readonly waitingFor: PrinterBlock | null;
  /** Pages that have come out, where the printer counts them. */
  readonly impressions: number | null;
};

export type PrintOptions = OperationOptions & {
  /** Stands in the printer's own job list and on its panel: an id, never anything personal. */
  readonly jobName: string;
  /** How long the job may wait for paper, a cover, a jam; then it is cancelled. */
  readonly helpDeadlineMs?: number;
};

export type PrintedDocument = {
  readonly jobId: number;
  readonly impressions: number | null;
  /** False behind a CUPS queue that only hands bytes to a device that says nothing back. */
  readonly confirmed: boolean;
};

/** `nothing` is only said when it is known: a caller may print again after it, and after nothing else. */
export type DocumentPrintFault = { readonly printed: 'nothing' | 'partly' | 'unknown' } & (
  | DeviceFault
  /** Nobody put it right in time; the job is cancelled and will not come out later. */
  | { readonly kind: PrinterBlock }
  /** Cancelled at the printer's panel or its queue. */
  | { readonly kind: 'canceled' }
  /** The printer gave the job up; `reason` is its job-state-reasons keyword. */
  | { readonly kind: 'aborted-by-printer'; readonly reason: string }
  /** Not taken at all; `reason` is the IPP status: `client-error-document-format-not-supported` … */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Its spool is full, or the document too long for it. */
  | { readonly kind: 'out-of-space' }
  /** It was switched off and on again in mid-job, and does not know the job any more. */
  | { readonly kind: 'job-forgotten' }
);

export type PrinterIdentity = {
  readonly model: string;
  readonly firmware: string;
  readonly uuid: string;
};
