import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from './sqlite-store.ts';
import { keepsWhatIsTaken } from './test-contract.ts';
import { expectUpToDate, toldBefore } from './test-releases.ts';

const T = Date.parse('2026-11-24T02:15:03.200Z');
let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-store-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('as any store, it', () => {
  keepsWhatIsTaken(async () => openSqliteStore(directory));
});

test('the audit trail cannot be changed or shortened', async () => {
  const store = openSqliteStore(directory);
  const entry = { at: T, by: 'zhou', action: 'alarm.ack', target: 'TL-003', reason: '' };
  await store.commit([{ kind: 'audit', entry }]);
  const database = new Sqlite(join(directory, 'hall.db'));
  expect(() => database.exec("UPDATE audit SET by = 'li'")).toThrow(/append-only/);
  expect(() => database.exec('DELETE FROM audit')).toThrow(/append-only/);
  database.close();
  await store.close();
});

/** The file as the version that had no limits to halls left it, with what was put into it since. */
function asOfOld(more = ''): void {
  const database = new Sqlite(join(directory, 'hall.db'));
  database.exec(`
    ${more};
    DROP TABLE pulled_log;
    DROP TABLE machine_day;
    DROP TABLE reckoned_day;
    DROP INDEX alarm_by_identity;
    DROP INDEX audit_by_target;
    DROP INDEX message_supplies;
    DROP TABLE release_items;
    PRAGMA user_version = 3;
  `);
  database.close();
}

test('an account from before accounts were limited to halls may look everywhere', async () => {
  await openSqliteStore(directory).close();
  asOfOld(`INSERT INTO account (name, body) VALUES ('wang', '{"name":"wang","role":"viewer"}')`);
  const store = openSqliteStore(directory);
  expect(await store.account('wang')).toEqual({ name: 'wang', role: 'viewer', halls: null });
  await store.close();
});

test('what machines told before it was kept item by item is found in what they say now', async () => {
  const before = openSqliteStore(directory);
  await toldBefore(before);
  await before.close();
  asOfOld(`UPDATE standing SET body = json_remove(body, '$.svc', '$.release')`);
  const store = openSqliteStore(directory);
  await expectUpToDate(store);
  await store.close();
});

test('a file of a newer version is left alone', async () => {
  await openSqliteStore(directory).close();
  const database = new Sqlite(join(directory, 'hall.db'));
  database.pragma('user_version = 99');
  database.close();
  expect(() => openSqliteStore(directory)).toThrow(/newer version/);
});
