import { createChance } from '../../population/chance.ts';
import { addDays, shanghaiDate } from '../../population/civil-date.ts';
import { isWorkingDay } from '../working-days.ts';
import type { Office } from './office-register.ts';

/** How long one waits at an office, as its ticket machine knows it. */
export type Queue =
  | {
      readonly state: 'open';
      /** Tickets drawn and not called. */
      readonly waiting: number;
      /** Counters that call. */
      readonly counters: number;
      /** Until somebody who draws a ticket now is called. */
      readonly minutes: number;
    }
  /** The instant it opens next, UTC. */
  | { readonly state: 'closed'; readonly opensAt: string }
  /** Its ticket machine does not answer. */
  | { readonly state: 'unknown' };

const OPENS = 9;
const CLOSES = 17;
const HOUR_MS = 3_600_000;
/** People waiting a counter, by the hour from nine on: the morning is what everybody comes for, at noon few do. */
const CROWD = [4, 5, 3, 1, 2, 3, 2, 1];
/** A queue moves as often. */
const SLOT_MS = 300_000;

/** The queue of a day like any other: the same for the same seed, office and five minutes. */
export function queueAt(office: Office, now: Date, seed: string): Queue {
  const date = shanghaiDate(now);
  const hour = Math.floor((now.getTime() - midnight(date)) / HOUR_MS);
  if (!isWorkingDay(date) || hour < OPENS || hour >= CLOSES) {
    const isBefore = hour < OPENS;
    return { state: 'closed', opensAt: nextOpening(isBefore ? date : addDays(date, 1)) };
  }
  const isNoon = hour === 12;
  const counters = isNoon ? Math.ceil(office.counters / 2) : office.counters;
  const slot = Math.floor(now.getTime() / SLOT_MS);
  const percent = createChance(seed, 'queue', office.id, slot).between(60, 140);
  const waiting = Math.round(((CROWD[hour - OPENS] ?? 0) * office.counters * percent) / 100);
  return { state: 'open', waiting, counters, minutes: minutesFor(office, waiting, counters) };
}

export const minutesFor = ({ minutesEach }: Office, waiting: number, counters: number): number =>
  Math.ceil((waiting * minutesEach) / counters);

const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

function nextOpening(from: string): string {
  let date = from;
  while (!isWorkingDay(date)) date = addDays(date, 1);
  return new Date(midnight(date) + OPENS * HOUR_MS).toISOString();
}
