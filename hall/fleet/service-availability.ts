import { type AvailabilityInput, isReached, shareOf, stretches } from './availability.ts';

/** The items of each release, in the order of their ids (code points): that of the figures of a heartbeat's `svc`. */
export type ReleaseItems = ReadonlyMap<string, readonly string[]>;

/** Minutes in which a machine had a release; `svc` says what could be done, null: nobody knows. */
export type OfferMinutes = {
  readonly release: string;
  readonly svc: string | null;
  readonly minutes: number;
};

/** Minutes of any number of machines taken together. */
export type ServiceMinutes = {
  readonly item: string;
  /** Minutes of opening hours outside maintenance, of machines whose release has the item. */
  readonly measured: number;
  readonly offered: number;
  /** Nobody knows whether it was offered then. They count as down. */
  readonly unknown: number;
};

/**
 * How long one machine offered what, in order of time, from nothing but its history: the minutes of `availability`. While
 * nobody knows what it offered it has the items it had before; before it first said what it has, those it said then. A
 * machine of which no list is known at all adds nothing.
 */
export function offerMinutes(
  input: Omit<AvailabilityInput, 'served'>,
  releases: ReleaseItems,
): readonly OfferMinutes[] {
  const isListed = (name: string | undefined): name is string => name !== undefined && releases.has(name);
  let release = input.offer.map((each) => each.release).find(isListed);
  const all: { release: string; svc: string | null; minutes: number }[] = [];
  for (const { from, to, reach, offer } of stretches({ ...input, served: [] })) {
    const minutes = input.openMinutes(from, to);
    if (isListed(offer?.release)) release = offer.release;
    if (release === undefined || minutes === 0) continue;
    const isKnown =
      isReached(reach) && offer?.release === release && offer.svc?.length === releases.get(release)?.length;
    const svc = isKnown ? (offer.svc ?? null) : null;
    const last = all.at(-1);
    if (last?.release === release && last.svc === svc) last.minutes += minutes;
    else all.push({ release, svc, minutes });
  }
  return all;
}

/** Minutes an item, by id. */
export function serviceMinutes(
  offers: readonly OfferMinutes[],
  releases: ReleaseItems,
): readonly ServiceMinutes[] {
  const byRelease = Map.groupBy(offers, ({ release }) => release);
  const all = [...byRelease].flatMap(([release, told]): ServiceMinutes[] => {
    const items = releases.get(release) ?? [];
    const withdrawn = items.map(() => 0);
    let [known, unknown] = [0, 0];
    for (const { svc, minutes } of told) {
      if (svc === null) {
        unknown += minutes;
        continue;
      }
      known += minutes;
      // Mostly all can be done: of thousands of machines only what cannot is gone through.
      for (let at = svc.indexOf('0'); at >= 0; at = svc.indexOf('0', at + 1))
        withdrawn[at] = (withdrawn[at] ?? 0) + minutes;
    }
    const measured = known + unknown;
    return items.map((item, at) => ({ item, measured, offered: known - (withdrawn[at] ?? 0), unknown }));
  });
  return sumOf(all);
}

/** Taken together, of other machines or of another time: one an item, by id. */
export function sumOf(all: readonly ServiceMinutes[]): readonly ServiceMinutes[] {
  const sums = new Map<string, { item: string; measured: number; offered: number; unknown: number }>();
  for (const { item, measured, offered, unknown } of all) {
    const sum = sums.get(item);
    if (sum) {
      sum.measured += measured;
      sum.offered += offered;
      sum.unknown += unknown;
    } else sums.set(item, { item, measured, offered, unknown });
  }
  return [...sums.values()].sort((one, other) => (one.item < other.item ? -1 : 1));
}

/**
 * Of the measured minutes the part in which what people come for could be done, 0 … 1: Σ w·offered / Σ w·measured. The
 * weight w of an item is its share of the visits (`visits`, by item) that began one of these items; of items nobody came
 * for it is 0. Where nobody came for any, all weigh the same. Null where nothing was measured.
 */
export function weightedAvailability(
  minutes: readonly ServiceMinutes[],
  visits: ReadonlyMap<string, number>,
): number | null {
  const isAsked = minutes.some(({ item }) => (visits.get(item) ?? 0) > 0);
  // Not divided by all visits: that is in both sums.
  const weightOf = (item: string): number => (isAsked ? (visits.get(item) ?? 0) : 1);
  let [offered, measured] = [0, 0];
  for (const each of minutes) {
    offered += weightOf(each.item) * each.offered;
    measured += weightOf(each.item) * each.measured;
  }
  return shareOf(offered, measured);
}
