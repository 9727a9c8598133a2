import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UpMessage } from '../../wire/envelope.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { GENESIS } from '../accounts/audit-chain.ts';
import type { Alarm } from '../fleet/alarm.ts';
import { partsOf } from '../fleet/machine.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { HallStore, Received } from './store.ts';

const T = Date.parse('2026-11-24T02:15:03.200Z');
const [older, newer] = ['01932f6b-8c00-7000-8000-000000000001', '01932f6b-9c00-7000-8000-000000000001'];
let directory = '';
let store: HallStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-store-'));
  store = openSqliteStore(directory);
  const place = { 'zh-CN': '一楼', en: 'ground floor' };
  const record = { kiosk: 'TL-003', hall: 'h', place, credential: null, enrolment: null, enrolledAt: null };
  await store.commit([{ kind: 'record', record }]);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const said = (example: UpMessage, changes: Partial<UpMessage>, channel: string): Received => ({
  kind: 'message',
  at: T,
  topic: '',
  channel,
  // The changes are to the envelope; type and payload stay together.
  message: { ...example, ack: 0, ...changes } as UpMessage,
});
const supply = (boot: string, seq: number, used: number, changes: Partial<UpMessage> = {}): Received =>
  said(
    { ...upExamples.sup, d: { ...upExamples.sup.d, used } },
    { boot, seq, ...changes },
    'sup/receipt-paper',
  );
const usedNow = async () => {
  const machine = await store.machine('TL-003');
  return machine && partsOf(machine, 'sup')[0]?.d.used;
};

describe('what is known of a part', () => {
  test('moves only forward, by start and number, whatever comes late', async () => {
    await store.take([supply(newer, 2, 20)]);
    await store.take([supply(newer, 1, 10, { late: true }), supply(older, 900, 5, { late: true })]);
    expect(await usedNow()).toBe(20);
    await store.take([supply(newer, 3, 30)]);
    expect(await usedNow()).toBe(30);
  });

  test('is in the history once for each change, not for each report', async () => {
    await store.take([supply(newer, 1, 10), supply(newer, 2, 10), supply(newer, 3, 11)]);
    expect(await store.history({ kiosk: 'TL-003', limit: 10 })).toHaveLength(2);
    expect(await store.runs('TL-003')).toMatchObject([{ end: 3 }]);
  });
});

test('what is sent twice is counted once', async () => {
  const use = said(upExamples.use, { boot: newer, seq: 1 }, 'use');
  await store.take([use]);
  expect(await store.take([use, use])).toEqual([{ kiosk: 'TL-003', boot: newer, seq: 1 }]);
  expect(await store.usage({ from: '2026-11-24', to: '2026-11-24' })).toMatchObject([{ n: 2, seconds: 190 }]);
});

test('a number the kiosk calls acknowledged beyond the message itself is not believed', async () => {
  expect(await store.take([supply(newer, 5, 1, { ack: 900 })])).toMatchObject([{ seq: 5 }]);
});

test('a batch is kept whole or not at all', async () => {
  const broken = { ...supply(newer, 2, 2), at: Number.NaN };
  await expect(store.take([supply(newer, 1, 1), broken])).rejects.toThrow();
  expect(await store.runs('TL-003')).toEqual([]);
});

test('problems of machines nobody has written down fill no table', async () => {
  const problem = { kind: 'problem', at: T, problem: 'credentials-refused', detail: '' } as const;
  await store.take([
    { ...problem, kiosk: 'TL-999' },
    { ...problem, kiosk: 'TL-003' },
    { ...problem, kiosk: 'TL-003' },
  ]);
  expect((await store.machine('TL-003'))?.problems).toMatchObject([{ count: 2 }]);
  const database = new Sqlite(join(directory, 'hall.db'), { readonly: true });
  expect(database.prepare('SELECT count(*) FROM problem').pluck().get()).toBe(1);
  database.close();
});

describe('two hands on one alarm', () => {
  const alarm: Alarm = {
    id: 'a-1',
    rev: 0,
    kiosk: 'TL-003',
    hall: 'h',
    component: 'kiosk',
    code: 'unreachable',
    severity: 'S2',
    phase: 'active',
    phaseSince: T,
    raisedAt: T,
    lastAt: T,
    clearedAt: null,
    occurrences: 1,
    changes: [],
    flapping: false,
    acked: null,
    assigned: null,
    shelved: null,
    suppressedBy: null,
  };
  const write = (changed: Alarm) => store.commit([{ kind: 'alarm', alarm: changed, dueAt: null }]);

  test('do not undo each other: the second is told to look again', async () => {
    await write(alarm);
    const seen = await store.alarm('a-1');
    if (!seen) throw new Error('not written');
    expect(await write({ ...seen, acked: { by: 'wang', at: T } })).toBe('done');
    expect(await write({ ...seen, severity: 'S1' })).toBe('conflict');
    expect((await store.alarm('a-1'))?.acked?.by).toBe('wang');
  });

  test('do not open it twice', async () => {
    await write(alarm);
    expect(await write({ ...alarm, id: 'a-2' })).toBe('conflict');
    expect(await store.openAlarms({ kiosk: 'TL-003' })).toHaveLength(1);
  });
});

describe('the audit trail', () => {
  const entry = { at: T, by: 'zhou', action: 'alarm.ack', target: 'TL-003', reason: '' };

  test('is a chain from its first entry', async () => {
    await store.commit([
      { kind: 'audit', entry },
      { kind: 'audit', entry },
    ]);
    const entries = await store.audit({ limit: 10 });
    expect(new Set([GENESIS, ...entries.map(({ hash }) => hash)]).size).toBe(3);
  });

  test('cannot be changed or shortened', async () => {
    await store.commit([{ kind: 'audit', entry }]);
    const database = new Sqlite(join(directory, 'hall.db'));
    expect(() => database.exec("UPDATE audit SET by = 'li'")).toThrow(/append-only/);
    expect(() => database.exec('DELETE FROM audit')).toThrow(/append-only/);
    database.close();
  });
});

test('a file of a newer version is left alone', async () => {
  await store.close();
  const database = new Sqlite(join(directory, 'hall.db'));
  database.pragma('user_version = 99');
  database.close();
  expect(() => openSqliteStore(directory)).toThrow(/newer version/);
  store = openSqliteStore(join(directory, 'other'));
});
