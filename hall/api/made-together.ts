import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** Of the processor's time, at most a third. */
const REST = 2;

/**
 * What many ask for again and again, and is long in the making. Who asks waits until what was made last has been rested
 * from, and is answered together with all others who wait, with something made after they asked: however many they are,
 * it takes no more than its share, and nobody is told anything old.
 */
export function madeTogether<T>(clock: Clock, make: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let restedAt = 0;
  const now = () => clock.now().getTime();

  const makeInTurn = async (): Promise<T> => {
    await last;
    const restMs = restedAt - now();
    if (restMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, restMs));
    else await othersTurn();
    // Who asks from here on may know of something that this will not have in it.
    next = null;
    const from = now();
    try {
      return await make();
    } finally {
      restedAt = now() + REST * (now() - from);
    }
  };
  return () => {
    if (next) return next;
    next = makeInTurn();
    last = next.catch(() => undefined);
    return next;
  };
}
