import type { Alarm } from './alarm.ts';
import { type Opening, openSpans, type Span } from './opening.ts';
import type { Rule } from './rules.ts';

/** By when an alarm shall be over, and when its clock runs until then. */
export type Restore = NonNullable<Rule['restore']> & {
  /** Milliseconds since 1970. */
  readonly by: number;
  /** `minutes` together; from the first on. */
  readonly runs: readonly Span[];
};

/** A hall that is closed for longer, or in maintenance, owes nobody anything that can be reckoned. */
const DAYS = 35;

/**
 * The clock of an alarm: it runs from the first time the alarm was raised, while the hall is open and nobody maintains
 * the machine. Being acknowledged, shelved or gone for a while does not stop it.
 * @param away maintenance windows of its machine or hall
 * @returns null: nobody has to mend it, or nobody has to now, because another alarm or a window explains it
 */
export function restoreOf(
  { raisedAt, suppressedBy }: Pick<Alarm, 'raisedAt' | 'suppressedBy'>,
  restore: Rule['restore'],
  opening: Opening,
  away: readonly Span[],
): Restore | null {
  if (restore === undefined || raisedAt === null || suppressedBy !== null) return null;
  const runs: Span[] = [];
  let leftMs = restore.minutes * 60_000;
  for (const open of openSpans(opening, raisedAt, DAYS)) {
    for (const [from, to] of away.reduce(without, [open])) {
      const end = Math.min(to, from + leftMs);
      runs.push([from, end]);
      leftMs -= end - from;
      if (leftMs === 0) return { ...restore, by: end, runs };
    }
  }
  return null;
}

const without = (spans: readonly Span[], [from, to]: Span): readonly Span[] =>
  spans
    .flatMap(([start, end]): readonly Span[] => [
      [start, Math.min(end, from)],
      [Math.max(start, to), end],
    ])
    .filter(([start, end]) => start < end);
