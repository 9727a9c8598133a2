import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedClock, simulatedClock } from '../host/simulated-clock.ts';
import type { UpMessage } from '../wire/envelope.ts';
import { upExamples } from '../wire/testing/examples.ts';
import { dayAnswer } from './api/day-routes.ts';
import { startDayKeeper } from './day-keeper.ts';
import type { Reach } from './fleet/ladder.ts';
import { firstBootAt } from './fleet/run.ts';
import { startRetention } from './retention.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import type { HallStore } from './store/store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KIOSK = 'TL-003';
const place = { 'zh-CN': '一楼', en: 'ground floor' };
let directory = '';
let store: HallStore;
let clock: SimulatedClock;
let errors: unknown[] = [];
const nowMs = () => clock.now().getTime();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-days-'));
  store = openSqliteStore(directory);
  // Noon in Shanghai.
  clock = simulatedClock('2026-11-24T04:00:00.000Z');
  errors = [];
  for (const id of ['h-1', 'h-2']) {
    await store.commit([{ kind: 'hall', hall: { id, name: place, opening: 'always' } }]);
  }
  await standsIn('h-1');
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
  expect(errors).toEqual([]);
});

const standsIn = async (hall: string): Promise<void> => {
  const written = { place, credential: null, enrolment: null, enrolledAt: null };
  await store.commit([{ kind: 'record', record: { kiosk: KIOSK, hall, ...written } }]);
};
const message = (said: object, seq: number, at: number) => ({
  kind: 'message' as const,
  at,
  topic: '',
  channel: 'any',
  // Type and payload stay together: the rest is the envelope.
  message: {
    ...said,
    ...{ k: KIOSK, boot: firstBootAt(at), ack: 0, seq, t: new Date(at).toISOString(), tq: 'ntp' },
  } as UpMessage,
});
/** It offers all it has from then on. */
const offers = (at: number) =>
  store.take([message({ ...upExamples.hb, d: { ...upExamples.hb.d, svc: '11' }, up: 1 }, 0, at)]);
const is = async (reach: Reach, since: number): Promise<void> => {
  const rev = (await store.machine(KIOSK))?.rev ?? 0;
  await store.commit([{ kind: 'standing', kiosk: KIOSK, rev, reach, since, dueAt: null }]);
};
/** What it says of an hour in which it served somebody. */
const served = (from: number) => {
  const d = {
    ...upExamples.use.d,
    from: new Date(from).toISOString(),
    to: new Date(from + HOUR).toISOString(),
  };
  return store.take([message({ ...upExamples.use, d }, 1, from + HOUR)]);
};

const keep = (over: Partial<Parameters<typeof startDayKeeper>[0]> = {}) =>
  startDayKeeper({
    store,
    clock,
    everyMs: MINUTE,
    isOurs: async () => true,
    onError: (error) => errors.push(error),
    ...over,
  });
const look = async (over: Parameters<typeof keep>[0] = {}): Promise<void> => {
  const keeper = keep(over);
  await keeper.look();
  await keeper.close();
};
/** Its hour, with all it forgets. */
const forget = async (): Promise<void> => {
  const retention = startRetention({ store, clock, onError: (error) => errors.push(error) });
  await clock.advance(HOUR + 1000);
  await retention.close();
};
const days = async (from: string, to = from) =>
  (await dayAnswer(store, { from, to }, null)).days.map(
    ({ day, hall, measured, all, proven }) => `${day} ${hall} ${measured} ${all} ${proven}`,
  );
/** For the first time, and able to do all. */
const isThere = async (): Promise<void> => {
  await offers(nowMs());
  await is('online', nowMs());
};

