import { type Availability, type AvailabilityInput, availability, isDoubtful } from './availability.ts';
import { civilDate } from './opening.ts';

/** Figures of whole civil days (Asia/Shanghai, `2026-11-24`), and when each is to be reckoned. */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Milliseconds since 1970. China has had no summer time since 1991. */
export function spanOf(day: string): { readonly from: number; readonly to: number } {
  const from = Date.parse(`${day}T00:00:00+08:00`);
  return { from, to: from + DAY_MS };
}

export const dayAfter = (day: string): string => civilDate(spanOf(day).to);

/** In order, both included. */
export function civilDays(from: string, to: string): readonly string[] {
  const count = (spanOf(to).to - spanOf(from).from) / DAY_MS;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    civilDate(spanOf(from).from + index * DAY_MS),
  );
}

/** The hall a machine stood in on a day, and what is to be known of it there. */
export type DayAt = Pick<AvailabilityInput, 'openMinutes' | 'maintenance'> & {
  readonly day: string;
  readonly hall: string;
};
type Known = Pick<AvailabilityInput, 'reach' | 'offer' | 'served'>;

/** Of one machine a figure a day; of a day that is not over, as far as it has come at `now`. */
export const dayFigures = (
  known: Known,
  days: readonly DayAt[],
  now: number,
): readonly (Availability & Pick<DayAt, 'day' | 'hall'>)[] =>
  days.map((each) => ({
    day: each.day,
    hall: each.hall,
    ...availability(inputOf(known, each, now)),
  }));

/** Whether it matters on any of them if somebody was served. */
export const isAnyDoubtful = (known: Omit<Known, 'served'>, days: readonly DayAt[], now: number): boolean =>
  days.some((each) => isDoubtful(inputOf({ ...known, served: [] }, each, now)));

function inputOf(known: Known, { day, openMinutes, maintenance }: DayAt, now: number): AvailabilityInput {
  const { from, to } = spanOf(day);
  return { ...known, openMinutes, maintenance, from, to: Math.min(to, now) };
}

/**
 * How often a day is reckoned anew, by how long ago it ended when that was done last. A kiosk keeps what it could not
 * send for thirty days (docs/telemetry.md), and says it when it can: most of it within days, so these are looked at often.
 */
const ANEW: readonly { readonly endedWithinMs: number; readonly everyMs: number }[] = [
  { endedWithinMs: 0, everyMs: 10 * MINUTE_MS },
  { endedWithinMs: 7 * DAY_MS, everyMs: HOUR_MS },
  { endedWithinMs: 31 * DAY_MS, everyMs: DAY_MS },
];

/** When a day is to be reckoned anew; infinity: it stands for good. */
function anewAt(day: string, reckonedAt: number): number {
  const ago = reckonedAt - spanOf(day).to;
  const step = ANEW.find(({ endedWithinMs }) => ago < endedWithinMs);
  return step ? reckonedAt + step.everyMs : Number.POSITIVE_INFINITY;
}

/** When each day was last reckoned, from the first to the last without a gap. */
export type Reckoned = ReadonlyMap<string, number>;

/** What a clock reckoned that was ahead, and was set right since, is to be reckoned again. */
const believed = (reckoned: Reckoned, now: number): Reckoned =>
  new Map([...reckoned].filter(([, at]) => at <= now));

/**
 * The first day whose figures do not stand for good: from it on history is needed.
 * @param keptSince the earliest moment of which everything is still known
 */
export function firstUnsettledDay(all: Reckoned, keptSince: number, now: number): string {
  const reckoned = believed(all, now);
  const days = [...reckoned.keys()].sort();
  const newest = days.at(-1);
  if (newest === undefined) return dayAfter(civilDate(keptSince));
  return days.find((day) => Number.isFinite(anewAt(day, reckoned.get(day) ?? 0))) ?? dayAfter(newest);
}

/** The days to be reckoned now, in order, today among them where it is its turn. */
export function daysDue(all: Reckoned, keptSince: number, now: number): readonly string[] {
  const reckoned = believed(all, now);
  return civilDays(firstUnsettledDay(reckoned, keptSince, now), civilDate(now)).filter((day) => {
    const at = reckoned.get(day);
    return at === undefined || anewAt(day, at) <= now;
  });
}
