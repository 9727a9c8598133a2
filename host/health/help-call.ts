import type { Clock } from '../clock.ts';

/** 求助 as the hall hears it: one call, however often it is pressed meanwhile. */
export type HelpCall = {
  /** The help page was opened, or was left. */
  readonly asked: (isOpen: boolean) => void;
  readonly stop: () => void;
};

/** So long a call stands at least: who closes the page and presses again is the same call. */
export const HELP_LEAST_MS = 120_000;
/** So long at most after the last press: the page may be open on a machine everybody has left. */
export const HELP_MOST_MS = 600_000;

/** @param raise tells the hall, or takes back; what a start finds raised is taken back at once */
export function createHelpCall(
  clock: Pick<Clock, 'monotonicMs' | 'setTimeout' | 'clearTimeout'>,
  raise: (isRaised: boolean) => void,
): HelpCall {
  let pressedMs = Number.NEGATIVE_INFINITY;
  let timer: unknown;
  const overAt = (ms: number): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => raise(false), Math.max(0, ms - clock.monotonicMs()));
  };
  raise(false);
  return {
    asked: (isOpen) => {
      if (isOpen) {
        pressedMs = clock.monotonicMs();
        raise(true);
        overAt(pressedMs + HELP_MOST_MS);
      } else if (clock.monotonicMs() < pressedMs + HELP_MOST_MS) {
        overAt(pressedMs + HELP_LEAST_MS);
      }
    },
    stop: () => clock.clearTimeout(timer),
  };
}
