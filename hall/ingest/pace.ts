/** A bucket of tokens: so much at once, so much a second, for one machine. */
export type Pace = { readonly tokens: number; readonly at: number };

/**
 * 20 messages a second for ever, 1,000 at once: a machine that comes back after a day may empty its outbox, a machine
 * gone mad costs no more than twenty healthy ones do.
 */
export const PACE = { perSecond: 20, burst: 1000 } as const;

export type Rate = { readonly perSecond: number; readonly burst: number };

/** Buckets by name: of addresses, of machines. */
export type Paces = {
  /**
   * Takes a token of this name.
   * @returns 0, or how many milliseconds it is until there is one
   */
  readonly take: (name: string, now: number) => number;
  /** What it was taken for has turned out well, and shall not count. */
  readonly giveBack: (name: string) => void;
};

/** So many names are kept, those that came last: who has ever more addresses fills no memory. */
const NAMES = 10_000;

export function createPaces(rate: Rate): Paces {
  const paces = new Map<string, Pace>();
  const keep = (name: string, pace: Pace): void => {
    paces.delete(name);
    paces.set(name, pace);
    const oldest = paces.size > NAMES ? paces.keys().next().value : undefined;
    if (oldest !== undefined) paces.delete(oldest);
  };
  return {
    take: (name, now) => {
      const { pace, waitMs } = takeToken(paces.get(name) ?? fullPace(now, rate), now, rate);
      // Who is sent away owes nothing for it.
      if (waitMs === 0) keep(name, pace);
      return waitMs;
    },
    giveBack: (name) => {
      const pace = paces.get(name);
      if (pace) keep(name, { ...pace, tokens: Math.min(rate.burst, pace.tokens + 1) });
    },
  };
}

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
