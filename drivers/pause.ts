import type { Clock } from './status.ts';

/** A rest that ends when its time is over or when somebody calls, whichever comes first. */
export type Pause = {
  /** Rests; `Infinity` rests until {@link wake}. Returns at once when it was woken since the last rest. */
  readonly rest: (ms: number) => Promise<void>;
  readonly wake: () => void;
  /** Forgets earlier calls: whoever begins a step now sees what they were about. */
  readonly settle: () => void;
};

export function createPause(clock: Clock): Pause {
  let end: (() => void) | null = null;
  let isWoken = false;
  return {
    rest: (ms) => {
      if (isWoken) {
        isWoken = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = Number.isFinite(ms) ? clock.setTimeout(() => end?.(), ms) : undefined;
        end = () => {
          clock.clearTimeout(timer);
          end = null;
          isWoken = false;
          resolve();
        };
      });
    },
    wake: () => {
      isWoken = true;
      end?.();
    },
    settle: () => {
      isWoken = false;
    },
  };
}
