import type pg from 'pg';
import type { Wish } from '../../commands/wish.ts';
import type { Alarm } from '../../fleet/alarm.ts';
import { bodyOf, documentOf } from '../document.ts';
import type { Due, HallStore, HallWrite } from '../store.ts';
import { MACHINES, type MachineRow, machineOf } from './machines.ts';
import { type Asked, bulkInsert, inTransaction } from './pool.ts';

type Standing = Extract<HallWrite, { kind: 'standing' }>;
/** What is to be written besides of one machine. */
type Rest = readonly HallWrite[];

/**
 * `HallStore.judgeDue`. Copies of the hall share the work by the rows of `link`: whoever looks takes those that are due
 * and that nobody holds, and holds them until it has written. A copy that is killed lets go of them with its connection.
 * @param writeAll false on a conflict
 */
export function postgresWatch(
  pool: pg.Pool,
  writeAll: (client: Asked, writes: readonly HallWrite[]) => Promise<boolean>,
): HallStore['judgeDue'] {
  return (now, limit, judge) =>
    inTransaction(pool, async (client) => {
      const kiosks = await hold(client, now, limit);
      if (kiosks.length === 0) return kiosks;
      const changed: { readonly standing: Standing; readonly isNew: boolean }[] = [];
      for (const due of await known(client, kiosks)) {
        const writes = judge(due);
        const standings = writes.flatMap((each) => (each.kind === 'standing' ? each : []));
        const rest = writes.filter(({ kind }) => kind !== 'standing');
        if (!(await writeRest(client, rest, writeAll))) continue;
        for (const standing of standings)
          changed.push({ standing, isNew: standing.reach !== due.machine.reach });
      }
      await putStandings(
        client,
        changed.map(({ standing }) => standing),
      );
      await addStandings(
        client,
        changed.flatMap(({ standing: { kiosk, since, reach }, isNew }) =>
          isNew ? { kiosk, at: since, kind: 'reach', body: bodyOf(reach) } : [],
        ),
      );
      return kiosks;
    });
}

async function hold(client: Asked, now: number, limit: number): Promise<readonly string[]> {
  // Asked twice, of the index and of the row itself: a row that was let go of a moment ago is looked at as it is now.
  const { rows } = await client.query<{ kiosk: string }>(
    `SELECT kiosk FROM link WHERE kiosk IN (
       SELECT kiosk FROM link JOIN record USING (kiosk) WHERE due_at <= $1
       UNION SELECT kiosk FROM alarm WHERE is_open AND due_at <= $1 AND kiosk <> '')
     AND (due_at <= $1 OR EXISTS (
       SELECT 1 FROM alarm WHERE is_open AND alarm.kiosk = link.kiosk AND alarm.due_at <= $1))
     LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [now, limit],
  );
  return rows.map(({ kiosk }) => kiosk);
}

async function known(client: Asked, kiosks: readonly string[]): Promise<readonly Due[]> {
  const machines = await client.query<MachineRow>(`${MACHINES} WHERE record.kiosk = ANY($1)`, [kiosks]);
  // Held as well: somebody who acknowledges one waits for this moment, and is told that it has changed.
  const alarms = await client.query<{ kiosk: string; body: string }>(
    'SELECT kiosk, body FROM alarm WHERE is_open AND kiosk = ANY($1) ORDER BY id FOR UPDATE',
    [kiosks],
  );
  const wishes = await client.query<{ kiosk: string; body: string }>(
    'SELECT kiosk, body FROM wish WHERE kiosk = ANY($1)',
    [kiosks],
  );
  const open = Map.groupBy(alarms.rows, ({ kiosk }) => kiosk);
  const wishOf = new Map(wishes.rows.map(({ kiosk, body }) => [kiosk, documentOf<Wish>(body)]));
  return machines.rows.map(machineOf).map((machine) => ({
    machine,
    open: (open.get(machine.kiosk) ?? []).map(({ body }) => documentOf<Alarm>(body)),
    wish: wishOf.get(machine.kiosk) ?? null,
  }));
}

/** All of one machine or nothing; few machines have any. */
async function writeRest(
  client: Asked,
  rest: Rest,
  writeAll: (client: Asked, writes: Rest) => Promise<boolean>,
): Promise<boolean> {
  if (rest.length === 0) return true;
  await client.query('SAVEPOINT machine');
  const isWritten = await writeAll(client, rest);
  await client.query(isWritten ? 'RELEASE SAVEPOINT machine' : 'ROLLBACK TO SAVEPOINT machine');
  return isWritten;
}

async function putStandings(client: Asked, standings: readonly Standing[]): Promise<void> {
  await client.query(
    `UPDATE link SET reach = new.reach, reach_since = new.since, due_at = new.due_at
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) AS new (kiosk, reach, since, due_at)
     WHERE link.kiosk = new.kiosk`,
    [
      standings.map(({ kiosk }) => kiosk),
      standings.map(({ reach }) => reach),
      standings.map(({ since }) => since),
      standings.map(({ dueAt }) => dueAt),
    ],
  );
}

const addStandings = bulkInsert(
  'standing',
  { kiosk: 'text', at: 'bigint', kind: 'text', body: 'text' },
  'ON CONFLICT (kiosk, at, kind) DO UPDATE SET body = excluded.body',
);
