import type { Clock, Result } from '../status.ts';
import {
  askProcessId,
  askQueuedPaperStatus,
  clearAndRecover,
  type EscposPiece,
  enableStatusBack,
} from './escpos-commands.ts';
import type { EscposLink, EscposLinkFault } from './escpos-link.ts';
import { type EscposAnswer, type PrinterCondition, paperOfQueuedStatus } from './escpos-status.ts';
import type { PrintFault, PrintReport } from './receipt-printer.ts';

/** Whether this model answers GS ( H; learnt from what it answers, since data sheets are silent about it. */
export type ProcessIdSupport = 'unknown' | 'yes' | 'no';

export type EscposJob = {
  readonly link: EscposLink;
  readonly clock: Clock;
  readonly pieces: readonly EscposPiece[];
  /** The last piece hands the paper to a presenter, whose mouth was empty before. */
  readonly hasPresenter: boolean;
  /** Four printable ASCII characters, another for each job. */
  readonly processId: string;
  readonly support: ProcessIdSupport;
  readonly onCondition: (condition: PrinterCondition) => void;
  /** A question brought no answer. */
  readonly onSilence: () => void;
  /** How far it got, as it gets there: the answer to a caller whose deadline comes first. */
  readonly onProgress: (progress: PrintFault['printed']) => void;
};

export type EscposJobOutcome = {
  readonly result: Result<PrintReport, PrintFault>;
  readonly support: ProcessIdSupport;
};

/** Bytes handed over between two looks at the line: a quarter of a second at 9600 baud. */
const runBytes = 256;
const lookEveryMs = 500;
/** Somebody quick takes the paper as soon as it shows: it must have been seen before. */
const lookAtMouthEveryMs = 150;
/** GS r is answered when the data were taken, GS ( H when they were printed: so much later, and more for each line. */
const printingGraceMs = 1500;
const printingGracePerPieceMs = 50;
/** A model that has answered GS ( H before is given so many times as long, and then believed to have lost the answer. */
const patienceWithKnownModel = 3;
const silencesAllowed = 2;

/**
 * Sends one receipt and waits until the printer has said that it is printed.
 *
 * Behind the data stand GS ( H and GS r, which are answered in the order of the data. The answer to the
 * first is the proof, if the printer still is there to be asked how it is. When only the second comes, this
 * model has no GS ( H: the data were taken, and a last look that finds no fault is all one can know. Where
 * there is a presenter, paper in its mouth is the proof. A printer that fell silent or was lost in between may
 * have been switched off with the receipt in its buffer: then nobody knows. Nothing is ever sent twice.
 */
