import type { HallStore } from './store.ts';

/** A hall of which no copy has been listening for so long was away: silence in that time is its own. */
export const LISTENING_GAP_MS = 30_000;
/** How often that it listens is written down. */
export const LISTENING_BEAT_MS = 5_000;

/**
 * Since when this hall has been listening, of which this is one copy of any number. (A hall with its own broker has
 * listened since its start: until then nobody's line was there.)
 */
export function listeningTogether(store: Pick<HallStore, 'listening'>): (now: number) => Promise<number> {
  let begins = true;
  return async (now) => {
    const since = await store.listening(now, begins);
    begins = false;
    return since;
  };
}
