import type { DayAvailabilityAnswer } from '../../../hall/api/contract.ts';
import { dayBefore, percent } from '../format.ts';

/** What of a civil day's minutes at least one item could be done in, 0 … 1; null: nothing was measured. */
export type DayShare = { readonly day: string; readonly share: number | null };

const DAYS = 7;

/** Seven civil days; the last is that of `now`. */
export const weekUntil = (now: number): readonly string[] =>
  Array.from({ length: DAYS }, (_, index) => dayBefore(now, DAYS - 1 - index));

/** Each hall's days, in order; there is no entry for one of which nothing is known. */
export function weeksOf(
  answer: DayAvailabilityAnswer | null,
  days: readonly string[],
): ReadonlyMap<string, readonly DayShare[]> {
  const byHall = Map.groupBy(answer?.days ?? [], ({ hall }) => hall);
  return new Map(
    [...byHall].map(([hall, mine]) => {
      const shares = new Map(
        mine.map(({ day, any, measured }) => [day, measured === 0 ? null : any / measured]),
      );
      return [hall, days.map((day) => ({ day, share: shares.get(day) ?? null }))];
    }),
  );
}

/** `99.4`; null without one. */
export const shareText = ({ share }: DayShare): string | null =>
  share === null ? null : percent(share, 1, 1);

/** The bottom of a line: of all the same, so that halls are compared and small differences are not blown up. */
const FLOOR = 0.9;

export type Point = { readonly x: number; readonly y: number };

/**
 * The runs of days that have a figure, each as points in a box from (0, 0), the upper left and 100 %, to (1, 1), 90 %.
 * What is lower lies on its bottom.
 */
export function runsOf(week: readonly DayShare[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [[]];
  for (const [index, { share }] of week.entries()) {
    if (share === null) runs.push([]);
    else runs.at(-1)?.push({ x: index / (week.length - 1), y: Math.min(1, (1 - share) / (1 - FLOOR)) });
  }
  return runs.filter((run) => run.length > 0);
}
