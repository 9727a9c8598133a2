import { z } from 'zod';

/** `HH:MM`, civil time of the hall. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);

/** When a hall is open. A self-service corridor is open always: `always`. */
export const openingSchema = z.union([
  z.literal('always'),
  z
    .array(
      z.strictObject({
        /** ISO 8601 days of the week: 1 is Monday. */
        days: z.array(z.int().min(1).max(7)).min(1),
        from: timeOfDay,
        to: timeOfDay,
      }),
    )
    .min(1),
]);
export type Opening = z.infer<typeof openingSchema>;

/** China has one zone and no summer time since 1991: UTC+8, whatever the server's zone. */
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MINUTES = 24 * 60;

/** Day number since 1970 and minute of the day, by the civil time of the hall. */
export function civilMinute(at: number): {
  readonly day: number;
  readonly minute: number;
  readonly weekday: number;
} {
  const minutes = Math.floor((at + SHANGHAI_MS) / 60_000);
  const day = Math.floor(minutes / DAY_MINUTES);
  // 1 January 1970 was a Thursday.
  return { day, minute: minutes - day * DAY_MINUTES, weekday: ((day + 3) % 7) + 1 };
}

/** The civil date of an instant, `YYYY-MM-DD`. */
export const civilDate = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 10);

export function isOpen(opening: Opening, at: number): boolean {
  if (opening === 'always') return true;
  const { minute, weekday } = civilMinute(at);
  return opening.some(
    ({ days, from, to }) => days.includes(weekday) && minuteOf(from) <= minute && minute < minuteOf(to),
  );
}

/** A stretch of time in milliseconds since 1970, its end not of it. */
export type Span = readonly [from: number, to: number];

/** When a hall is open from an instant on, in order; for so many days at most, because it may never be. */
export function* openSpans(opening: Opening, from: number, days: number): Generator<Span> {
  if (opening === 'always') {
    yield [from, from + days * DAY_MINUTES * 60_000];
    return;
  }
  const { day: first } = civilMinute(from);
  let after = from;
  for (let day = first; day < first + days; day += 1) {
    const midnight = day * DAY_MINUTES * 60_000 - SHANGHAI_MS;
    const { weekday } = civilMinute(midnight);
    const hours = opening.filter((each) => each.days.includes(weekday));
    const spans = hours.map(
      ({ from: opens, to }): Span => [minuteOf(opens), Math.min(minuteOf(to), DAY_MINUTES)],
    );
    for (const [opens, closes] of spans.toSorted(([one], [other]) => one - other)) {
      // Hours written down twice are open once.
      const span: Span = [Math.max(after, midnight + opens * 60_000), midnight + closes * 60_000];
      if (span[0] >= span[1]) continue;
      yield span;
      after = span[1];
    }
  }
}

const WEEK_MINUTES = 7 * DAY_MINUTES;
/** The beginning of a week of the hall's, in minutes since 1970: Monday 5 January 1970, 0:00 in Shanghai. */
const MONDAY = 4 * DAY_MINUTES - SHANGHAI_MS / 60_000;

/** How many minutes from one to before another, in minutes since 1970, a hall is open. One week is reckoned, once. */
export function openMinutesOf(opening: Opening): (from: number, to: number) => number {
  if (opening === 'always') return (from, to) => to - from;
  // Up to each minute of the week, and up to its end.
  const upTo = [0];
  for (let minute = 0; minute < WEEK_MINUTES; minute += 1) {
    upTo.push((upTo[minute] ?? 0) + (isOpen(opening, (MONDAY + minute) * 60_000) ? 1 : 0));
  }
  const aWeek = upTo[WEEK_MINUTES] ?? 0;
  const before = (minute: number): number => {
    const weeks = Math.floor((minute - MONDAY) / WEEK_MINUTES);
    return weeks * aWeek + (upTo[minute - MONDAY - weeks * WEEK_MINUTES] ?? 0);
  };
  return (from, to) => before(to) - before(from);
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
