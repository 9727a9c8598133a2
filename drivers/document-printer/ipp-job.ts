import type { Deadline } from '../deadline.ts';
import type { Clock, Result } from '../status.ts';
import type {
  DocumentPrinterEvent,
  DocumentPrintFault,
  PrintedDocument,
  PrinterBlock,
} from './document-printer.ts';
import type { IppClient, IppFault, JobAnswer } from './ipp-client.ts';
import { type BareFault, endOf, isOver, newJob, printedOf, seen } from './job-verdict.ts';
import { conditionOf, type PrinterCondition } from './printer-condition.ts';

export type IppJob = {
  readonly client: IppClient;
  readonly clock: Clock;
  /** Another one for each job: by it a job is found whose number was lost on the way. */
  readonly name: string;
  readonly pdf: Uint8Array;
  /** The caller's patience: when it ends, the job is cancelled and its end awaited. */
  readonly deadline: Deadline;
  /** The driver is being closed: cancel, and wait for nothing more. */
  readonly closing: AbortSignal;
  readonly helpDeadlineMs: number;
  /** False behind a queue whose “completed” means “handed over”. */
  readonly canDeviceAnswer: boolean;
  readonly onCondition: (condition: PrinterCondition) => void;
  readonly onProgress: (progress: Omit<DocumentPrinterEvent, 'kind'>) => void;
};

const pollMs = 500;
/** Without an answer for so long the printer is believed to be off. */
const goneMs = 10_000;
/** A page that is between the rollers still comes out; then a cancelled job is over. */
export const cancelMs = 10_000;

/**
 * Prints one document and waits until the printer has said what became of it.
 *
 * Create-Job, then Send-Document, so that the job has a number before it has anything to print: a lost answer to the
 * first leaves an empty job at worst, and after a lost answer to the second the printer is asked, never told again.
 */
export async function runIppJob(job: IppJob): Promise<Result<PrintedDocument, DocumentPrintFault>> {
  const { client, deadline } = job;
  job.onProgress({ stage: 'sending', waitingFor: null, impressions: null });
  const created = await createJob(job);
  if (!created.ok) return failed({ ...faultOf(created.error), printed: 'nothing' });
  const { id } = created.value;
  // As the printer spells it: some shorten names.
  const stored = await client.job(id, deadline.signal);
  const name = stored.ok ? stored.value.name : job.name;

  const sent = await client.sendDocument(id, job.pdf, deadline.signal);
  const isOnItsWay = sent.ok || (sent.error.kind !== 'refused' && sent.error.mayHaveActed);
  // A job whose document will not come holds up every other until the printer loses patience.
  const refusal = sent.ok || isOnItsWay ? null : faultOf(sent.error);
  return watchJob(job, { id, name }, refusal);
}

/** Creates the job, or finds it: the one of our name that is there already is the one whose number was lost. */
async function createJob(job: IppJob): Promise<Result<{ readonly id: number }, IppFault>> {
  const { client, clock, deadline } = job;
  const busyUntil = clock.now() + job.helpDeadlineMs;
  for (;;) {
    const created = await client.createJob(job.name, deadline.signal);
    if (created.ok || deadline.signal.aborted || clock.now() >= busyUntil) return created;
    const { error } = created;
    const isBusy = error.kind === 'refused' && error.status === 'server-error-busy';
    if (!isBusy && !error.mayHaveActed) return created;
    if (error.mayHaveActed) {
      const jobs = await client.ownJobs(deadline.signal);
      if (!jobs.ok) return created;
      const found = jobs.value.find(({ name }) => name === job.name);
      if (found !== undefined) return { ok: true, value: found };
    }
    await rest(clock, deadline.signal);
  }
}

/** @param refusal why the document never got there, so that nothing is left but to cancel the empty job */
async function watchJob(
  job: IppJob,
  { id, name }: { readonly id: number; readonly name: string },
  refusal: BareFault | null,
): Promise<Result<PrintedDocument, DocumentPrintFault>> {
  const { client, clock, deadline } = job;
  let history = newJob({ hasDocument: refusal === null });
  let cause: BareFault | null = refusal;
  let cancelledAt: number | null = null;
  let answeredAt = clock.now();
  let movedAt = answeredAt;
  let waitingFor: PrinterBlock | null = null;

  for (;;) {
    if (cause === null && deadline.signal.aborted) cause = deadline.fault();
    if (cause === null && clock.now() - movedAt >= job.helpDeadlineMs) {
      cause = { kind: waitingFor ?? 'stopped' };
    }
    if (cause !== null) {
      cancelledAt ??= clock.now();
      await client.cancelJob(id);
      if (job.closing.aborted) return failed({ ...cause, printed: printedOf(history) });
    }
    const signal = cause === null ? deadline.signal : job.closing;
    const looked = await client.job(id, signal);
    const hasEnded = (fault: BareFault) => failed({ ...(cause ?? fault), printed: printedOf(history) });

    if (looked.ok && looked.value.name === name) {
      answeredAt = clock.now();
      const condition = await conditionNow(job, signal);
      const canPrint = condition === null || (condition.block === null && !condition.isUnreachable);
      const isMoving = canPrint || (looked.value.impressions ?? 0) > (history.impressions ?? 0);
      if (isMoving) movedAt = answeredAt;
      waitingFor = condition?.block ?? null;
      history = seen(history, looked.value, canPrint);
      if (isOver(looked.value)) return endOf(history, looked.value, { ...job, cause });
      const { impressions } = history;
      job.onProgress({ stage: stageOf(looked.value), waitingFor, impressions });
    } else if (looked.ok || isUnknownJob(looked.error)) {
      // Job numbers begin anew on some printers: what it speaks of may be somebody else's.
      return hasEnded({ kind: 'job-forgotten' });
    } else if (clock.now() - answeredAt >= goneMs) return hasEnded(faultOf(looked.error));
    if (cancelledAt !== null && clock.now() - cancelledAt >= cancelMs) return hasEnded({ kind: 'canceled' });
    await rest(clock, signal);
  }
}

async function conditionNow(job: IppJob, signal: AbortSignal): Promise<PrinterCondition | null> {
  const printer = await job.client.printer(signal);
  if (!printer.ok) return null;
  const condition = conditionOf(printer.value);
  job.onCondition(condition);
  return condition;
}

const spaceStatuses: readonly string[] = [
  'client-error-request-entity-too-large',
  'server-error-too-many-jobs',
  'server-error-too-many-documents',
];

/** What the failure of a question says to whoever wanted a document. */
export function faultOf(fault: IppFault): BareFault {
  if (fault.kind !== 'refused') {
    const { mayHaveActed, ...rest } = fault;
    return rest;
  }
  if (spaceStatuses.includes(fault.status)) return { kind: 'out-of-space' };
  return { kind: 'rejected', reason: fault.status };
}

function isUnknownJob(fault: IppFault): boolean {
  return fault.kind === 'refused' && ['client-error-not-found', 'client-error-gone'].includes(fault.status);
}

function stageOf(job: JobAnswer): DocumentPrinterEvent['stage'] {
  return job.state === 'processing' || job.state === 'stopped' ? 'printing' : 'queued';
}

function failed(error: DocumentPrintFault): { readonly ok: false; readonly error: DocumentPrintFault } {
  return { ok: false, error };
}

function rest(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.setTimeout(done, pollMs);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
