import { setImmediate as othersTurn } from 'node:timers/promises';
import { type Clock, repeat } from './clock.ts';
import { type DayAt, dayFigures, daysDue, isAnyDoubtful, spanOf } from './fleet/day-figures.ts';
import { openMinutesOf } from './fleet/opening.ts';
import { keptSince } from './retention.ts';
import { servedBy } from './store/served.ts';
import type { HallStore, MachineDay, MachineRecord, Maintenance, StandingChange } from './store/store.ts';
import { covers } from './watch.ts';

/** Some milliseconds in which nothing comes in. */
const MACHINES_A_TURN = 20;
/** What a machine did is read once for so many days. */
const DAYS_A_PIECE = 8;

export type DayKeeperOptions = {
  readonly store: HallStore;
  readonly clock: Clock;
  /** How often it looks whether a day is to be reckoned. */
  readonly everyMs: number;
  /** Of several copies of a hall one reckons at a time. Two would write down the same. */
  readonly isOurs: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
};

export type DayKeeper = {
  /** Reckons what is due now. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Writes down the availability of each civil day, to be had when the history it was reckoned from is forgotten. Which
 * day when: `daysDue`. A day it could not reckon in time holds up the forgetting (`startRetention`), so it may be late.
 */
export function startDayKeeper({ store, clock, everyMs, isOurs, onError }: DayKeeperOptions): DayKeeper {
  let isClosed = false;
  const look = async (): Promise<void> => {
    if (!(await isOurs())) return;
    const now = clock.now().getTime();
    const due = daysDue(await store.reckonedDays(), keptSince(now), now);
    for (let first = 0; first < due.length; first += DAYS_A_PIECE) {
      await reckon(store, due.slice(first, first + DAYS_A_PIECE), now, () => isClosed);
    }
  };
  const end = repeat(clock, everyMs, () => look().catch(onError));
  return {
    look,
    close: async () => {
      isClosed = true;
      await end();
    },
  };
}

/** Some days in order, of all machines. They count as reckoned only when all machines are through. */
async function reckon(
  store: HallStore,
  days: readonly string[],
  now: number,
  isClosed: () => boolean,
): Promise<void> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  const { from } = spanOf(first);
  const to = Math.min(spanOf(last).to, now);
  const halls = await store.halls();
  const openings = new Map(halls.map(({ id, opening }) => [id, openMinutesOf(opening)]));
  const always = openMinutesOf('always');
  const windows = await store.maintenance(from, to);
  const records = await store.records();
  for (let start = 0; start < records.length; start += MACHINES_A_TURN) {
    if (isClosed()) return;
    const turn = records.slice(start, start + MACHINES_A_TURN);
    const kiosks = turn.map(({ kiosk }) => kiosk);
    const standings = await store.standingsOf(kiosks, from, to);
    const written = Map.groupBy(await store.placesOf(kiosks, days), ({ kiosk }) => kiosk);
    const figures: MachineDay[] = [];
    for (const record of turn) {
      const changes = standings.get(record.kiosk);
      if (!changes) continue;
      const places = new Map(written.get(record.kiosk)?.map(({ day, hall }) => [day, hall]));
      const at = days.map((day): DayAt => {
        const hall = hallOn(day, record, places, now);
        return {
          day,
          hall,
          openMinutes: openings.get(hall) ?? always,
          maintenance: windows.filter((window: Maintenance) => covers(window, { kiosk: record.kiosk, hall })),
        };
      });
      const reckoned = await figuresOf(store, record.kiosk, changes, at, { from, to, now });
      // A day without a measured minute needs no row, but one that was there must not keep what it said.
      for (const each of reckoned)
        if (each.measured > 0 || places.has(each.day)) figures.push({ kiosk: record.kiosk, ...each });
    }
    await store.keepDays(figures);
    await othersTurn();
  }
  await store.daysReckoned(days, now);
}

/** Where it stood when the day was looked at for the last time while it lasted; where that is not known, where it stands. */
const hallOn = (
  day: string,
  { hall }: MachineRecord,
  written: ReadonlyMap<string, string>,
  now: number,
): string => (now < spanOf(day).to ? hall : (written.get(day) ?? hall));

async function figuresOf(
  store: HallStore,
  kiosk: string,
  changes: readonly StandingChange[],
  days: readonly DayAt[],
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
) {
  const known = {
    reach: changes.flatMap((each) => (each.kind === 'reach' ? each : [])),
    offer: changes.flatMap((each) => (each.kind === 'offer' ? each : [])),
  };
  if (!isAnyDoubtful(known, days, now)) return dayFigures({ ...known, served: [] }, days, now);
  // Long to ask for, and most machines were there all the time; after an outage of many none holds up the others.
  const served = await servedBy(store, kiosk, { from, to });
  await othersTurn();
  return dayFigures({ ...known, served }, days, now);
}
