/** A hall of which no copy has been listening for so long was away: silence in that time is its own. */
export const LISTENING_GAP_MS = 30_000;
/** How often that it listens is written down. */
export const LISTENING_BEAT_MS = 5_000;
