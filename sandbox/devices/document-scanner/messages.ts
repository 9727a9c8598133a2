import type { PagePreset, ScannerFault } from './contract.ts';

/** What the sandbox orders of a document scanner's process. */
export type DocumentScannerOrder =
  /** On `port`, 0 for any that is free. */
  | { readonly kind: 'switch-on'; readonly port: number }
  | { readonly kind: 'switch-off' }
  | { readonly kind: 'page'; readonly preset: PagePreset }
  | { readonly kind: 'feeder'; readonly sheets: number }
  | { readonly kind: 'fault'; readonly fault: ScannerFault };

export type DocumentScannerEvent =
  | { readonly kind: 'listening'; readonly port: number }
  /** A page has been scanned; so many sheets are left in the feeder. */
  | { readonly kind: 'page'; readonly sheets: number }
  /** `diesMidPage` has happened. */
  | { readonly kind: 'died' };
