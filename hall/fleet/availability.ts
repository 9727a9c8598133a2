import type { Reach } from './ladder.ts';

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
  /** Of its hall: `openMinutesOf`. */
  readonly openMinutes: (from: number, to: number) => number;
  readonly maintenance: readonly Span[];
  /** Each holds from its moment to the next; in order of time. */
  readonly reach: readonly { readonly at: number; readonly reach: Reach }[];
  readonly offer: readonly {
    readonly at: number;
    readonly offered: number;
    readonly assigned: number;
    /** Item by item: `serviceMinutes`. */
    readonly svc?: string;
    readonly release?: string;
  }[];
  /** In these somebody was served, as the machine told afterwards. */
  readonly served: readonly Span[];
};
type Span = { readonly from: number; readonly to: number };

const MINUTE_MS = 60_000;

export function availability(input: AvailabilityInput): Availability {
  const sum = { measured: 0, reach: 0, any: 0, all: 0, unknown: 0, proven: 0 };
  const served = within(input.served);
  for (const { from, to, reach, offer } of stretches(input)) {
    const minutes = input.openMinutes(from, to);
    sum.measured += minutes;
    if (isReached(reach)) sum.reach += minutes;
    if (isReached(reach) && offer) {
      if (offer.offered > 0) sum.any += minutes;
      if (offer.offered > 0 && offer.offered >= offer.assigned) sum.all += minutes;
    } else if (served(from * MINUTE_MS)) {
      sum.any += minutes;
      sum.proven += minutes;
    } else sum.unknown += minutes;
  }
  return sum;
}

/** Whether it matters if somebody was served: nobody knows of some measured minute what was offered then. */
export const isDoubtful = (input: AvailabilityInput): boolean =>
  stretches(input).some(
    ({ from, to, reach, offer }) => !(isReached(reach) && offer) && input.openMinutes(from, to) > 0,
  );

/** Suspect is a minute of doubt, and mostly none: it counts until it is more. */
export const isReached = (reach: Reach): boolean => reach === 'online' || reach === 'suspect';

/** Minutes since 1970. In each nothing changes but that the hall opens and closes. */
export type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly reach: Reach;
  readonly offer: AvailabilityInput['offer'][number] | null;
};

/** Those in which it was there and not in maintenance. */
export function stretches(input: AvailabilityInput): readonly Stretch[] {
  const { from, to, reach, offer, maintenance, served } = input;
  const ends = [...reach, ...offer].map(({ at }) => at);
  for (const span of [...maintenance, ...served]) ends.push(span.from, span.to);
  const cuts = [from, ...ends.filter((at) => from < at && at < to), to].map((at) =>
    Math.ceil(at / MINUTE_MS),
  );
  const minutes = [...new Set(cuts)].sort((one, other) => one - other);
  const reachAt = follow(reach);
  const offerAt = follow(offer);
  const maintained = within(maintenance);
  return minutes.slice(0, -1).flatMap((first, index): Stretch[] => {
    const at = first * MINUTE_MS;
    // Before it was heard of for the first time it was not there to be down.
    const is = reachAt(at)?.reach ?? 'never';
    const has = offerAt(at);
    if (is === 'never' || maintained(at)) return [];
    return [{ from: first, to: minutes[index + 1] ?? first, reach: is, offer: has }];
  });
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
