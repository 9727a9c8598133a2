import type { Alarm } from '../../fleet/alarm.ts';
import { bodyOf, documentOf } from '../document.ts';
import type { HallStore } from '../store.ts';
import type { Asked } from './pool.ts';

/** Alarms, asked for. A unique key holds no two nulls for equal, so "of no machine" is an empty text there. */
export function postgresAlarms(
  client: Asked,
): Pick<HallStore, 'openAlarms' | 'alarm' | 'alarms' | 'alarmsBefore'> {
  const alarmsOf = async (text: string, values: readonly unknown[]): Promise<readonly Alarm[]> => {
    const { rows } = await client.query<{ body: string }>(text, [...values]);
    return rows.map(({ body }) => documentOf<Alarm>(body));
  };
  return {
    openAlarms: (about = {}) => {
      // Only what was asked about is in the statement: then the index of open alarms is of use.
      const asked = (['kiosk', 'hall', 'component', 'code'] as const).filter(
        (name) => about[name] !== undefined,
      );
      const conditions = asked.map((name, index) => `AND ${name} = $${index + 1}`);
      return alarmsOf(
        `SELECT body FROM alarm WHERE is_open ${conditions.join(' ')} ORDER BY last_at DESC`,
        asked.map((name) => about[name] ?? ''),
      );
    },
    alarm: async (id) => (await alarmsOf('SELECT body FROM alarm WHERE id = $1', [id]))[0] ?? null,
    alarms: ({ kiosk, limit }) =>
      alarmsOf('SELECT body FROM alarm WHERE kiosk = coalesce($1, kiosk) ORDER BY last_at DESC LIMIT $2', [
        kiosk ?? null,
        limit,
      ]),
    alarmsBefore: async ({ kiosk, hall, component, code, raisedAt, phaseSince }, from) => {
      const { rows } = await client.query<{ times: number; lastAt: number | null }>(
        `SELECT count(*) FILTER (WHERE last_at >= $6) AS times, max(last_at) AS "lastAt" FROM alarm
         WHERE kiosk = $1 AND component = $2 AND code = $3 AND last_at < $4 AND NOT is_open
           AND (kiosk <> '' OR hall = $5)`,
        [kiosk ?? '', component, code, raisedAt ?? phaseSince, hall ?? '', from],
      );
      return rows[0] ?? { times: 0, lastAt: null };
    },
  };
}

/** False: it is not as it was read any more, or another copy has opened one of the same identity. */
export async function putAlarm(client: Asked, alarm: Alarm, dueAt: number | null): Promise<boolean> {
  const { id, kiosk, hall, component, code, lastAt } = alarm;
  const rev = alarm.rev + 1;
  const body = bodyOf({ ...alarm, rev });
  const isOpen = alarm.phase !== 'closed';
  const { rowCount } =
    alarm.rev === 0
      ? await client.query(
          `INSERT INTO alarm (id, rev, kiosk, hall, component, code, is_open, last_at, due_at, body)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
          [id, rev, kiosk ?? '', hall ?? '', component, code, isOpen, lastAt, dueAt, body],
        )
      : await client.query(
          `UPDATE alarm SET rev = $1, is_open = $2, last_at = $3, due_at = $4, body = $5
           WHERE id = $6 AND rev = $7`,
          [rev, isOpen, lastAt, dueAt, body, id, alarm.rev],
        );
  return rowCount === 1;
}

export async function dropAlarm(client: Asked, { id, rev }: Alarm): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM alarm WHERE id = $1 AND rev = $2', [id, rev]);
  return rowCount === 1;
}
