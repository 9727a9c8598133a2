import type { Clock } from '../status.ts';

/** Time that stands still until a test moves it, and then runs through every timer on its way. */
export type SimulatedClock = Clock & {
  /** Lets so much time pass, with everything that follows from it. */
  readonly advance: (ms: number) => Promise<void>;
  /** Lets time pass until the promise is settled; a test that would wait for ever fails instead. */
  readonly until: <T>(promise: Promise<T>, atMostMs?: number) => Promise<T>;
  readonly pendingTimers: () => number;
};

export function createSimulatedClock(): SimulatedClock {
  type Timer = { readonly at: number; readonly callback: () => void };
  const timers = new Set<Timer>();
  let now = 0;

  /** One turn of the event loop: all promises that can settle without time passing have settled. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const nextTimer = (): Timer | null =>
    [...timers].reduce<Timer | null>(
      (first, timer) => (first === null || timer.at < first.at ? timer : first),
      null,
    );

  const fireNext = async (latest: number, isEnough = () => false): Promise<boolean> => {
    await settle();
    if (isEnough()) return false;
    const timer = nextTimer();
    if (timer === null || timer.at > latest) return false;
    timers.delete(timer);
    now = timer.at;
    timer.callback();
    return true;
  };

  return {
    now: () => now,
    setTimeout: (callback, ms) => {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (handle) => {
      for (const timer of timers) if (timer === handle) timers.delete(timer);
    },
    advance: async (ms) => {
      const end = now + ms;
      while (await fireNext(end));
      now = end;
      await settle();
    },
    until: async (promise, atMostMs = 60_000) => {
      const latest = now + atMostMs;
      let isSettled = false;
      const settled = (): void => {
        isSettled = true;
      };
      promise.then(settled, settled);
      while (await fireNext(latest, () => isSettled));
      if (!isSettled) throw new Error(`still waiting after ${atMostMs} simulated ms`);
      return promise;
    },
    pendingTimers: () => timers.size,
  };
}
