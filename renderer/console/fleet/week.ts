import type { DayAvailabilityAnswer } from '../../../hall/api/contract.ts';
import { dayBefore, percent } from '../format.ts';

/** What of a civil day's minutes at least one item could be done in, 0 … 1; null: nothing was measured. */
export type DayShare = { readonly day: string; readonly share: number | null };

const DAYS = 7;

/** Seven civil days; the last is that of `now`. */
export const weekUntil = (now: number): readonly string[] =>
  Array.from({ length: DAYS }, (_, index) => dayBefore(now, DAYS - 1 - index));

/** A hall's days, in order. */
export const weekOf = (
  answer: DayAvailabilityAnswer | null,
  hall: string,
  days: readonly string[],
): readonly DayShare[] =>
  days.map((day) => {
    const of = answer?.days.find((each) => each.hall === hall && each.day === day);
    return { day, share: of === undefined || of.measured === 0 ? null : of.any / of.measured };
  });

/** `99.4`; null without one. */
export const shareText = ({ share }: DayShare): string | null =>
  share === null ? null : percent(share, 1, 1);

/** The bottom of all their lines, so that one hall is compared with another: 90 %, or lower where a day was. */
export const floorOf = (weeks: readonly (readonly DayShare[])[]): number =>
  Math.min(0.9, ...weeks.flat().flatMap(({ share }) => (share === null ? [] : Math.floor(share * 10) / 10)));

export type Point = { readonly x: number; readonly y: number };

/** The runs of days that have a figure, each as points in a box from (0, 0), the upper left, to (1, 1). */
export function runsOf(week: readonly DayShare[], floor: number): readonly (readonly Point[])[] {
  const runs: Point[][] = [[]];
  for (const [index, { share }] of week.entries()) {
    if (share === null) runs.push([]);
    else runs.at(-1)?.push({ x: index / (week.length - 1), y: (1 - share) / (1 - floor) });
  }
  return runs.filter((run) => run.length > 0);
}
