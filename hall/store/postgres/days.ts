import type { HallDay, HallStore, MachineDay } from '../store.ts';
import { type Asked, bulkInsert } from './pool.ts';

/** Figures a civil day, as the hall reckoned them. */
export function postgresDays(
  client: Asked,
): Pick<HallStore, 'hallDays' | 'placesOf' | 'reckonedDays' | 'keepDays' | 'daysReckoned'> {
  return {
    hallDays: async (from, to) => {
      // A sum of bigints is a numeric, which would come as text.
      const { rows } = await client.query<HallDay>(
        `SELECT day, hall, sum(measured)::bigint AS measured, sum(reach)::bigint AS reach,
           sum("any")::bigint AS "any", sum("all")::bigint AS "all", sum(unknown)::bigint AS unknown,
           sum(proven)::bigint AS proven
         FROM machine_day WHERE day BETWEEN $1 AND $2 GROUP BY day, hall HAVING sum(measured) > 0 ORDER BY day, hall`,
        [from, to],
      );
      return rows;
    },
    placesOf: async (kiosks, days) => {
      const { rows } = await client.query<Pick<MachineDay, 'day' | 'kiosk' | 'hall'>>(
        'SELECT day, kiosk, hall FROM machine_day WHERE day = ANY($1) AND kiosk = ANY($2)',
        [days, kiosks],
      );
      return rows;
    },
    reckonedDays: async () => {
      const { rows } = await client.query<{ day: string; at: number }>('SELECT day, at FROM reckoned_day');
      return new Map(rows.map(({ day, at }) => [day, at]));
    },
    keepDays: (figures) => putDays(client, figures),
    daysReckoned: (days, at) =>
      putReckoned(
        client,
        days.map((day) => ({ day, at })),
      ),
  };
}

// Mostly nothing has changed: that is not written again.
const putDays = bulkInsert(
  'machine_day',
  {
    day: 'text',
    kiosk: 'text',
    hall: 'text',
    measured: 'bigint',
    reach: 'bigint',
    any: 'bigint',
    all: 'bigint',
    unknown: 'bigint',
    proven: 'bigint',
  },
  `ON CONFLICT (day, kiosk) DO UPDATE SET hall = excluded.hall, measured = excluded.measured, reach = excluded.reach,
     "any" = excluded."any", "all" = excluded."all", unknown = excluded.unknown, proven = excluded.proven
   WHERE (machine_day.hall, machine_day.measured, machine_day.reach, machine_day."any", machine_day."all",
     machine_day.unknown, machine_day.proven) IS DISTINCT FROM (excluded.hall, excluded.measured, excluded.reach,
     excluded."any", excluded."all", excluded.unknown, excluded.proven)`,
);

const putReckoned = bulkInsert(
  'reckoned_day',
  { day: 'text', at: 'bigint' },
  'ON CONFLICT (day) DO UPDATE SET at = excluded.at',
);
