import type { MouthState, PaperLevel, PrinterFault, Receipt } from './contract.ts';

/** What the sandbox orders of a receipt printer's process besides its cable. */
export type PrinterOrder =
  | { readonly kind: 'paper'; readonly level: PaperLevel }
  | { readonly kind: 'cover'; readonly isOpen: boolean }
  | { readonly kind: 'fault'; readonly fault: PrinterFault }
  /** A hand pulls the strip out of the presenter. */
  | { readonly kind: 'take' };

export type PrinterEvent =
  | { readonly kind: 'strip'; readonly strip: Omit<Receipt, 'taken'> }
  /** `paperOutMidway` has happened. */
  | { readonly kind: 'paper-end' }
  /** The power is back, and with it a printer that remembers nothing. */
  | { readonly kind: 'power-back' }
  | {
      readonly kind: 'mouth';
      readonly mouth: MouthState;
      readonly how: 'presented' | 'taken' | 'retracted' | 'ejected' | 'jammed';
    };
