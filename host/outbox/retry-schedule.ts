/** When what is still unknown is asked about again: 3, 5, 10, 20, 30, 60 s, then each minute. */
const SCHEDULE_MS = [3_000, 5_000, 10_000, 20_000, 30_000, 60_000] as const;

/** The wait before try `tries + 1`, after `tries` without an answer. */
export const retryDelayMs = (tries: number): number => SCHEDULE_MS[tries] ?? 60_000;

/** A visit's key lives for a day at most, whatever is still open. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1000;
