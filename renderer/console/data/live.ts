import type { Change } from '../../../hall/api/contract.ts';

/** What `GET /api/live` tells. */
export type LiveListener = {
  /** The line stands (again): anything may have changed since it last did. */
  readonly onOpen: () => void;
  readonly onLost: () => void;
  readonly onChange: (change: Change) => void;
};

/** Listens until the returned function is called. */
export type Listen = (listener: LiveListener) => () => void;

/** The browser reconnects by itself after a broken line, but not after an answer that was no stream. */
const AGAIN_MS = 5000;

export const listenLive: Listen = ({ onOpen, onLost, onChange }) => {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource('/api/live');
    const told = (event: MessageEvent<string>): void => onChange(JSON.parse(event.data) as Change); // the hall's own type
    source.addEventListener('open', onOpen);
    source.addEventListener('machine', told);
    source.addEventListener('alarm', told);
    source.addEventListener('error', () => {
      onLost();
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
};

export type Timers = {
  readonly now: () => number;
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
};

export const pageTimers: Timers = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  // What `setTimeout` gave is what comes back.
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** A wall of machines changes many times a second; nobody reads faster than this. */
const GAP_MS = 400;
/** However slow the hall is: it may have been slow this once only. */
const LONGEST_GAP_MS = 2000;

/**
 * Asks for something when there is news of it: at once, and then after a pause, longer where answers are slow. News
 * that comes while an answer is on its way asks once more afterwards, so the last thing shown was always asked for
 * after the last news.
 */
export function refresher(load: () => Promise<void>, timers: Timers = pageTimers) {
  let isBusy = false;
  let isStale = false;
  let isOver = false;
  let timer: unknown;
  const ask = async (): Promise<void> => {
    isBusy = true;
    isStale = false;
    const from = timers.now();
    await load();
    const gap = Math.min(LONGEST_GAP_MS, Math.max(GAP_MS, 3 * (timers.now() - from)));
    timer = timers.setTimeout(() => {
      isBusy = false;
      if (isStale && !isOver) void ask();
    }, gap);
  };
  return {
    news: (): void => {
      isStale = true;
      if (!isBusy && !isOver) void ask();
    },
    end: (): void => {
      isOver = true;
      timers.clearTimeout(timer);
    },
  };
}
