import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Payload } from '../../wire/payloads.ts';
import { bodyOf, documentOf } from './document.ts';
import { LISTENING_BEAT_MS, LISTENING_GAP_MS } from './listening.ts';
import { migrate } from './schema.ts';
import { sqliteAccounts } from './sqlite-accounts.ts';
import { sqliteAlarms } from './sqlite-alarms.ts';
import { type OwnWrite, sqliteCommands } from './sqlite-commands.ts';
import { sqliteDays } from './sqlite-days.ts';
import { sqliteIntake } from './sqlite-intake.ts';
import { sqliteItems } from './sqlite-items.ts';
import { sqliteMachines } from './sqlite-machines.ts';
import { sqlitePut } from './sqlite-put.ts';
import { sqliteRetention } from './sqlite-retention.ts';
import { sqliteSupplies } from './sqlite-supplies.ts';
import { sqliteWatch } from './sqlite-watch.ts';
import type { HallStore, HallWrite, MachineRecord } from './store.ts';

/** Thrown out of a transaction, so that nothing of it is kept. */
class Conflict extends Error {}
const isConflict = (error: unknown): boolean => error instanceof Conflict;

/**
 * A hall's store in one SQLite file under `directory`. synchronous=FULL: what was acknowledged to a kiosk survives a
 * pulled plug.
 * @throws when the file was written by a newer version, or cannot be opened
 */
export function openSqliteStore(directory: string): HallStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new Sqlite(join(directory, 'hall.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // Ten thousand machines are some tens of megabytes; what is written over and over need not be read again each time
  // (kilobytes), nor be carried from the log into the file three times a second (pages of 4 kB).
  database.pragma('cache_size = -65536');
  database.pragma('wal_autocheckpoint = 8192');
  if (!migrate(database)) {
    database.close();
    throw new Error(`${directory}/hall.db was written by a newer version`);
  }
  const { dueNow, knownOf, ...machines } = sqliteMachines(database);
  const { putAlarm, dropAlarm, openOf, ...alarms } = sqliteAlarms(database);
  const { putAccount, putSession, endSession, addAudit, ...accounts } = sqliteAccounts(database);
  const { putOwn, ...commands } = sqliteCommands(database);
  const take = sqliteIntake(database);
  const listening = sqliteListening(database);
  const write = sqliteWrites(database, {
    putAlarm,
    dropAlarm,
    putAccount,
    putSession,
    endSession,
    addAudit,
    putOwn,
  });
  const writeAll = database.transaction((writes: readonly HallWrite[]) => {
    for (const each of writes) if (!write(each)) throw new Conflict();
  });
  return {
    ...machines,
    ...alarms,
    ...accounts,
    ...commands,
    ...sqliteDays(database),
    ...sqliteRetention(database),
    ...sqliteItems(database),
    ...sqliteSupplies(database),
    take: async (batch) => take(batch),
    judgeDue: sqliteWatch(database, { dueNow, knownOf, openOf, writeAll, isConflict }),
    listening: async (now, begins) => listening(now, begins),
    commit: async (writes) => {
      try {
        writeAll(writes);
        return 'done';
      } catch (error) {
        if (isConflict(error)) return 'conflict';
        throw error;
      }
    },
    close: async () => {
      database.close();
    },
  };
}

function sqliteListening(database: Database): (now: number, begins: boolean) => number {
  const put = database.prepare(
    `INSERT INTO listening (id, since, last_at) VALUES (1, @now, @now)
     ON CONFLICT DO UPDATE SET last_at = excluded.last_at,
       since = CASE WHEN @begins AND last_at < @now - @gap THEN excluded.since ELSE since END
     WHERE @begins OR last_at < @now - @beat`,
  );
  const select = database.prepare<[], number>('SELECT since FROM listening').pluck();
  return (now, begins) => {
    put.run({ now, begins: begins ? 1 : 0, gap: LISTENING_GAP_MS, beat: LISTENING_BEAT_MS });
    return select.get() ?? now;
  };
}

type Writers = Pick<ReturnType<typeof sqliteAlarms>, 'putAlarm' | 'dropAlarm'> &
  Pick<ReturnType<typeof sqliteAccounts>, 'putAccount' | 'putSession' | 'endSession' | 'addAudit'> & {
    readonly putOwn: (write: OwnWrite) => boolean;
  };

/** One write; false is a conflict. */
function sqliteWrites(database: Database, to: Writers): (write: HallWrite) => boolean {
  const putHall = database.prepare(
    'INSERT INTO hall (id, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
  );
  const putRecord = sqlitePut<MachineRecord>(database, 'record', 'kiosk');
  const putReach = database.prepare(
    'UPDATE link SET reach = ?, reach_since = ?, due_at = ? WHERE kiosk = ? AND rev = ?',
  );
  const selectReach = database.prepare<[string], { reach: string }>('SELECT reach FROM link WHERE kiosk = ?');
  const addStanding = database.prepare(
    `INSERT INTO standing (kiosk, at, kind, body) VALUES (?, ?, 'reach', ?)
     ON CONFLICT DO UPDATE SET body = excluded.body`,
  );
  const selectTold = database.prepare<[string, string], { body: string }>(
    'SELECT body FROM part WHERE kiosk = ? AND channel = ?',
  );
  const putTold = database.prepare('UPDATE part SET body = ?, at = ? WHERE kiosk = ? AND channel = ?');
  const dropPart = database.prepare('DELETE FROM part WHERE kiosk = ? AND channel = ?');
  const makeDue = database.prepare('UPDATE link SET due_at = ?, rev = rev + 1 WHERE kiosk = ?');
  const putMaintenance = database.prepare(
    `INSERT INTO maintenance (id, from_at, to_at, body) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET from_at = excluded.from_at, to_at = excluded.to_at, body = excluded.body`,
  );

  return (write) => {
    switch (write.kind) {
      case 'hall':
        putHall.run(write.hall.id, bodyOf(write.hall));
        return true;
      case 'record':
        return putRecord(write.record.kiosk, write.record, write.was);
      case 'standing': {
        const before = selectReach.get(write.kiosk)?.reach;
        const { changes } = putReach.run(write.reach, write.since, write.dueAt, write.kiosk, write.rev);
        if (changes === 1 && before !== write.reach)
          addStanding.run(write.kiosk, write.since, bodyOf(write.reach));
        // Something came in meanwhile: it stays due, and is judged anew.
        return true;
      }
      case 'alarm':
        return to.putAlarm(write.alarm, write.dueAt);
      case 'alarm-dropped':
        return to.dropAlarm(write.alarm);
      case 'seen-to': {
        const { kiosk, channel, at } = write;
        const row = selectTold.get(kiosk, channel);
        if (!row) return true;
        if (channel.startsWith('evt/')) dropPart.run(kiosk, channel);
        else
          putTold.run(bodyOf({ ...documentOf<Payload<'alm'>>(row.body), is: 'cleared' }), at, kiosk, channel);
        makeDue.run(at, kiosk);
        return true;
      }
      case 'maintenance': {
        const { id, from, to: until } = write.window;
        putMaintenance.run(id, from, until, bodyOf(write.window));
        return true;
      }
      case 'account':
        return to.putAccount(write.account, write.was);
      case 'session':
        to.putSession(write.session);
        return true;
      case 'session-over':
        to.endSession(write.tokenHash);
        return true;
      case 'audit':
        to.addAudit(write.entry);
        return true;
      default:
        return to.putOwn(write);
    }
  };
}
