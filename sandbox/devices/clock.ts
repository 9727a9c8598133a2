import { setTimeout as delayOf } from 'node:timers';

/** Time as a device sees it: milliseconds from any origin, never going back. */
export type Clock = {
  readonly now: () => number;
  /** Calls `run` once, `ms` from now; the returned function withdraws it. */
  readonly after: (ms: number, run: () => void) => () => void;
};

/** Gives time back to a test. */
export type SimulatedClock = Clock & {
  /** Lets `ms` pass, running everything that falls due in its order. */
  readonly advance: (ms: number) => void;
};

/** The machine's monotonic clock. */
export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = delayOf(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is advanced. */
export function createSimulatedClock(): SimulatedClock {
  let now = 0;
  let nextOrder = 0;
  const due = new Map<number, { readonly at: number; readonly run: () => void }>();

  const earliest = (until: number) => {
    let first: { readonly order: number; readonly at: number; readonly run: () => void } | undefined;
    for (const [order, entry] of due) {
      if (entry.at <= until && (first === undefined || entry.at < first.at)) first = { order, ...entry };
    }
    return first;
  };

  return {
    now: () => now,
    after: (ms, run) => {
      const order = nextOrder++;
      due.set(order, { at: now + Math.max(0, ms), run });
      return () => {
        due.delete(order);
      };
    },
    advance: (ms) => {
      const until = now + ms;
      for (let entry = earliest(until); entry !== undefined; entry = earliest(until)) {
        due.delete(entry.order);
        now = entry.at;
        entry.run();
      }
      now = until;
    },
  };
}
