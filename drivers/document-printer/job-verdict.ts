import type { DocumentPrintFault, PrintedDocument } from './document-printer.ts';
import type { JobAnswer } from './ipp-client.ts';

/** A fault without how far it got, which only the job's end tells. */
export type BareFault = DocumentPrintFault extends infer Fault
  ? Fault extends DocumentPrintFault
    ? Omit<Fault, 'printed'>
    : never
  : never;

/** What was seen of a job so far; enough to say honestly how far it came. */
export type JobHistory = {
  /** False when the document certainly never reached the printer. */
  readonly hasDocument: boolean;
  readonly last: JobAnswer | null;
  /** The most pages it ever reported. */
  readonly impressions: number | null;
  readonly hasBegun: boolean;
  /** Blocked at every look since it began: nothing can have come out, if the printer counts and counted none. */
  readonly wasAlwaysBlocked: boolean;
};

export function newJob({ hasDocument }: Pick<JobHistory, 'hasDocument'>): JobHistory {
  return { hasDocument, last: null, impressions: null, hasBegun: false, wasAlwaysBlocked: true };
}

/**
 * Adds what the printer says of the job now.
 *
 * @param canPrint what it says of itself: false while something blocks it, or nobody is behind its queue
 */
export function seen(history: JobHistory, job: JobAnswer, canPrint: boolean): JobHistory {
  const isWorking = job.state === 'processing' || job.state === 'stopped';
  return {
    ...history,
    last: job,
    impressions:
      job.impressions === null ? history.impressions : Math.max(job.impressions, history.impressions ?? 0),
    hasBegun: history.hasBegun || isWorking || job.hasBegun === true,
    wasAlwaysBlocked: history.wasAlwaysBlocked && (!isWorking || !canPrint),
  };
}

/**
 * How much of an unfinished job is on paper. `nothing` needs proof: the printer has never begun, or it counts pages,
 * counted none, and was blocked all along. Proof holds only for a job that is over.
 */
export function printedOf({
  hasDocument,
  last,
  impressions,
  hasBegun,
  wasAlwaysBlocked,
}: JobHistory): DocumentPrintFault['printed'] {
  if (!hasDocument) return 'nothing';
  if (impressions !== null && impressions > 0) return 'partly';
  if (last === null || !isOver(last)) return 'unknown';
  if (last.hasBegun === false && !hasBegun) return 'nothing';
  const cannotBeRead = last.reasons.some((reason) => unreadable.includes(reason));
  if (last.state === 'aborted' && cannotBeRead) return 'nothing';
  return impressions === 0 && wasAlwaysBlocked ? 'nothing' : 'unknown';
}

/** RFC 8011 clause 5.3.7: canceled, aborted and completed are final. */
export function isOver({ state }: JobAnswer): boolean {
  return state === 'canceled' || state === 'aborted' || state === 'completed';
}

/** The document was refused as a whole, before a page of it was made. */
const unreadable: readonly string[] = [
  'document-format-error',
  'unsupported-document-format',
  'document-password-error',
  'document-permission-error',
  'document-security-error',
  'compression-error',
  'unsupported-compression',
  'unsupported-attributes-or-values',
];

export type JobEnd =
  | { readonly ok: true; readonly value: PrintedDocument }
  | { readonly ok: false; readonly error: DocumentPrintFault };

/**
 * The result of a job that is over.
 *
 * @param cause why we cancelled it ourselves; a job that completed nevertheless is printed all the same
 * @param canDeviceAnswer false behind a queue whose “completed” means “handed over”
 */
export function endOf(
  history: JobHistory,
  job: JobAnswer,
  { cause, canDeviceAnswer }: { readonly cause: BareFault | null; readonly canDeviceAnswer: boolean },
): JobEnd {
  const { impressions } = history;
  const printed = printedOf(history);
  if (job.state === 'completed') {
    const reason = job.reasons.find((each) => notReallyCompleted.includes(each));
    if (reason !== undefined) {
      return { ok: false, error: { kind: 'aborted-by-printer', reason, printed: atLeastUnknown(printed) } };
    }
    return { ok: true, value: { jobId: job.id, impressions, confirmed: isConfirmed(job, canDeviceAnswer) } };
  }
  if (cause !== null) return { ok: false, error: { ...cause, printed } };
  if (job.state === 'canceled' && !job.reasons.includes('aborted-by-system')) {
    return { ok: false, error: { kind: 'canceled', printed } };
  }
  const reason = job.reasons.find((each) => each !== 'aborted-by-system') ?? 'aborted-by-system';
  return { ok: false, error: { kind: 'aborted-by-printer', reason, printed } };
}

/** Completed, it says, but not as it should be. */
const notReallyCompleted: readonly string[] = ['job-completed-with-errors'];

/** `queued-in-device` (RFC 8011 clause 5.3.8): handed to a device that says nothing back. */
function isConfirmed(job: JobAnswer, canDeviceAnswer: boolean): boolean {
  return canDeviceAnswer && !job.reasons.includes('queued-in-device');
}

function atLeastUnknown(printed: DocumentPrintFault['printed']): DocumentPrintFault['printed'] {
  return printed === 'nothing' ? 'unknown' : printed;
}
