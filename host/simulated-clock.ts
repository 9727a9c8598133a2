import type { Clock } from './clock.ts';

/**
 * A clock that moves only when told to: every test with a time-out in it runs on one. Between two timers it
 * lets promises settle, so what a timer starts may set the next timer.
 */
export type SimulatedClock = Clock & {
  /** Moves time forward, firing what falls due in order. */
  readonly advance: (ms: number) => Promise<void>;
  /** How many timers are set: zero when nothing is left running. */
  readonly pending: () => number;
};

export const simulatedClock = (start = '2026-11-24T01:48:00.000Z'): SimulatedClock => {
  const origin = new Date(start).getTime();
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  let elapsed = 0;
  let lastHandle = 0;

  const nextDue = (until: number): number | null => {
    let found: number | null = null;
    let earliest = until;
    for (const [handle, timer] of timers) {
      if (timer.at > until || (found !== null && timer.at >= earliest)) continue;
      found = handle;
      earliest = timer.at;
    }
    return found;
  };

  return {
    now: () => new Date(origin + elapsed),
    monotonicMs: () => elapsed,
    setTimeout: (callback, ms) => {
      lastHandle += 1;
      timers.set(lastHandle, { at: elapsed + Math.max(0, ms), callback });
      return lastHandle;
    },
    clearTimeout: (handle) => {
      if (typeof handle === 'number') timers.delete(handle);
    },
    advance: async (ms) => {
      const until = elapsed + ms;
      await settled();
      for (let handle = nextDue(until); handle !== null; handle = nextDue(until)) {
        const timer = timers.get(handle);
        timers.delete(handle);
        if (!timer) break;
        elapsed = timer.at;
        timer.callback();
        await settled();
      }
      elapsed = until;
    },
    pending: () => timers.size,
  };
};

/** A macrotask, so every promise chain that can go on without time passing has gone on. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
