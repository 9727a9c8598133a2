import { fromPromise } from 'xstate';
import type { DocumentPrinter, DocumentPrintFault } from '../../drivers/document-printer/document-printer.ts';
import type { PrintDocumentInput, PrintDocumentOutcome } from '../../flows/session/contract.ts';
import type { CodeName } from '../codes/codes.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import type { Outbox } from '../outbox/outbox.ts';

export type PrintDocumentOptions = {
  readonly printer: Pick<DocumentPrinter, 'print'> | null;
  readonly outbox: Pick<Outbox, 'sealedPages' | 'discardPages'>;
  readonly serving: () => { readonly visit: string };
  /** On disk when it returns. */
  readonly record: (event: AuditEvent) => void;
};

/**
 * How long a job may wait for somebody to fill the tray or free a jam. At night nobody comes, and the citizen
 * is to be told soon enough to go home with the number.
 */
const HELP_DEADLINE_MS = 90_000;

/**
 * Prints the sealed file as it is. Its bytes are destroyed once the printer has said that they came out, and not
 * before: asked for again, the same document comes.
 */
export function createPrintDocumentActor({ printer, outbox, serving, record }: PrintDocumentOptions) {
  return fromPromise<PrintDocumentOutcome, PrintDocumentInput>(async ({ input, signal }) => {
    const { key, number } = input.document;
    const { visit } = serving();
    const fail = (code: CodeName, printed: string, retryable: boolean): PrintDocumentOutcome => {
      record({ kind: 'document-failed', key, number, code, printed });
      return { kind: 'failed', code, retryable, mayBeOut: printed !== 'nothing' };
    };
    const pages = outbox.sealedPages(visit, key);
    if (!pages) return fail('document.gone', 'nothing', false);
    if (!printer) return fail('document.printer-offline', 'nothing', false);
    // The printer's own job list and panel show this name: the number names nobody.
    const result = await printer.print(pages, { jobName: number, helpDeadlineMs: HELP_DEADLINE_MS, signal });
    if (!result.ok) return fail(codeOfPrintFault(result.error), result.error.printed, true);
    record({ kind: 'document-printed', key, number, confirmed: result.value.confirmed });
    outbox.discardPages(visit, key);
    return { kind: 'printed' };
  });
}

/** A half-printed certificate is told as that, whatever stopped it: what the citizen does is look at the tray. */
export function codeOfPrintFault(fault: DocumentPrintFault): CodeName {
  if (fault.printed !== 'nothing') return 'document.uncertain';
  switch (fault.kind) {
    case 'media-empty':
    case 'tray-missing':
      return 'document.paper-out';
    case 'jam':
      return 'document.jam';
    case 'cover-open':
      return 'document.cover-open';
    case 'toner-empty':
      return 'document.toner-out';
    case 'output-full':
    case 'stopped':
    case 'canceled':
    case 'aborted-by-printer':
    case 'rejected':
    case 'out-of-space':
    case 'job-forgotten':
      return 'document.printer-stopped';
    case 'disconnected':
    case 'timeout':
    case 'aborted':
    case 'protocol':
    case 'hardware':
      return 'document.printer-offline';
    default:
      return fault satisfies never;
  }
}
