import type { Device, DeviceStatus } from '../device/device.ts';
import type { DeviceFault, OperationOptions, PaperSupply, PrinterMedia, Result } from '../status.ts';
import type { Raster } from './raster.ts';

/** Receipt printer: ESC/POS, text in GB18030, status in real time (DLE EOT) and at each change (ASB). */
export type ReceiptPrinter = Device<ReceiptPrinterStatus, ReceiptPrinterEvent> & {
  /**
   * Prints one receipt and cuts it. Resolves only when the printer has said that everything before the
   * closing marker was printed (GS ( H, else GS r then DLE EOT), or that the paper waits at the presenter's
   * mouth; never “sent, so surely printed”. What becomes of presented paper is told by events.
   */
  readonly print: (receipt: Receipt, options?: OperationOptions) => Promise<Result<PrintReport, PrintFault>>;
  /** Takes back the paper that waits at the presenter's mouth. */
  readonly retract: (options?: OperationOptions) => Promise<Result<RetractReport, RetractFault>>;
};

/** `media` is the paper at the presenter's mouth; without a presenter nobody knows, and it stays `unknown`. */
export type ReceiptPrinterStatus = DeviceStatus & {
  readonly paper: PaperSupply;
  readonly media: PrinterMedia;
  readonly isCoverOpen: boolean;
};

/** What becomes of paper in the presenter's mouth, in the words of XFS4IoT. */
export type ReceiptPrinterEvent =
  | { readonly kind: 'media-presented' }
  /** It left the mouth outwards. */
  | { readonly kind: 'media-taken' }
  /** It was taken back, on order or because nobody came for it. */
  | { readonly kind: 'media-retracted' };

export type PrintReport = {
  /** Without a presenter paper hangs from the slot once it is printed, and no more is known of it. */
  readonly reached: 'printed' | 'presented';
  /** False: this model cannot say more than that it took everything and reports no fault. */
  readonly confirmed: boolean;
  readonly bytes: number;
};

/** `all`: printed in full, and not presented. `unknown`: anything between nothing and all. */
export type PrintFault = { readonly printed: 'nothing' | 'partly' | 'all' | 'unknown' } & (
  | DeviceFault
  | { readonly kind: 'paper-out' }
  | { readonly kind: 'cover-open' }
  | { readonly kind: 'cutter' }
  | { readonly kind: 'jammed' }
  /** Somebody else's paper is in the mouth and could not be moved away. */
  | { readonly kind: 'not-retracted' }
);

/** `no-media`: there was nothing to take back; somebody has been faster. */
export type RetractReport = 'retracted' | 'no-media';
export type RetractFault =
  | DeviceFault
  | { readonly kind: 'jammed' }
  /** It is still there: the bin is full, or retracting is switched off in the printer's own set-up. */
  | { readonly kind: 'not-retracted' }
  | { readonly kind: 'no-presenter' };

/** A receipt in the order it is printed; the driver lays it out for its paper (48 or 32 columns). */
export type Receipt = { readonly lines: readonly ReceiptLine[] };
export type ReceiptLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: 'left' | 'center';
      readonly size?: 1 | 2;
      readonly bold?: boolean;
    }
  | { readonly kind: 'pair'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly data: string }
  /** CODE128, its text below; printable ASCII. */
  | { readonly kind: 'barcode'; readonly data: string }
  | { readonly kind: 'image'; readonly image: Raster }
  | { readonly kind: 'feed'; readonly lines: number };