describe('the hall writes down', () => {
  test('each day as far as it has come, and the whole of it when it is over', async () => {
    await isThere();
    const keeper = keep();
    await clock.advance(61 * MINUTE);
    await keeper.look();
    expect(await days('2026-11-01', '2026-11-30')).toEqual(['2026-11-24 h-1 61 61 0']);
    await clock.advance(12 * HOUR);
    await keeper.look();
    expect(await days('2026-11-01', '2026-11-30')).toEqual([
      '2026-11-24 h-1 720 720 0',
      '2026-11-25 h-1 61 61 0',
    ]);
    await keeper.close();
  });

  test('by itself, as time goes by', async () => {
    await isThere();
    const keeper = keep();
    await clock.advance(MINUTE);
    // Waits for the look under way.
    await keeper.close();
    expect(await store.reckonedDays()).not.toEqual(new Map());
  });

  test('all days it was off for, when it is back', async () => {
    await isThere();
    await look();
    await clock.advance(20 * DAY);
    await look();
    const kept = await days('2026-11-24', '2026-12-14');
    expect(kept).toHaveLength(21);
    expect(kept.slice(0, 2)).toEqual(['2026-11-24 h-1 720 720 0', '2026-11-25 h-1 1440 1440 0']);
  });

  test('a day before what it was made of is forgotten, however long it was off, and has it still when that is gone', async () => {
    await isThere();
    await look();
    await clock.advance(DAY);
    await is('unreachable', nowMs());
    await served(nowMs() + HOUR);
    await clock.advance(HOUR);
    await is('online', nowMs() + 3 * HOUR);
    await clock.advance(200 * DAY);
    await forget();
    await look();
    const kept = ['2026-11-24 h-1 720 720 0', '2026-11-25 h-1 1440 1200 60', '2026-11-26 h-1 1440 1440 0'];
    expect(await days('2026-11-24', '2026-11-26')).toEqual(kept);
    expect(await days('2026-11-24', '2027-06-30')).toHaveLength(202);
    await forget();
    expect(await store.history({ kiosk: KIOSK, limit: 10 })).toEqual([]);
    await look();
    expect(await days('2026-11-24', '2026-11-26')).toEqual(kept);
  });

  test('for the hall the machine stood in that day, though it has moved since', async () => {
    await isThere();
    await clock.advance(11 * HOUR);
    await look();
    await clock.advance(2 * HOUR);
    await standsIn('h-2');
    await look();
    await clock.advance(DAY);
    await look();
    expect(await days('2026-11-24', '2026-11-25')).toEqual([
      '2026-11-24 h-1 720 720 0',
      '2026-11-25 h-2 1440 1440 0',
    ]);
  });

  test('anew what a kiosk tells within a month, and nothing later', async () => {
    await isThere();
    const day = nowMs();
    await is('lost', day + HOUR);
    await clock.advance(3 * DAY);
    await look();
    expect(await days('2026-11-24')).toEqual(['2026-11-24 h-1 720 60 0']);
    await served(day + 2 * HOUR);
    await clock.advance(26 * DAY);
    await look();
    expect(await days('2026-11-24')).toEqual(['2026-11-24 h-1 720 60 60']);
    await clock.advance(3 * DAY);
    await look();
    await served(day + 4 * HOUR);
    await clock.advance(DAY);
    await look();
    expect(await days('2026-11-24')).toEqual(['2026-11-24 h-1 720 60 60']);
  });

  test('no minute of a window that was written down afterwards', async () => {
    await isThere();
    await clock.advance(HOUR);
    await look();
    const about = { id: 'w', kiosk: null, hall: 'h-1', reason: 'works', by: 'wang' };
    const window = { ...about, from: nowMs() - 12 * HOUR, to: nowMs() + HOUR };
    await store.commit([{ kind: 'maintenance', window }]);
    await clock.advance(10 * MINUTE);
    await look();
    expect(await days('2026-11-24')).toEqual([]);
  });
});

describe('of several copies', () => {
  test('only that one reckons whose it is', async () => {
    await isThere();
    await clock.advance(HOUR);
    await look({ isOurs: async () => false });
    expect([await days('2026-11-24'), await store.reckonedDays()]).toEqual([[], new Map()]);
  });

  test('two that do it at once write down the same as one', async () => {
    await isThere();
    await clock.advance(30 * HOUR);
    const keepers = [keep(), keep()];
    await Promise.all(keepers.map((keeper) => keeper.look()));
    expect(await days('2026-11-24', '2026-11-25')).toEqual([
      '2026-11-24 h-1 720 720 0',
      '2026-11-25 h-1 1080 1080 0',
    ]);
    await Promise.all(keepers.map((keeper) => keeper.close()));
  });

  test('one that ends in the middle leaves the day to be reckoned', async () => {
    await isThere();
    await clock.advance(HOUR);
    const broken = { ...store, keepDays: () => Promise.reject(new Error('the disk is away')) };
    await expect(look({ store: broken })).rejects.toThrow('away');
    expect((await store.reckonedDays()).has('2026-11-24')).toBe(false);
    await look();
    expect(await days('2026-11-24')).toEqual(['2026-11-24 h-1 60 60 0']);
  });
});
