/** Time as the hall sees it, injected everywhere; the host's clock fits it, so tests move both with one. */
export type Clock = {
  readonly now: () => Date;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
};

/** The machine's own clock; for the composition root only. */
export const systemClock = (): Clock => ({
  now: () => new Date(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (handle) => {
    if (handle instanceof Object) clearTimeout(handle as NodeJS.Timeout); // what `setTimeout` above gave out
  },
});

/** Runs `work` again and again, `ms` after it has ended each time; the answer stops it and waits for a run under way. */
export const repeat = (clock: Clock, ms: number, work: () => Promise<void>): (() => Promise<void>) => {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: unknown;
  const next = () => {
    timer = clock.setTimeout(() => {
      running = work().then(() => {
        if (!stopped) next();
      });
    }, ms);
  };
  next();
  return async () => {
    stopped = true;
    clock.clearTimeout(timer);
    await running;
  };
};
