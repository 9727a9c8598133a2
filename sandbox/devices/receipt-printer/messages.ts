import type { PaperLevel, PrinterFault, Receipt } from './contract.ts';

/** What the sandbox orders of a receipt printer's process besides its cable. */
export type PrinterOrder =
  | { readonly kind: 'paper'; readonly level: PaperLevel }
  | { readonly kind: 'cover'; readonly isOpen: boolean }
  | { readonly kind: 'fault'; readonly fault: PrinterFault };

export type PrinterEvent =
  | { readonly kind: 'strip'; readonly strip: Omit<Receipt, 'taken'> }
  /** `paperOutMidway` has happened. */
  | { readonly kind: 'paper-end' };
