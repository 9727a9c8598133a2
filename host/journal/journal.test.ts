import { statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openJournal } from './journal.ts';
import {
  bytesUnder,
  countedBytes,
  OTHER_VISIT,
  openTestJournal,
  temporaryDataRoot,
  VISIT,
} from './test-journal.ts';

const SECRET = 'CANARY-陈国强-330122196203041234';

it('keeps what was committed when the machine starts again', () => {
  const { journal, dataRoot, clock } = openTestJournal();
  journal.commit([
    { kind: 'seal', visit: VISIT, name: 'application', payload: { name: SECRET } },
    { kind: 'work', key: `${VISIT}/apply/medins`, visit: VISIT, entry: { state: 'open' } },
    { kind: 'audit', visit: VISIT, event: { kind: 'visit-started' } },
  ]);
  journal.close();

  const again = openTestJournal({ dataRoot, clock }).journal;
  expect(again.unseal(VISIT, 'application')).toEqual({ name: SECRET });
  expect(again.work()).toEqual([{ key: `${VISIT}/apply/medins`, visit: VISIT, entry: { state: 'open' } }]);
  expect(again.trail(VISIT).map((entry) => JSON.parse(entry.event))).toEqual([{ kind: 'visit-started' }]);
});

it('writes all of a commit or nothing of it', () => {
  const { journal } = openTestJournal();
  expect(() =>
    journal.commit([
      { kind: 'work', key: 'k', visit: VISIT, entry: {} },
      // @ts-expect-error an event that is not of the union
      { kind: 'audit', visit: VISIT, event: { kind: 'visit-started', name: SECRET } },
    ]),
  ).toThrow();
  expect(journal.work()).toEqual([]);
});

it('holds nothing personal in the clear, in the database, the WAL or anywhere under the data root', () => {
  const { journal, dataRoot } = openTestJournal();
  journal.commit([{ kind: 'seal', visit: VISIT, name: 'application', payload: { name: SECRET } }]);
  expect(bytesUnder(dataRoot).includes('CANARY')).toBe(false);
});

it('keeps the key of a visit in its own file, for its owner only', () => {
  const { journal, dataRoot } = openTestJournal();
  journal.commit([{ kind: 'seal', visit: VISIT, name: 'a', payload: 1 }]);
  const file = statSync(join(dataRoot, 'keys', `${VISIT}.key`));
  expect([file.mode & 0o777, file.size]).toEqual([0o600, 32]);
});

it('leaves neither key nor sealed bytes of a visit that is forgotten, and the other visits as they were', () => {
  const { journal, dataRoot } = openTestJournal();
  journal.commit([
    { kind: 'seal', visit: VISIT, name: 'a', payload: SECRET },
    { kind: 'seal', visit: OTHER_VISIT, name: 'a', payload: 'other' },
  ]);
  const keyBytes = bytesUnder(join(dataRoot, 'keys'));
  expect(keyBytes.length).toBe(64);

  expect(journal.forget(VISIT, 'settled').ok).toBe(true);

  expect(journal.unseal(VISIT, 'a')).toBe(null);
  expect(journal.unseal(OTHER_VISIT, 'a')).toBe('other');
  expect(journal.visits().map((each) => each.visit)).toEqual([OTHER_VISIT]);
  expect(statSync(join(dataRoot, 'journal', 'journal.db-wal')).size).toBe(0);
});

it('opens a sealed payload only in its own place', () => {
  const { journal } = openTestJournal();
  journal.commit([{ kind: 'seal', visit: VISIT, name: 'a', payload: 'first' }]);
  expect(journal.unseal(VISIT, 'b')).toBe(null);
  expect(journal.unseal(OTHER_VISIT, 'a')).toBe(null);
});

it('does not touch a file a newer version wrote', () => {
  const { journal, dataRoot, clock } = openTestJournal();
  journal.close();
  const file = join(dataRoot, 'journal', 'journal.db');
  withDatabase(file, (database) => database.pragma('user_version = 99'));
  expect(openJournal({ dataRoot, clock, randomBytes: countedBytes() })).toEqual({
    ok: false,
    fault: { kind: 'newer' },
  });
});

it('starts on an empty data root with nothing open', () => {
  const { journal } = openTestJournal({ dataRoot: temporaryDataRoot() });
  expect([journal.work(), journal.visits(), journal.trail()]).toEqual([[], [], []]);
});

function withDatabase(file: string, action: (database: Database) => void): void {
  const database = new Sqlite(file);
  action(database);
  database.close();
}
