import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../../tests/world/postgres.ts';
import { upExamples } from '../../../wire/testing/examples.ts';
import { firstBrokenLink } from '../../accounts/audit-chain.ts';
import { actOnEach } from '../../alarms/hands.ts';
import { exampleAlarm } from '../../fleet/test-alarm.ts';
import { issueCode, redeemCode } from '../../ingest/enrolment.ts';
import type { HallStore, HallWrite, Judge, Received } from '../store.ts';
import { keepsWhatIsTaken } from '../test-contract.ts';
import { keepsDays } from '../test-days.ts';
import { keepsItsOwnWords } from '../test-own-words.ts';
import { expectUpToDate, tellsItemByItem, toldBefore } from '../test-releases.ts';
import { tellsOfSupplies } from '../test-supplies.ts';
import { openPostgresStore } from './postgres-store.ts';

const T = Date.parse('2026-11-24T02:15:03.200Z');
let postgres: Postgres;
let url = '';

const START_MS = 60_000;
beforeAll(async () => {
  postgres = await startPostgres();
}, START_MS);
afterAll(() => postgres.stop(), START_MS);
beforeEach(async () => {
  url = await postgres.newDatabase();
});

const open = () => openPostgresStore(url);
describe('as any store, it', () => {
  keepsWhatIsTaken(open);
});
describe('as any store, of the hall’s own words, it', () => {
  keepsItsOwnWords(open);
});
describe('as any store, of items, it', () => {
  tellsItemByItem(open);
});
describe('as any store, of supplies, it', () => {
  tellsOfSupplies(open);
});
describe('as any store, of figures of days, it', () => {
  keepsDays(open);
});

const event = (kiosk: string, seq: number): Received => ({
  kind: 'message',
  at: T,
  topic: '',
  channel: 'evt',
  message: { ...upExamples.evt, k: kiosk, seq, ack: 0 },
});
const entry = { at: T, by: 'zhou', action: 'alarm.ack', target: 'TL-003', reason: '' };
const asked = async (text: string) => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
};

