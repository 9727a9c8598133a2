import type { Clock } from '../clock.ts';
import type { DocumentPrinterFault } from './contract.ts';

/** The mechanism behind ippeveprinter's protocol: rollers, tray, cover, and what goes wrong with them. */
export type PrintEngine = {
  /** A job has reached the rollers. One at a time, as ippeveprinter gives them. */
  readonly begin: (job: EngineJob) => void;
  /** The job under way was cancelled: the page between the rollers still comes out. */
  readonly cancel: () => void;
  /** Somebody's hand on tray or cover. */
  readonly setPaper: (isOut: boolean) => void;
  readonly setCover: (isOpen: boolean) => void;
  readonly setFault: (fault: DocumentPrinterFault) => void;
  /** What its state should say and does not yet, for whoever runs a job to say. */
  readonly speech: () => Speech;
  /** The power is gone, and the job with it. */
  readonly switchOff: () => void;
};

export type Speech = {
  readonly lines: readonly string[];
  /** To be called once ippeveprinter has heard them. */
  readonly said: () => void;
};

export type EngineJob = {
  readonly pages: number;
  /** One line on ippeveprinter's ear: `STATE: +cover-open`, `ATTR: job-impressions-completed=1`. */
  readonly say: (line: string) => void;
  /** The command ends with this code; anything but 0 aborts the job. */
  readonly end: (code: 0 | 1) => void;
  /** So many pages lie in the output tray, and no more will come. */
  readonly onOut: (pages: number) => void;
};

export type PrintEngineOptions = {
  readonly clock: Clock;
  readonly pageMs: number;
  /** The tray has run empty by itself. */
  readonly onPaperOut: () => void;
  /** The fault has happened, and is over or has become another one. */
  readonly onFault: (fault: DocumentPrinterFault) => void;
  readonly onPowerLoss: () => void;
  /** {@link PrintEngine.speech} has something to say, and no job is there to say it. */
  readonly onUnsaid: () => void;
};

const SLOWNESS = 10;
/** Reasons of a job that waits for paper. */
const waiting: readonly string[] = ['media-empty', 'media-needed'];

type Running = {
  readonly job: EngineJob;
  readonly out: number;
  readonly isCancelled: boolean;
  readonly isMoving: boolean;
};

export function createPrintEngine(options: PrintEngineOptions): PrintEngine {
  const { clock, pageMs } = options;
  let running: Running | null = null;
  let isPaperOut = false;
  let isCoverOpen = false;
  let fault: DocumentPrinterFault = 'none';
  let saidReasons: ReadonlySet<string> = new Set();
  let stopMoving = () => {};

  const reasons = (): ReadonlySet<string> =>
    new Set([
      ...(isCoverOpen ? ['cover-open'] : []),
      ...(fault === 'jam' ? ['media-jam'] : []),
      // An idle printer's tray is ippeveprinter's own business; that a job waits for paper only the engine knows.
      ...(isPaperOut && running !== null ? waiting : []),
    ]);

  const speech = (): Speech => {
    const now = reasons();
    const come = [...now].filter((reason) => !saidReasons.has(reason));
    const gone = [...saidReasons].filter((reason) => !now.has(reason));
    return {
      lines: [
        ...(come.length > 0 ? [`STATE: +${come.join(',')}`] : []),
        ...(gone.length > 0 ? [`STATE: -${gone.join(',')}`] : []),
      ],
      said: () => {
        saidReasons = now;
      },
    };
  };
  const speak = () => {
    const { lines, said } = speech();
    if (lines.length === 0) return;
    if (running === null) return options.onUnsaid();
    for (const line of lines) running.job.say(line);
    said();
  };

  const become = (next: DocumentPrinterFault) => {
    fault = next;
    options.onFault(next);
  };

  const end = (code: 0 | 1) => {
    const ended = running;
    if (ended === null) return;
    stopMoving();
    stopWaiting(ended.job);
    running = null;
    if (ended.out > 0) ended.job.onOut(ended.out);
    ended.job.end(code);
  };
  /** Said while somebody listens: an idle printer may be empty, but waits for nothing. */
  const stopWaiting = (job: EngineJob) => {
    if (saidReasons.has('media-needed')) job.say('STATE: -media-needed');
    saidReasons = new Set([...saidReasons].filter((reason) => !waiting.includes(reason)));
  };

  /** What strikes in the middle of a page; true when the page does not come out of it. */
  const strike = (): boolean => {
    switch (fault) {
      case 'jamMidway':
        become('jam');
        return true;
      case 'paperOutMidway':
        become('none');
        isPaperOut = true;
        options.onPaperOut();
        return true;
      case 'fails':
        end(1);
        return true;
      case 'powerLossMidway':
        become('none');
        options.onPowerLoss();
        return true;
      default:
        return false;
    }
  };

  const feed = ({ job, out }: Running) => {
    const ms = fault === 'slow' ? pageMs * SLOWNESS : pageMs;
    const isMidway = out === Math.min(1, job.pages - 1);
    const pageOut = () => {
      if (running === null) return;
      running = { ...running, isMoving: false, out: out + 1 };
      job.say(`ATTR: job-impressions-completed=${out + 1}`);
      work();
    };
    const half = () => {
      if (running === null) return;
      if (isMidway && strike()) {
        if (running !== null) running = { ...running, isMoving: false };
        work();
      } else stopMoving = clock.after(ms / 2, pageOut);
    };
    running = { job, out, isCancelled: false, isMoving: true };
    stopMoving = clock.after(ms / 2, half);
  };

  const work = () => {
    speak();
    if (running === null || running.isMoving) return;
    if (running.isCancelled || running.out === running.job.pages) return end(0);
    if (isCoverOpen || isPaperOut || fault === 'jam') return;
    feed(running);
  };

  return {
    begin: (job) => {
      running = { job, out: 0, isCancelled: false, isMoving: false };
      job.say(`ATTR: job-impressions=${job.pages} job-impressions-completed=0`);
      if (fault === 'powerLossAfterOk') {
        become('none');
        return options.onPowerLoss();
      }
      work();
    },
    cancel: () => {
      if (running === null) return;
      running = { ...running, isCancelled: true };
      work();
    },
    setPaper: (isOut) => {
      isPaperOut = isOut;
      work();
    },
    setCover: (isOpen) => {
      isCoverOpen = isOpen;
      work();
    },
    setFault: (next) => {
      fault = next;
      work();
    },
    speech,
    switchOff: () => {
      stopMoving();
      if (running !== null && running.out > 0) running.job.onOut(running.out);
      running = null;
      saidReasons = new Set();
    },
  };
}
