const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait before the n-th attempt in a row, n from 0: full jitter over min(5 min, 1 s · 2^n), so that a hall
 * whose power is back does not see all its machines in the same second.
 *
 * @param random in [0, 1)
 */
export const reconnectDelayMs = (attempt: number, random: number): number =>
  random * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 30));
