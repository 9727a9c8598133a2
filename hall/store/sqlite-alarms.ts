import type { Database } from 'better-sqlite3';
import type { Alarm, AlarmKey } from '../fleet/alarm.ts';
import { bodyOf, documentOf } from './document.ts';

/** Alarms, asked for and written. SQLite holds no two nulls for equal, so "of no machine" is an empty text there. */
export function sqliteAlarms(database: Database) {
  const selectOpen = database.prepare<[], { body: string }>(
    'SELECT body FROM alarm WHERE is_open = 1 ORDER BY last_at DESC',
  );
  const selectOpenOf = database.prepare<[string], { body: string }>(
    'SELECT body FROM alarm WHERE is_open = 1 AND kiosk = ?',
  );
  const selectOne = database.prepare<[string], { body: string }>('SELECT body FROM alarm WHERE id = ?');
  const selectAll = database.prepare<[string | null, number], { body: string }>(
    'SELECT body FROM alarm WHERE kiosk = coalesce(?, kiosk) ORDER BY last_at DESC LIMIT ?',
  );
  const selectBefore = database.prepare<object, { times: number; lastAt: number | null }>(
    `SELECT count(*) FILTER (WHERE last_at >= @from) AS times, max(last_at) AS lastAt FROM alarm
     WHERE kiosk = @kiosk AND component = @component AND code = @code AND last_at < @before AND is_open = 0
       AND (kiosk <> '' OR hall = @hall)`,
  );
  const insert = database.prepare(
    `INSERT INTO alarm (id, rev, kiosk, hall, component, code, is_open, last_at, due_at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const update = database.prepare(
    'UPDATE alarm SET rev = ?, is_open = ?, last_at = ?, due_at = ?, body = ? WHERE id = ? AND rev = ?',
  );
  const remove = database.prepare('DELETE FROM alarm WHERE id = ? AND rev = ?');

  return {
    openAlarms: async (about: Partial<AlarmKey> = {}): Promise<readonly Alarm[]> => {
      const rows = about.kiosk === undefined ? selectOpen.all() : selectOpenOf.all(about.kiosk ?? '');
      return rows
        .map(({ body }) => documentOf<Alarm>(body))
        .filter(
          (alarm) =>
            (about.kiosk === undefined || alarm.kiosk === about.kiosk) &&
            (about.hall === undefined || alarm.hall === about.hall) &&
            (about.component === undefined || alarm.component === about.component) &&
            (about.code === undefined || alarm.code === about.code),
        );
    },
    alarm: async (id: string): Promise<Alarm | null> => {
      const row = selectOne.get(id);
      return row ? documentOf<Alarm>(row.body) : null;
    },
    alarms: async ({ kiosk, limit }: { kiosk?: string; limit: number }): Promise<readonly Alarm[]> =>
      selectAll.all(kiosk ?? null, limit).map(({ body }) => documentOf<Alarm>(body)),
    alarmsBefore: async ({ kiosk, hall, component, code, raisedAt, phaseSince }: Alarm, from: number) =>
      selectBefore.get({
        kiosk: kiosk ?? '',
        hall: hall ?? '',
        component,
        code,
        before: raisedAt ?? phaseSince,
        from,
      }) ?? { times: 0, lastAt: null },

    /** Of one machine, inside of a transaction. */
    openOf: (kiosk: string): readonly Alarm[] =>
      selectOpenOf.all(kiosk).map(({ body }) => documentOf<Alarm>(body)),
    /** False: it is not as it was read any more. */
    putAlarm: (alarm: Alarm, dueAt: number | null): boolean => {
      const { id, kiosk, hall, component, code, lastAt } = alarm;
      const rev = alarm.rev + 1;
      const body = bodyOf({ ...alarm, rev });
      const isOpen = alarm.phase === 'closed' ? 0 : 1;
      const { changes } =
        alarm.rev === 0
          ? insert.run(id, rev, kiosk ?? '', hall ?? '', component, code, isOpen, lastAt, dueAt, body)
          : update.run(rev, isOpen, lastAt, dueAt, body, id, alarm.rev);
      return changes === 1;
    },
    dropAlarm: ({ id, rev }: Alarm): boolean => remove.run(id, rev).changes === 1,
  };
}
