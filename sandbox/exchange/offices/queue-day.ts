import { createChance } from '../../population/chance.ts';
import { addDays, shanghaiDate } from '../../population/civil-date.ts';
import type { Queue } from '../contract.ts';
import { isWorkingDay } from '../working-days.ts';
import type { Office } from './office-register.ts';

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
    return { state: 'closed', opensAt: nextOpening(now) };
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

/** The instant an office opens next that is closed at `now`, UTC; of one that is closed before its time, the next day's. */
export function nextOpening(now: Date): string {
  const today = shanghaiDate(now);
  let date = now.getTime() < midnight(today) + OPENS * HOUR_MS ? today : addDays(today, 1);
  while (!isWorkingDay(date)) date = addDays(date, 1);
  return new Date(midnight(date) + OPENS * HOUR_MS).toISOString();
}
