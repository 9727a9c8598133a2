/**
 * Time as the host sees it, injected everywhere. `now` is an instant (what is written down), `monotonicMs`
 * measures (a kiosk's wall clock is set back by NTP in mid-visit; a measure must not be).
 */
export type Clock = {
  readonly now: () => Date;
  readonly monotonicMs: () => number;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
};

/** The machine's own clock; for composition roots only. */
export const systemClock = (): Clock => ({
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (handle) => {
    if (handle instanceof Object) clearTimeout(handle as NodeJS.Timeout); // what `setTimeout` above gave out
  },
});

/** Waits `ms`, or less when the signal fires; says which. Never rejects. */
export const pause = (clock: Clock, ms: number, signal?: AbortSignal): Promise<'elapsed' | 'aborted'> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve('aborted');
    if (ms <= 0) return resolve('elapsed');
    const stop = () => {
      clock.clearTimeout(timer);
      resolve('aborted');
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve('elapsed');
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
