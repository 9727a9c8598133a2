import type { Payload } from '../../../wire/payloads.ts';
import { bodyOf, documentOf } from '../document.ts';
import { LISTENING_BEAT_MS, LISTENING_GAP_MS } from '../listening.ts';
import type { HallStore, HallWrite } from '../store.ts';
import { addAudit, postgresAccounts, putSession } from './accounts.ts';
import { dropAlarm, postgresAlarms, putAlarm } from './alarms.ts';
import { postgresCommands, putOwn } from './commands.ts';
import { postgresDays } from './days.ts';
import { takeBatch } from './intake.ts';
import { postgresItems } from './items.ts';
import { postgresMachines } from './machines.ts';
import { type Asked, inTransaction, openPool } from './pool.ts';
import { put, putOver } from './put.ts';
import { postgresRetention } from './retention.ts';
import { migrate } from './schema.ts';
import { postgresSupplies } from './supplies.ts';
import { postgresWatch } from './watch.ts';

/** Thrown out of a transaction, so that nothing of it is kept. */
class Conflict extends Error {}

/**
 * A hall's store in PostgreSQL, for any number of copies of the hall.
 * @param url see `openPool`
 * @throws when the database cannot be reached, or was written by a newer version
 */
export async function openPostgresStore(url: string): Promise<HallStore> {
  const pool = openPool(url);
  try {
    if (!(await inTransaction(pool, migrate))) throw new Error('the database was written by a newer version');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    ...postgresMachines(pool),
    ...postgresAlarms(pool),
    ...postgresAccounts(pool),
    ...postgresCommands(pool),
    ...postgresDays(pool),
    ...postgresRetention(pool),
    ...postgresItems(pool),
    ...postgresSupplies(pool),
    take: (batch) => inTransaction(pool, (client) => takeBatch(client, batch)),
    commit: async (writes) => {
      try {
        await inTransaction(pool, async (client) => {
          await lockFirst(client, writes);
          if (!(await writeAll(client, writes))) throw new Conflict();
        });
        return 'done';
      } catch (error) {
        if (error instanceof Conflict) return 'conflict';
        throw error;
      }
    },
    judgeDue: postgresWatch(pool, writeAll),
    listening: (now, begins) => listening(pool, now, begins),
    close: () => pool.end(),
  };
}

async function listening(client: Asked, now: number, begins: boolean): Promise<number> {
  await client.query(
    `INSERT INTO listening (id, since, last_at) VALUES (1, $1, $1)
     ON CONFLICT (id) DO UPDATE SET last_at = excluded.last_at,
       since = CASE WHEN $2 AND listening.last_at < $1 - $3 THEN excluded.since ELSE listening.since END
     WHERE $2 OR listening.last_at < $1 - $4`,
    [now, begins, LISTENING_GAP_MS, LISTENING_BEAT_MS],
  );
  const { rows } = await client.query<{ since: number }>('SELECT since FROM listening');
  return rows[0]?.since ?? now;
}

/**
 * Of a machine, `link` is always locked first, as `take` and `judgeDue` do: who holds one of its alarms already must not
 * wait for it.
 */
async function lockFirst(client: Asked, writes: readonly HallWrite[]): Promise<void> {
  const kiosks = writes.flatMap((each) => (each.kind === 'seen-to' ? each.kiosk : []));
  if (kiosks.length === 0) return;
  await client.query('SELECT 1 FROM link WHERE kiosk = ANY($1) ORDER BY kiosk FOR UPDATE', [kiosks]);
}

/** False is a conflict. */
async function writeAll(client: Asked, writes: readonly HallWrite[]): Promise<boolean> {
  for (const each of writes) if (!(await write(client, each))) return false;
  return true;
}

/** One write; false is a conflict. */
async function write(client: Asked, one: HallWrite): Promise<boolean> {
  switch (one.kind) {
    case 'hall':
      await client.query(put('hall', 'id'), [one.hall.id, bodyOf(one.hall)]);
      return true;
    case 'record':
      return putOver(client, ['record', 'kiosk'], one.record.kiosk, one.record, one.was);
    case 'standing':
      await putStanding(client, one);
      return true;
    case 'alarm':
      return putAlarm(client, one.alarm, one.dueAt);
    case 'alarm-dropped':
      return dropAlarm(client, one.alarm);
    case 'seen-to':
      await seeTo(client, one);
      return true;
    case 'maintenance': {
      const { id, from, to } = one.window;
      await client.query(
        `INSERT INTO maintenance (id, from_at, to_at, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id)
         DO UPDATE SET from_at = excluded.from_at, to_at = excluded.to_at, body = excluded.body`,
        [id, from, to, bodyOf(one.window)],
      );
      return true;
    }
    case 'account':
      return putOver(client, ['account', 'name'], one.account.name, one.account, one.was);
    case 'session':
      await putSession(client, one.session);
      return true;
    case 'session-over':
      await client.query('DELETE FROM session WHERE token_hash = $1', [one.tokenHash]);
      return true;
    case 'audit':
      await addAudit(client, one.entry);
      return true;
    default:
      return putOwn(client, one);
  }
}

/** Something came in meanwhile: it stays due, and is judged anew. */
async function putStanding(
  client: Asked,
  { kiosk, rev, reach, since, dueAt }: Extract<HallWrite, { kind: 'standing' }>,
): Promise<void> {
  const { rows } = await client.query<{ reach: string }>(
    'SELECT reach FROM link WHERE kiosk = $1 AND rev = $2 FOR UPDATE',
    [kiosk, rev],
  );
  if (!rows[0]) return;
  await client.query('UPDATE link SET reach = $1, reach_since = $2, due_at = $3 WHERE kiosk = $4', [
    reach,
    since,
    dueAt,
    kiosk,
  ]);
  if (rows[0].reach === reach) return;
  await client.query(
    `INSERT INTO standing (kiosk, at, kind, body) VALUES ($1, $2, 'reach', $3)
     ON CONFLICT (kiosk, at, kind) DO UPDATE SET body = excluded.body`,
    [kiosk, since, bodyOf(reach)],
  );
}

async function seeTo(
  client: Asked,
  { kiosk, channel, at }: Extract<HallWrite, { kind: 'seen-to' }>,
): Promise<void> {
  const { rows } = await client.query<{ body: string }>(
    'SELECT body FROM part WHERE kiosk = $1 AND channel = $2',
    [kiosk, channel],
  );
  if (!rows[0]) return;
  if (channel.startsWith('evt/')) {
    await client.query('DELETE FROM part WHERE kiosk = $1 AND channel = $2', [kiosk, channel]);
  } else {
    const told = bodyOf({ ...documentOf<Payload<'alm'>>(rows[0].body), is: 'cleared' });
    await client.query('UPDATE part SET body = $1, at = $2 WHERE kiosk = $3 AND channel = $4', [
      told,
      at,
      kiosk,
      channel,
    ]);
  }
  await client.query('UPDATE link SET due_at = $1, rev = rev + 1 WHERE kiosk = $2', [at, kiosk]);
}
