import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedClock, simulatedClock } from '../host/simulated-clock.ts';
import { upExamples } from '../wire/testing/examples.ts';
import { alarmState } from './fleet/alarm.ts';
import { LADDER } from './fleet/ladder.ts';
import { readRules } from './fleet/rules.ts';
import { createLiveFeed } from './live.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import type { HallStore, HallWrite } from './store/store.ts';
import { startWatch, type Watch } from './watch.ts';

const read = readRules(readFileSync(new URL('alarms/rules.yaml', import.meta.url), 'utf8'));
const MACHINES = 120;
let directory = '';
let store: HallStore;
let clock: SimulatedClock;
let watch: Watch;
let errors: unknown[] = [];
let isStumbling = false;

const nowMs = () => clock.now().getTime();
const kioskOf = (index: number) => `TL-${index}`;
const begin = () => {
  let ids = 0;
  const startedAt = nowMs();
  watch = startWatch({
    store,
    clock,
    rules: read.ok ? read.rules : [],
    listeningSince: async () => startedAt,
    ladder: LADDER,
    everyMs: 1000,
    newId: () => {
      if (isStumbling) throw new Error('the rules stumble');
      return `${nowMs()}-${++ids}`;
    },
    live: createLiveFeed(),
    onError: (error) => errors.push(error),
  });
};
/** Births of some machines; six in each of twenty halls. */
const bear = async (indices: readonly number[]) => {
  await store.take(
    indices.map((index) => ({
      kind: 'message',
      at: nowMs(),
      topic: '',
      channel: 'state',
      message: { ...upExamples.state, k: kioskOf(index), t: clock.now().toISOString() },
    })),
  );
};
const all = Array.from({ length: MACHINES }, (_, index) => index);
const active = async () =>
  (await store.openAlarms()).filter((alarm) => alarmState(alarm, nowMs()) === 'active-unacked');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-watch-'));
  store = openSqliteStore(directory);
  clock = simulatedClock();
  errors = [];
  isStumbling = false;
  const place = { 'zh-CN': '一楼', en: 'ground floor' };
  await store.commit(
    all.map((index): HallWrite => {
      const hall = `h-${Math.floor(index / 6)}`;
      const record = {
        kiosk: kioskOf(index),
        hall,
        place,
        credential: null,
        enrolment: null,
        enrolledAt: null,
      };
      return { kind: 'record', record };
    }),
  );
  begin();
  await bear(all);
});
afterEach(async () => {
  await watch.close();
  await store.close();
  await rm(directory, { recursive: true });
  expect(errors).toEqual([]);
});

describe('a loss', () => {
  test('of one machine is one alarm, of that machine, after 180 s', async () => {
    for (let second = 0; second < 179; second += 1) {
      await clock.advance(1000);
      if (second % 30 === 0) await bear(all.slice(1));
    }
    expect(await active()).toEqual([]);
    await clock.advance(3000);
    expect(await active()).toMatchObject([{ kiosk: 'TL-0', code: 'unreachable' }]);
  });

  test('of a hall is one alarm of its line, and no more when each machine is due', async () => {
    for (let second = 0; second < 240; second += 1) {
      await clock.advance(1000);
      if (second % 30 === 0) await bear(all.slice(6));
    }
    expect(await active()).toMatchObject([{ kiosk: null, hall: 'h-0', code: 'hall-link' }]);
  });

  test('of the whole city is one alarm, and over when everybody is back', async () => {
    for (let second = 0; second < 300; second += 1) await clock.advance(1000);
    expect(await active()).toMatchObject([{ kiosk: null, hall: null, code: 'platform' }]);
    for (let second = 0; second < 90; second += 1) {
      if (second % 30 === 0) await bear(all);
      await clock.advance(1000);
    }
    expect(await active()).toEqual([]);
  });
});

test('a machine over which the rules stumble is told of, seen as it is, and judged again', async () => {
  isStumbling = true;
  for (let second = 0; second < 185; second += 1) {
    await clock.advance(1000);
    if (second % 30 === 0) await bear(all.slice(1));
  }
  expect(errors[0]).toMatchObject({ message: 'the rules stumble' });
  expect((await store.machine('TL-0'))?.reach).toBe('unreachable');
  expect(await active()).toEqual([]);
  [errors, isStumbling] = [[], false];
  for (let second = 0; second < 70; second += 1) {
    if (second % 30 === 0) await bear(all.slice(1));
    await clock.advance(1000);
  }
  expect(await active()).toMatchObject([{ kiosk: 'TL-0', code: 'unreachable' }]);
});

test('a watch that is started anew goes on where the one before ended', async () => {
  for (let second = 0; second < 120; second += 1) {
    await clock.advance(1000);
    if (second % 30 === 0) await bear(all.slice(1));
  }
  await watch.close();
  begin();
  for (let second = 0; second < 200; second += 1) {
    if (second % 30 === 0) await bear(all.slice(1));
    await clock.advance(1000);
  }
  expect(await active()).toMatchObject([{ kiosk: 'TL-0', code: 'unreachable' }]);
  expect(await store.openAlarms()).toHaveLength(1);
});
