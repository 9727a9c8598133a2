import type { Reach } from './ladder.ts';

/** Losing many at once is one event of the line, not as many of the machines. */
const WITHIN_MS = 60_000;

export type Seen = { readonly kiosk: string; readonly reach: Reach; readonly lastHeardAt: number | null };

/**
 * The machines that were lost together: not heard of any more, the last word of each within one minute.
 * @param machines all of the hall, or of the realm
 * @param atLeast how many make it an event, and `share` which part of all that were ever heard of
 * @returns the kiosks the one alarm speaks for; empty where there is no such event
 */
export function lostTogether(
  machines: readonly Seen[],
  { atLeast, share }: { readonly atLeast: number; readonly share: number },
): readonly string[] {
  const heardOf = machines.filter(({ lastHeardAt }) => lastHeardAt !== null);
  const needed = Math.max(atLeast, Math.ceil(share * heardOf.length));
  const lost = heardOf
    .flatMap(({ kiosk, reach, lastHeardAt }) =>
      (reach === 'unreachable' || reach === 'lost') && lastHeardAt !== null
        ? [{ kiosk, at: lastHeardAt }]
        : [],
    )
    .sort((one, other) => one.at - other.at);
  let best: readonly { kiosk: string }[] = [];
  let first = 0;
  for (const [last, { at }] of lost.entries()) {
    while ((lost[first]?.at ?? at) < at - WITHIN_MS) first += 1;
    if (last - first + 1 > best.length) best = lost.slice(first, last + 1);
  }
  return best.length >= needed ? best.map(({ kiosk }) => kiosk) : [];
}
