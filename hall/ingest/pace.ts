/** A bucket of tokens: so much at once, so much a second, for one machine. */
export type Pace = { readonly tokens: number; readonly at: number };

/**
 * 20 messages a second for ever, 1,000 at once: a machine that comes back after a day may empty its outbox, a machine
 * gone mad costs no more than twenty healthy ones do.
 */
export const PACE = { perSecond: 20, burst: 1000 } as const;

export type Rate = { readonly perSecond: number; readonly burst: number };

export const fullPace = (at: number, { burst }: Rate = PACE): Pace => ({ tokens: burst, at });

/**
 * Takes one token.
 * @returns how long what came must wait (0: not at all); tokens below zero are those who wait already
 */
export function takeToken(
  pace: Pace,
  now: number,
  { perSecond, burst }: Rate = PACE,
): { readonly pace: Pace; readonly waitMs: number } {
  const grown = pace.tokens + (Math.max(0, now - pace.at) / 1000) * perSecond;
  const tokens = Math.min(burst, grown) - 1;
  return {
    pace: { tokens, at: Math.max(now, pace.at) },
    waitMs: tokens >= 0 ? 0 : Math.ceil((-tokens / perSecond) * 1000),
  };
}
