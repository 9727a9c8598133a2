import type { z } from 'zod';
import type { pokePayloadSchema } from '../../wire/down.ts';
import type { Clock } from '../clock.ts';

type Poke = z.infer<typeof pokePayloadSchema>;

/** “Look whether there is something new”: each machine at a moment of its own, so that ten thousand do not come at once. */
export type Pokes = { readonly hear: (poke: Poke) => void; readonly stop: () => void };

/**
 * @param random in [0, 1)
 * @param lookForDesired has what the hall wants said again
 */
export function createPokes(
  clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
  random: () => number,
  lookForDesired: () => void,
): Pokes {
  let timer: unknown = null;
  return {
    hear: ({ look, spreadS }) => {
      // Releases do not come this way yet. Who is about to look already sees what this call is about as well.
      if (look !== 'desired' || timer !== null) return;
      timer = clock.setTimeout(
        () => {
          timer = null;
          lookForDesired();
        },
        random() * spreadS * 1000,
      );
    },
    stop: () => clock.clearTimeout(timer),
  };
}
