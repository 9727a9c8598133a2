import type {
  DeviceFault,
  DeviceState,
  OperationOptions,
  PaperSupply,
  PrinterMedia,
  Result,
} from '../status.ts';

/** Receipt printer: ESC/POS, text in GB18030, status in real time (DLE EOT) and at each change (ASB). */
export type ReceiptPrinter = {
  readonly status: () => ReceiptPrinterStatus;
  readonly subscribe: (listener: (event: ReceiptPrinterEvent) => void) => () => void;
  /**
   * Prints one receipt and cuts it. Resolves only when the printer has said that everything before the
   * closing marker was printed (GS ( H, else GS r then DLE EOT); never “sent, so surely printed”.
   */
  readonly print: (receipt: Receipt, options?: OperationOptions) => Promise<Result<PrintReport, PrintFault>>;
  readonly close: () => Promise<void>;
};

export type ReceiptPrinterStatus = {
  readonly device: DeviceState;
  readonly paper: PaperSupply;
  readonly media: PrinterMedia;
  readonly isCoverOpen: boolean;
};
export type ReceiptPrinterEvent = { readonly kind: 'status'; readonly status: ReceiptPrinterStatus };

/** `confirmed` false: this model cannot say more than that it took everything and reports no fault. */
export type PrintReport = { readonly confirmed: boolean; readonly bytes: number };

export type PrintFault = { readonly printed: 'nothing' | 'partly' | 'unknown' } & (
  | DeviceFault
  | { readonly kind: 'paper-out' }
  | { readonly kind: 'cover-open' }
  | { readonly kind: 'cutter' }
);

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
  | { readonly kind: 'feed'; readonly lines: number };
