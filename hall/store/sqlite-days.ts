import type { Database } from 'better-sqlite3';
import type { HallDay, HallStore, MachineDay } from './store.ts';

/** Figures a civil day, as the hall reckoned them. */
export function sqliteDays(
  database: Database,
): Pick<HallStore, 'hallDays' | 'placesOf' | 'reckonedDays' | 'keepDays' | 'daysReckoned'> {
  const selectSums = database.prepare<[string, string], HallDay>(
    `SELECT day, hall, sum(measured) AS measured, sum(reach) AS reach, sum("any") AS "any", sum("all") AS "all",
       sum(unknown) AS unknown, sum(proven) AS proven
     FROM machine_day WHERE day BETWEEN ? AND ? GROUP BY day, hall HAVING sum(measured) > 0 ORDER BY day, hall`,
  );
  const selectPlace = database.prepare<[string, string], Pick<MachineDay, 'day' | 'kiosk' | 'hall'>>(
    'SELECT day, kiosk, hall FROM machine_day WHERE day = ? AND kiosk = ?',
  );
  const selectReckoned = database.prepare<[], { day: string; at: number }>(
    'SELECT day, at FROM reckoned_day',
  );
  // Mostly nothing has changed: that is not written again.
  const put = database.prepare<MachineDay>(
    `INSERT INTO machine_day (day, kiosk, hall, measured, reach, "any", "all", unknown, proven)
     VALUES (@day, @kiosk, @hall, @measured, @reach, @any, @all, @unknown, @proven)
     ON CONFLICT DO UPDATE SET hall = excluded.hall, measured = excluded.measured, reach = excluded.reach,
       "any" = excluded."any", "all" = excluded."all", unknown = excluded.unknown, proven = excluded.proven
     WHERE (hall, measured, reach, "any", "all", unknown, proven) IS NOT (excluded.hall, excluded.measured,
       excluded.reach, excluded."any", excluded."all", excluded.unknown, excluded.proven)`,
  );
  const putReckoned = database.prepare<[string, number]>(
    'INSERT INTO reckoned_day (day, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at',
  );
  const putAll = database.transaction((figures: readonly MachineDay[]) => {
    for (const each of figures) put.run(each);
  });
  const putAllReckoned = database.transaction((days: readonly string[], at: number) => {
    for (const day of days) putReckoned.run(day, at);
  });

  return {
    hallDays: async (from, to) => selectSums.all(from, to),
    placesOf: async (kiosks, days) =>
      kiosks.flatMap((kiosk) => days.flatMap((day) => selectPlace.get(day, kiosk) ?? [])),
    reckonedDays: async () => new Map(selectReckoned.all().map(({ day, at }) => [day, at])),
    keepDays: async (figures) => putAll(figures),
    daysReckoned: async (days, at) => putAllReckoned(days, at),
  };
}
