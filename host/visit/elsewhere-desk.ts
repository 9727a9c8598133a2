import type { NearestAnswer } from '../../wire/elsewhere.ts';
import type { Clock } from '../clock.ts';
import type { AskHall } from '../health/ask-hall.ts';
import { reconnectDelayMs } from '../health/reconnect.ts';

/** What is known of where else something can be done. */
export type Elsewhere =
  /** No hall to ask, or it does not answer: the machine's own configuration is all there is. */
  | { readonly kind: 'unknown' }
  /** It has not been asked yet, or not answered. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'told'; readonly answer: NearestAnswer };

export type ElsewhereDesk = {
  /** Where else an item can be done, or anything at all (null). */
  readonly about: (item: string | null) => Elsewhere;
  /** The screen shows where else this can be done, or, at undefined, nothing of the kind. Asks by itself meanwhile. */
  readonly follow: (item: string | null | undefined) => void;
  readonly stop: () => void;
};

/** So old an answer is at most while somebody looks at it. */
export const ASK_AGAIN_MS = 30_000;

/**
 * Asks the hall while a screen shows what it would say, and only then. An answer is kept no longer than that screen, and
 * goes when the next question is not answered: a machine that was free ten minutes ago is nowhere to send anybody.
 */
export function createElsewhereDesk({
  ask,
  clock,
  random,
  changed,
}: {
  /** Null: there is no hall to ask. */
  readonly ask: AskHall | null;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Told after each change. */
  readonly changed: () => void;
}): ElsewhereDesk {
  let followed: string | null | undefined;
  let state: Elsewhere = { kind: 'unknown' };
  let failures = 0;
  let notBeforeMs = 0;
  let timer: unknown;
  let asking: AbortController | null = null;

  const isFailing = (): boolean => ask === null || failures > 0;
  const untold = (): Elsewhere => ({ kind: isFailing() ? 'unknown' : 'asking' });
  const askIn = (ms: number, item: string | null): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => void askFor(item), ms);
  };

  async function askFor(item: string | null): Promise<void> {
    if (ask === null) return;
    asking = new AbortController();
    const { signal } = asking;
    const answer = await ask(item, signal);
    if (signal.aborted) return;
    if (answer) {
      failures = 0;
      state = { kind: 'told', answer };
      askIn(ASK_AGAIN_MS, item);
    } else {
      const delayMs = reconnectDelayMs(failures, random());
      failures += 1;
      notBeforeMs = clock.monotonicMs() + delayMs;
      state = untold();
      askIn(delayMs, item);
    }
    changed();
  }

  function leave(): void {
    clock.clearTimeout(timer);
    asking?.abort();
    asking = null;
  }

  return {
    about: (item) => (item === followed ? state : untold()),
    follow: (item) => {
      if (item === followed) return;
      leave();
      followed = item;
      state = untold();
      if (ask === null || item === undefined) return;
      const waitMs = notBeforeMs - clock.monotonicMs();
      if (failures > 0 && waitMs > 0) askIn(waitMs, item);
      else void askFor(item);
    },
    stop: leave,
  };
}
