import type { Reach } from './ladder.ts';
import { isOpen, type Opening } from './opening.ts';

/**
 * Availability of one machine, minute by minute, from nothing but its history: reckoned again it gives the same, and a
 * history that was completed later gives better.
 */
export type Availability = {
  /** Minutes of opening hours outside maintenance, since it was first heard of: what the others are a part of. */
  readonly measured: number;
  readonly reach: number;
  /** At least one item could be done; all items could. */
  readonly any: number;
  readonly all: number;
  /** Nobody knows what was offered then. They count as down. */
  readonly unknown: number;
  /** Of `any`: not heard of at the time, and shown later to have served. */
  readonly proven: number;
};

export type AvailabilityInput = {
  /** Milliseconds since 1970; whole minutes are judged, by their beginning. */
  readonly from: number;
  readonly to: number;
  readonly opening: Opening;
  readonly maintenance: readonly Span[];
  /** Each holds from its moment to the next; in order of time. */
  readonly reach: readonly { readonly at: number; readonly reach: Reach }[];
  readonly offer: readonly { readonly at: number; readonly offered: number; readonly assigned: number }[];
  /** In these somebody was served, as the machine told afterwards. */
  readonly served: readonly Span[];
};
type Span = { readonly from: number; readonly to: number };

const MINUTE_MS = 60_000;

export function availability(input: AvailabilityInput): Availability {
  const sum = { measured: 0, reach: 0, any: 0, all: 0, unknown: 0, proven: 0 };
  const reachAt = follow(input.reach);
  const offerAt = follow(input.offer);
  const maintained = within(input.maintenance);
  const served = within(input.served);
  for (let at = Math.ceil(input.from / MINUTE_MS) * MINUTE_MS; at < input.to; at += MINUTE_MS) {
    const reach = reachAt(at)?.reach ?? 'never';
    const offer = offerAt(at);
    // Before it was heard of for the first time it was not there to be down.
    if (reach === 'never' || !isOpen(input.opening, at) || maintained(at)) continue;
    sum.measured += 1;
    // Suspect is a minute of doubt, and mostly none: it counts until it is more.
    const isReached = reach === 'online' || reach === 'suspect';
    if (isReached) sum.reach += 1;
    if (isReached && offer) {
      if (offer.offered > 0) sum.any += 1;
      if (offer.offered > 0 && offer.offered >= offer.assigned) sum.all += 1;
    } else if (served(at)) {
      sum.any += 1;
      sum.proven += 1;
    } else sum.unknown += 1;
  }
  return sum;
}

/** A share with what it is a share of; null where nothing was measured. */
export const shareOf = (minutes: number, measured: number): number | null =>
  measured === 0 ? null : minutes / measured;

/** What holds at a moment; asked for moments in order of time. */
function follow<T extends { readonly at: number }>(changes: readonly T[]): (at: number) => T | null {
  let index = -1;
  return (at) => {
    while ((changes[index + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) index += 1;
    return changes[index] ?? null;
  };
}

const within =
  (spans: readonly Span[]): ((at: number) => boolean) =>
  (at) =>
    spans.some(({ from, to }) => from <= at && at < to);
