/** Time as the shell sees it; tests hand in a simulated one. */
export interface Clock {
  /** Milliseconds on a clock that never jumps. */
  now(): number;
  /** Runs `run` once after `ms` milliseconds, unless the returned function is called first. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
