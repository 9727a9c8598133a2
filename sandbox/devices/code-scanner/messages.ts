import type { CodeScannerFault } from './contract.ts';

/** What the sandbox orders of a code scanner's process besides its cable. */
export type CodeScannerOrder =
  /** A code is held before the window, or taken away (null). */
  | { readonly kind: 'show'; readonly code: string | null }
  | { readonly kind: 'fault'; readonly fault: CodeScannerFault };

export type CodeScannerEvent =
  | { readonly kind: 'armed'; readonly isArmed: boolean }
  /** The code shown has been read: it beeped. */
  | { readonly kind: 'read' };
