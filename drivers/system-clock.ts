import type { Clock } from './status.ts';

/** Real time, for composition roots: monotonic, so that setting the machine's clock ends no deadline. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  // The contract keeps handles opaque; whoever passes one here has it from the line above.
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout | undefined),
};
