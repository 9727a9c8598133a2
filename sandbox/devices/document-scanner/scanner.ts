import type { Clock } from '../clock.ts';
import type { ScannerFault } from './contract.ts';

/** What a client asked for, as far as a scanner must know it. */
export type ScanTicket = {
  readonly source: 'Platen' | 'Feeder';
  readonly dpi: number;
  readonly colourMode: 'RGB24' | 'Grayscale8';
};

export type JobState = 'Processing' | 'Completed' | 'Canceled' | 'Aborted';
export type ScanJob = {
  readonly id: string;
  readonly ticket: ScanTicket;
  readonly state: JobState;
  readonly reason: string;
  readonly pages: number;
};

export type ScannerStatus = {
  readonly state: 'Idle' | 'Processing' | 'Stopped' | 'Down';
  readonly adfState: string;
  readonly jobs: readonly ScanJob[];
};

/** How the next page is answered. `whole` says how much of it arrives, and whether the line or the power breaks there. */
export type NextPage =
  | { readonly kind: 'page'; readonly ticket: ScanTicket; readonly ends: 'whole' | 'half' | 'cut' | 'dead' }
  | { readonly kind: 'not-ready' | 'no-more' | 'gone' | 'no-job' };

export type EsclScanner = {
  readonly status: () => ScannerStatus;
  /** The new job's id; null while it cannot begin: busy (503) or not in order (409). */
  readonly createJob: (ticket: ScanTicket) => { readonly id: string } | 'busy' | 'not-ready';
  readonly nextPage: (id: string) => NextPage;
  /** The page has left the machine. */
  readonly delivered: (id: string) => void;
  readonly cancel: (id: string) => boolean;
  readonly loadFeeder: (sheets: number) => void;
  readonly sheets: () => number;
  readonly breakScanner: (fault: ScannerFault) => void;
};

/** A lamp is warm after as many askings. */
const WARMING_ASKS = 3;
const JOBS_KEPT = 8;
/** A job whose client has gone away is given up. */
const JOB_MS = 60_000;

/**
 * An eSCL scanner without its wire: one job at a time, glass and feeder, and what can be wrong with it.
 *
 * @param firstId jobs are numbered from here: a scanner that was switched off does not give out old names again
 */
export function createEsclScanner(clock: Clock, firstId = 1): EsclScanner {
  let jobs: readonly ScanJob[] = [];
  let fault: ScannerFault = 'none';
  let sheets = 0;
  let nextId = firstId;
  let warmingAsks = 0;
  let forget = () => {};

  const current = () => jobs.find(({ state }) => state === 'Processing');
  const change = (id: string, changed: Partial<ScanJob>) => {
    jobs = jobs.map((job) => (job.id === id ? { ...job, ...changed } : job));
  };
  const finish = (id: string, state: JobState, reason: string) => {
    forget();
    change(id, { state, reason });
  };

  const adfState = (): string => {
    if (fault === 'jam') return 'ScannerAdfJam';
    if (fault === 'doorOpen') return 'ScannerAdfDoorOpen';
    if (current()?.ticket.source === 'Feeder') return 'ScannerAdfProcessing';
    return sheets > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty';
  };

  const state = (): ScannerStatus['state'] => {
    if (fault === 'down') return 'Down';
    if (fault === 'jam' || fault === 'doorOpen') return 'Stopped';
    return current() !== undefined || fault === 'busy' ? 'Processing' : 'Idle';
  };

  const ends = (): 'whole' | 'half' | 'cut' | 'dead' => {
    if (fault === 'halfPage') return 'half';
    if (fault === 'lineCut') return 'cut';
    return fault === 'diesMidPage' ? 'dead' : 'whole';
  };

  return {
    status: () => ({ state: state(), adfState: adfState(), jobs }),
    createJob: (ticket) => {
      if (fault === 'busy' || current() !== undefined) return 'busy';
      if (state() === 'Down' || state() === 'Stopped') return 'not-ready';
      if (ticket.source === 'Feeder' && sheets === 0) return 'not-ready';
      const id = `${nextId}`;
      nextId += 1;
      warmingAsks = fault === 'warmingUp' ? WARMING_ASKS : 0;
      const job: ScanJob = { id, ticket, state: 'Processing', reason: 'JobScanning', pages: 0 };
      jobs = [...jobs, job].slice(-JOBS_KEPT);
      forget = clock.after(JOB_MS, () => finish(id, 'Aborted', 'JobTimedOut'));
      if (fault === 'cancelled') finish(id, 'Canceled', 'JobCanceledByUser');
      return { id };
    },
    nextPage: (id) => {
      const job = jobs.find((known) => known.id === id);
      if (job === undefined) return { kind: 'no-job' };
      if (job.state === 'Completed') return { kind: 'no-more' };
      if (job.state !== 'Processing') return { kind: 'gone' };
      if (fault === 'jam' || fault === 'doorOpen') {
        finish(id, 'Aborted', 'ErrorsDetected');
        return { kind: 'gone' };
      }
      if (warmingAsks > 0) {
        warmingAsks -= 1;
        return { kind: 'not-ready' };
      }
      const isOver = job.ticket.source === 'Platen' ? job.pages > 0 : sheets === 0;
      if (isOver) {
        finish(id, 'Completed', 'JobCompletedSuccessfully');
        return { kind: 'no-more' };
      }
      return { kind: 'page', ticket: job.ticket, ends: ends() };
    },
    delivered: (id) => {
      const job = jobs.find((known) => known.id === id);
      if (job === undefined) return;
      change(id, { pages: job.pages + 1 });
      if (job.ticket.source === 'Feeder') sheets = Math.max(0, sheets - 1);
    },
    cancel: (id) => {
      const job = jobs.find((known) => known.id === id);
      if (job?.state === 'Processing') finish(id, 'Canceled', 'JobCanceledByUser');
      return job !== undefined;
    },
    loadFeeder: (loaded) => {
      sheets = loaded;
    },
    sheets: () => sheets,
    breakScanner: (next) => {
      fault = next;
    },
  };
}
