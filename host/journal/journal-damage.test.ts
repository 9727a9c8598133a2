import { mkdirSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openJournal } from './journal.ts';
import { journalFaultOf } from './journal-fault.ts';
import { countedBytes, openTestJournal, VISIT } from './test-journal.ts';

const event = { kind: 'visit-started' } as const;

describe('the audit trail', () => {
  it('refuses to be changed or shortened by whoever has the database open', () => {
    const { journal, dataRoot } = openTestJournal();
    journal.record(VISIT, event);
    tamper(dataRoot, (database) => {
      expect(() => database.exec("UPDATE audit SET event = '{}'")).toThrow(/append-only/);
      expect(() => database.exec('DELETE FROM audit')).toThrow(/append-only/);
    });
  });

  it.each([
    ['changed', "UPDATE audit SET event = '{}' WHERE seq = 2"],
    ['moved to another visit', "UPDATE audit SET visit = 'x' WHERE seq = 2"],
    ['removed', 'DELETE FROM audit WHERE seq = 2'],
    ['given another time', "UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2"],
  ])('shows at the next start that an entry was %s', (_, sql) => {
    const { journal, dataRoot, clock } = openTestJournal();
    for (let count = 0; count < 4; count += 1) journal.record(VISIT, event);
    journal.close();
    tamper(dataRoot, (database) => {
      database.exec('DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_shrinks');
      database.exec(sql);
    });
    expect(openJournal({ dataRoot, clock, randomBytes: countedBytes() })).toMatchObject({
      ok: false,
      fault: { kind: 'corrupt' },
    });
  });
});

describe('a disk that gives out', () => {
  it('is told apart from a write that worked: full', () => {
    const { journal, dataRoot } = openTestJournal({ limitBytes: 64 * 1024 });
    const big = 'x'.repeat(100_000);
    const result = journal.commit([
      { kind: 'seal', visit: VISIT, name: 'application', payload: big },
      { kind: 'audit', visit: VISIT, event },
    ]);
    expect(result).toEqual({ ok: false, fault: { kind: 'full' } });
    expect(journal.trail()).toEqual([]);
    expect(readdirSync(join(dataRoot, 'keys'))).toEqual([]);
  });

  it('goes on working for what still fits', () => {
    const { journal } = openTestJournal({ limitBytes: 64 * 1024 });
    journal.commit([{ kind: 'seal', visit: VISIT, name: 'a', payload: 'x'.repeat(100_000) }]);
    expect(journal.record(VISIT, event).ok).toBe(true);
  });

  it.each([
    ['SQLITE_FULL', { kind: 'full' }],
    ['ENOSPC', { kind: 'full' }],
    ['SQLITE_READONLY_DBMOVED', { kind: 'read-only' }],
    ['EROFS', { kind: 'read-only' }],
    ['SQLITE_CORRUPT_INDEX', { kind: 'corrupt', detail: 'SQLITE_CORRUPT_INDEX' }],
    ['SQLITE_IOERR_FSYNC', { kind: 'io', detail: 'SQLITE_IOERR_FSYNC' }],
    ['SQLITE_CONSTRAINT', null],
    ['', null],
  ])('has a word for %s', (code, fault) => {
    expect(journalFaultOf(Object.assign(new Error('with a value: 330122'), { code }))).toEqual(fault);
  });

  it('says so when the file is not a database', () => {
    const { journal, dataRoot, clock } = openTestJournal();
    journal.close();
    writeFileSync(
      join(dataRoot, 'journal', 'journal.db'),
      'not a database at all, not even nearly'.repeat(50),
    );
    expect(openJournal({ dataRoot, clock, randomBytes: countedBytes() })).toMatchObject({
      ok: false,
      fault: { kind: 'corrupt' },
    });
  });

  it('says so when a page in the middle was overwritten', () => {
    const { journal, dataRoot, clock } = openTestJournal();
    for (let count = 0; count < 200; count += 1) journal.record(VISIT, event);
    journal.close();
    const path = join(dataRoot, 'journal', 'journal.db');
    const middle = Math.floor(statSync(path).size / 4096 / 2) * 4096;
    writeSync(openSync(path, 'r+'), Buffer.alloc(4096, 0xa5), 0, 4096, middle);
    expect(openJournal({ dataRoot, clock, randomBytes: countedBytes() })).toMatchObject({
      ok: false,
      fault: { kind: 'corrupt' },
    });
  });
});

describe('a power cut', () => {
  it('between key and rows leaves no key behind', () => {
    const { journal, dataRoot, clock } = openTestJournal();
    journal.close();
    writeFileSync(join(dataRoot, 'keys', `${VISIT}.key`), Buffer.alloc(32, 1));
    openTestJournal({ dataRoot, clock });
    expect(readdirSync(join(dataRoot, 'keys'))).toEqual([]);
  });

  it('between the key’s end and the rows’ leaves no rows behind', () => {
    const { journal, dataRoot, clock } = openTestJournal();
    journal.commit([{ kind: 'seal', visit: VISIT, name: 'a', payload: 'x' }]);
    journal.close();
    writeFileSync(join(dataRoot, 'keys', `${VISIT}.key`), '');
    const again = openTestJournal({ dataRoot, clock }).journal;
    expect(again.visits()).toEqual([]);
    expect(JSON.parse(again.trail().at(-1)?.event ?? '{}')).toEqual({
      kind: 'key-destroyed',
      why: 'orphaned',
    });
  });

  it('while a key file is being made does not stop the visit', () => {
    const { journal, dataRoot } = openTestJournal();
    mkdirSync(join(dataRoot, 'keys'), { recursive: true });
    writeFileSync(join(dataRoot, 'keys', `${VISIT}.key`), Buffer.alloc(7));
    expect(journal.commit([{ kind: 'seal', visit: VISIT, name: 'a', payload: 'x' }]).ok).toBe(true);
    expect(journal.unseal(VISIT, 'a')).toBe('x');
  });
});

function tamper(dataRoot: string, action: (database: Database) => void): void {
  const database = new Sqlite(join(dataRoot, 'journal', 'journal.db'));
  action(database);
  database.close();
}
