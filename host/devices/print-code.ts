import type { PrintFault } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { CodeName } from '../codes/codes.ts';

/** A fault of the printer as a code, and whether the citizen may ask for the slip again. */
export function printCodeOf(fault: PrintFault): { readonly code: CodeName; readonly retryable: boolean } {
  switch (fault.kind) {
    case 'paper-out':
      return { code: 'printer.paper-out', retryable: false };
    case 'cover-open':
      return { code: 'printer.cover-open', retryable: true };
    case 'cutter':
      return { code: 'printer.cutter', retryable: false };
    case 'disconnected':
    case 'timeout':
    case 'aborted':
      // What may have come out already is not printed a second time.
      return fault.printed === 'nothing'
        ? { code: 'printer.offline', retryable: true }
        : { code: 'printer.unconfirmed', retryable: false };
    case 'not-retracted':
      return { code: 'printer.offline', retryable: true };
    case 'jammed':
    case 'protocol':
    case 'hardware':
      return { code: 'printer.jam', retryable: false };
    default:
      return fault satisfies never;
  }
}