export async function runEscposJob(job: EscposJob, signal: AbortSignal): Promise<EscposJobOutcome> {
  const { link, clock } = job;
  const heard = {
    isPrinted: false,
    takenAt: null as number | null,
    isPaperOut: false,
    isPresented: false,
    hasBeenSilent: false,
    isLost: false,
  };
  const bytes = job.pieces.reduce((total, piece) => total + piece.length, 0);
  const graceMs = printingGraceMs + job.pieces.length * printingGracePerPieceMs;
  let support = job.support;
  let progress: PrintFault['printed'] = 'nothing';
  const setProgress = (next: PrintFault['printed']): void => {
    progress = next;
    job.onProgress(next);
  };
  let stir: (() => void) | null = null;

  const stopListening = link.subscribe((answer: EscposAnswer) => {
    if (answer.kind === 'process-id') {
      support = 'yes';
      heard.isPrinted ||= answer.id === job.processId;
    } else if (answer.kind === 'queued' && progress === 'unknown') {
      heard.takenAt ??= clock.now();
      heard.isPaperOut = paperOfQueuedStatus(answer.byte) === 'out';
    }
    stir?.();
  });
  const stopHearingOfLoss = link.onLost(() => {
    heard.isLost = true;
    stir?.();
  });

  const done = (report: Omit<PrintReport, 'bytes'>): EscposJobOutcome => ({
    result: { ok: true, value: { ...report, bytes } },
    support,
  });

  const failed = (fault: EscposLinkFault): EscposJobOutcome => {
    // Without this the rest would come out when the printer is well again, perhaps into another's hands.
    if (progress !== 'nothing') link.order(clearAndRecover);
    return { result: { ok: false, error: { ...fault, printed: progress } }, support };
  };

  const blocked = (fault: BlockingFault): EscposJobOutcome => {
    if (progress !== 'nothing') link.order(clearAndRecover);
    return { result: { ok: false, error: { ...fault, printed: printedAt(fault) } }, support };
  };

  const printedAt = (fault: BlockingFault): PrintFault['printed'] => {
    if (progress === 'nothing' || heard.takenAt === null)
      return progress === 'nothing' ? 'nothing' : 'partly';
    if (fault.kind === 'jammed') return 'all';
    // All data were taken before the fault: whether the last lines came out nobody can say without GS ( H.
    return support === 'no' ? 'unknown' : 'partly';
  };

  let silences = 0;
  /** Looks at the printer; answers the outcome when that ends the job. */
  const look = async (): Promise<EscposJobOutcome | null> => {
    if (heard.isLost) return failed({ kind: 'disconnected' });
    const condition = await link.look(signal);
    if (heard.isLost) return failed({ kind: 'disconnected' });
    if (!condition.ok) {
      silences += 1;
      heard.hasBeenSilent ||= progress === 'unknown';
      if (condition.error.kind === 'timeout') job.onSilence();
      const isPatient =
        condition.error.kind === 'timeout' && progress !== 'nothing' && silences < silencesAllowed;
      return isPatient ? null : failed(condition.error);
    }
    silences = 0;
    job.onCondition(condition.value);
    if (progress === 'unknown' && condition.value.mouth === 'present') heard.isPresented = true;
    const fault = blockingFault(condition.value);
    return fault === null || heard.isPrinted || heard.isPresented ? null : blocked(fault);
  };

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', end);
        stir = null;
        resolve();
      };
      const timer = clock.setTimeout(end, ms);
      signal.addEventListener('abort', end);
      stir = end;
    });

  const send = async (): Promise<EscposJobOutcome | null> => {
    let lookedAt = clock.now();
    for (const run of runsOf(job.pieces)) {
      if (progress !== 'nothing' && clock.now() - lookedAt >= lookEveryMs) {
        const ended = await look();
        if (ended !== null) return ended;
        lookedAt = clock.now();
      }
      const sent = await link.send(run, signal);
      if (heard.isLost) return failed({ kind: 'disconnected' });
      if (!sent.ok) return (sent.error.kind === 'timeout' ? await look() : null) ?? failed(sent.error);
      setProgress('partly');
    }
    const closing =
      support === 'no' ? [askQueuedPaperStatus] : [askProcessId(job.processId), askQueuedPaperStatus];
    const sent = await link.send(closing, signal);
    if (!sent.ok) return failed(sent.error);
    setProgress('unknown');
    return null;
  };

  const isGraceOver = (): boolean => {
    const patience = support === 'yes' ? patienceWithKnownModel : 1;
    return heard.takenAt !== null && clock.now() - heard.takenAt >= graceMs * patience;
  };

  const confirm = async (): Promise<EscposJobOutcome> => {
    for (;;) {
      if (signal.aborted) return failed({ kind: 'aborted' });
      const saidPrinted = heard.isPrinted;
      const wasGraceOver = isGraceOver();
      const ended = await look();
      if (ended !== null) return ended;
      if (silences === 0) {
        if (heard.isPresented) return done({ reached: 'presented', confirmed: true });
        // Said before it was looked at, so the printer outlived its own answer.
        if (saidPrinted) return done({ reached: 'printed', confirmed: true });
        if (wasGraceOver && !heard.isPrinted && !heard.isPaperOut) {
          if (heard.hasBeenSilent) return failed({ kind: 'timeout', deadlineMs: graceMs });
          if (support === 'yes') support = 'unknown';
          else support = 'no';
          return done({ reached: 'printed', confirmed: false });
        }
      }
      if (!heard.isPrinted || silences > 0) await rest(job.hasPresenter ? lookAtMouthEveryMs : lookEveryMs);
    }
  };

  try {
    return (await look()) ?? (await send()) ?? (await confirm());
  } finally {
    stopListening();
    stopHearingOfLoss();
    if (!job.hasPresenter) link.order(enableStatusBack);
  }
}

type BlockingFault =
  | { readonly kind: 'paper-out' | 'cover-open' | 'cutter' | 'jammed' }
  | { readonly kind: 'hardware'; readonly code: string };

/** What keeps a printer from printing on; a head that has to cool down only makes it slower. */
export function blockingFault(condition: PrinterCondition): BlockingFault | null {
  if (condition.mouth === 'jammed') return { kind: 'jammed' };
  if (condition.defect === 'cutter') return { kind: 'cutter' };
  if (condition.defect === 'mechanical' || condition.defect === 'unrecoverable') {
    return { kind: 'hardware', code: condition.defect };
  }
  if (condition.isCoverOpen) return { kind: 'cover-open' };
  return condition.paper === 'out' ? { kind: 'paper-out' } : null;
}

/** Whole pieces, joined into runs that the line carries in one go. */
function* runsOf(pieces: readonly EscposPiece[]): Generator<readonly EscposPiece[]> {
  let run: EscposPiece[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    if (bytes > 0 && bytes + piece.length > runBytes) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(piece);
    bytes += piece.length;
  }
  if (run.length > 0) yield run;
}
