import type { CableState } from '../contract.ts';

/** The code scanner as the street panel sees it. */
export type CodeScannerState = CableState & {
  /** Somebody holds a code before it, and it has not read it yet. */
  readonly isShown: boolean;
  /** Light on, looking for a code. */
  readonly isArmed: boolean;
  readonly fault: CodeScannerFault;
};

/**
 * `garbled`: what it sends is no text. `truncated`: it stops in the middle of a code. `noSuffix`: it ends codes with
 * silence, as one that was set up anew does.
 */
export const CODE_SCANNER_FAULTS = ['none', 'silent', 'garbled', 'truncated', 'noSuffix'] as const;
export type CodeScannerFault = (typeof CODE_SCANNER_FAULTS)[number];