describe('two copies of the hall', () => {
  test('may start at once on an empty database', async () => {
    const stores = await Promise.all([open(), open(), open()]);
    expect(await stores[2]?.halls()).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('take in what one machine says by turns, and not a number is lost or counted twice', async () => {
    const [one, other] = [await open(), await open()];
    const kiosks = ['TL-001', 'TL-002', 'TL-003'];
    const [copies, lanes, last] = [[one, other], 6, 200];
    // Each lane has every sixth number, some of the one before as well, and another order of the machines.
    const speak = async (lane: number): Promise<void> => {
      const order = lane % 3 === 0 ? kiosks : kiosks.toReversed();
      for (let seq = lane + 1; seq <= last; seq += lanes) {
        const batch = order.flatMap((kiosk) => [event(kiosk, seq), event(kiosk, Math.max(1, seq - 1))]);
        await copies[lane % 2]?.take(batch);
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => speak(lane)));
    for (const kiosk of kiosks) {
      expect(await one.runs(kiosk)).toMatchObject([{ end: 200, ahead: [] }]);
      expect(await other.history({ kiosk, limit: 1000 })).toHaveLength(200);
    }
    await Promise.all([one.close(), other.close()]);
  });

  test('share the machines that are due, each is judged by one, and who has let go in the middle lets the other', async () => {
    const stores = [await open(), await open()];
    const kiosks = Array.from({ length: 60 }, (_, index) => `TL-${100 + index}`);
    const text = { 'zh-CN': '一楼', en: 'ground floor' };
    const written = { hall: 'h', place: text, credential: null, enrolment: null, enrolledAt: null };
    await stores[0]?.commit(kiosks.map((kiosk) => ({ kind: 'record', record: { kiosk, ...written } })));
    await stores[0]?.take(kiosks.map((kiosk) => event(kiosk, 1)));
    const broken = () => {
      throw new Error('a defect');
    };
    await expect(stores[0]?.judgeDue(T, 60, broken)).rejects.toThrow();
    const judged: string[] = [];
    const judge: Judge = ({ machine: { kiosk, rev } }) => {
      judged.push(kiosk);
      return [{ kind: 'standing', kiosk, rev, reach: 'online', since: T, dueAt: T + 65_000 }];
    };
    // As the watch does: until nobody is left, pieces of both under way at once.
    const work = async (store: HallStore | undefined): Promise<void> => {
      while ((await store?.judgeDue(T, 7, judge))?.length);
    };
    await Promise.all([work(stores[0]), work(stores[1])]);
    expect(judged.sort()).toEqual(kiosks);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('let one in of those who use a code at both at once', async () => {
    const [one, other] = [await open(), await open()];
    const [kiosk, place] = ['TL-003', { 'zh-CN': '一楼', en: 'ground floor' }];
    const who = { by: 'zhou', reason: 'new machine', now: T };
    const { code } = await issueCode(one, { kiosk, hall: 'h', place }, who);
    const answers = await Promise.all(
      [one, other, one, other].map((store) => redeemCode(store, 'zj-hz', { kiosk, code }, T)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await other.record(kiosk))?.enrolment).toBeNull();
    await Promise.all([one.close(), other.close()]);
  });

  test('let two people handle the same storm at once, from either end: each is done for both, and none waits for ever', async () => {
    const stores = [await open(), await open()];
    const ids = Array.from({ length: 40 }, (_, index) => `a-${100 + index}`);
    const storm = ids.map(
      (id): HallWrite => ({ kind: 'alarm', alarm: exampleAlarm({ id, kiosk: id }), dueAt: null }),
    );
    await stores[0]?.commit(storm);
    const actor = { by: 'wang', halls: null, reason: '', now: T };
    const hands = [
      [ids, { do: 'ack' }],
      [ids.toReversed(), { do: 'assign', to: 'li' }],
    ] as const;
    const results = await Promise.all(
      stores.map((store, index) => {
        const [order, action] = hands[index % 2] ?? hands[0];
        return actOnEach(store, [], order, action, actor);
      }),
    );
    expect(results.map((each) => [...each.values()].filter(({ ok }) => ok).length)).toEqual([40, 40]);
    const standing = (await stores[0]?.openAlarms()) ?? [];
    expect(standing.filter(({ acked, assigned }) => acked && assigned)).toHaveLength(40);
    expect(await stores[0]?.audit({ limit: 100 })).toHaveLength(80);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('reckon the same day at once, and each figure is there once', async () => {
    const stores = [await open(), await open()];
    const figures = Array.from({ length: 500 }, (_, index) => {
      const minutes = { measured: 60, reach: 60, any: 60, all: 60, unknown: 0, proven: 0 };
      return { day: '2026-11-24', kiosk: `TL-${1000 + index}`, hall: 'h', ...minutes };
    });
    await Promise.all([...stores, ...stores].map((store) => store.keepDays(figures)));
    expect(await stores[1]?.hallDays('2026-11-24', '2026-11-24')).toMatchObject([{ measured: 30_000 }]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('write one audit trail', async () => {
    const stores = [await open(), await open()];
    const write: HallWrite = { kind: 'audit', entry };
    await Promise.all(Array.from({ length: 20 }, (_, index) => stores[index % 2]?.commit([write])));
    const entries = (await stores[0]?.audit({ limit: 100 })) ?? [];
    expect(entries).toHaveLength(20);
    expect(firstBrokenLink(entries)).toBeNull();
    await Promise.all(stores.map((store) => store.close()));
  });
});

test('the audit trail cannot be changed or shortened', async () => {
  const store = await open();
  await store.commit([{ kind: 'audit', entry }]);
  await expect(asked("UPDATE audit SET by = 'li'")).rejects.toThrow(/append-only/);
  await expect(asked('DELETE FROM audit')).rejects.toThrow(/append-only/);
  await expect(asked('TRUNCATE audit')).rejects.toThrow();
  await store.close();
});

/** The database as the version that had no limits to halls left it, with what was put into it since. */
async function asOfOld(more: string): Promise<void> {
  await asked(more);
  await asked('DROP TABLE pulled_log, release_items, machine_day, reckoned_day');
  await asked('DROP INDEX alarm_by_identity, audit_by_target, message_supplies');
  await asked('UPDATE schema_version SET version = 1');
}

test('an account from before accounts were limited to halls may look everywhere', async () => {
  await (await open()).close();
  await asOfOld(`INSERT INTO account VALUES ('wang', '{"name":"wang","role":"viewer"}')`);
  const store = await open();
  expect(await store.account('wang')).toEqual({ name: 'wang', role: 'viewer', halls: null });
  await store.close();
});

test('what machines told before it was kept item by item is found in what they say now', async () => {
  const before = await open();
  await toldBefore(before);
  await before.close();
  await asOfOld(`UPDATE standing SET body = (body::jsonb - 'svc' - 'release')::text WHERE kind = 'offer'`);
  const store = await open();
  await expectUpToDate(store);
  await store.close();
});

test('a database of a newer version is left alone', async () => {
  await (await open()).close();
  await asked('UPDATE schema_version SET version = 99');
  await expect(open()).rejects.toThrow(/newer version/);
});

test('while the database is away it says no, and goes on when it is back, with all it had', async () => {
  const store = await open();
  await store.take([event('TL-001', 1)]);
  await postgres.kill();
  await expect(store.take([event('TL-001', 2)])).rejects.toThrow();
  await expect(store.commit([{ kind: 'audit', entry }])).rejects.toThrow();
  await expect(store.halls()).rejects.toThrow();
  await postgres.rise();
  expect(await store.take([event('TL-001', 2)])).toMatchObject([{ seq: 2 }]);
  expect(await store.audit({ limit: 10 })).toEqual([]);
  await store.close();
});
