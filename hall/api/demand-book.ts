import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { civilDate } from '../fleet/opening.ts';
import type { HallStore } from '../store/store.ts';

const DAY_MS = 24 * 3_600_000;
/** Whole weeks: what people come for depends on the day. */
const DAYS = 28;
/** Of a day some tens of milliseconds, in which nothing comes in. */
const MACHINES_A_TURN = 1000;
/** What comes in late changes little of a share. */
const KEPT_MS = 3_600_000;
/** Days and halls somebody goes through one by one fill no memory. */
const MOST_KEPT = 100;

/** How many visits began each item at these machines in the four weeks before the civil day of an instant. */
export type DemandBook = (before: number, kiosks: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Kept for an hour: of five thousand machines millions of rows are read for it, and everybody asks for the same. */
export function demandBook(store: Pick<HallStore, 'visits'>, clock: Clock): DemandBook {
  const kept = new Map<string, { readonly at: number; readonly visits: ReturnType<DemandBook> }>();
  return (before, kiosks) => {
    const now = clock.now().getTime();
    // The oldest come first.
    for (const [old, { at }] of kept) if (at <= now - KEPT_MS || kept.size > MOST_KEPT) kept.delete(old);
    const key = `${civilDate(before)} ${kiosks.join()}`;
    const known = kept.get(key);
    if (known) return known.visits;
    const visits = visitsBefore(store, before, kiosks);
    kept.set(key, { at: now, visits });
    visits.catch(() => kept.delete(key));
    return visits;
  };
}

async function visitsBefore(
  store: Pick<HallStore, 'visits'>,
  before: number,
  kiosks: readonly string[],
): ReturnType<DemandBook> {
  const visits = new Map<string, number>();
  for (let days = DAYS; days > 0; days -= 1) {
    const date = civilDate(before - days * DAY_MS);
    for (let first = 0; first < kiosks.length; first += MACHINES_A_TURN) {
      const begun = await store.visits(date, kiosks.slice(first, first + MACHINES_A_TURN));
      for (const [item, n] of begun) visits.set(item, (visits.get(item) ?? 0) + n);
      await othersTurn();
    }
  }
  return visits;
}
