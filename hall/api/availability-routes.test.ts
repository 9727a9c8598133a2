import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { upExamples } from '../../wire/testing/examples.ts';
import { systemClock } from '../clock.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { HallStore, Received } from '../store/store.ts';
import { itemsAnswer } from './availability-routes.ts';
import { type DemandBook, demandBook } from './demand-book.ts';

const DAY = 24 * 3_600_000;
const T = Date.parse('2026-11-24T02:00:00.000Z');
const min = (minutes: number) => T + minutes * 60_000;
const release = 'a3'.repeat(32);

let directory = '';
let store: HallStore;
let demand: DemandBook;
let now = T;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-items-'));
  store = openSqliteStore(directory);
  now = T;
  demand = demandBook(store, { ...systemClock(), now: () => new Date(now) });
  const place = { 'zh-CN': '一楼', en: 'ground floor' };
  const nobody = { place, credential: null, enrolment: null, enrolledAt: null };
  for (const [kiosk, hall] of [
    ['TL-003', 'h-1'],
    ['TL-004', 'h-2'],
  ] as const) {
    await store.commit([
      { kind: 'hall', hall: { id: hall, name: place, opening: 'always' } },
      { kind: 'record', record: { kiosk, hall, ...nobody } },
    ]);
  }
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

type Parts = { readonly k: string; readonly at: number; readonly seq: number };
const boot = '01932f6b-8c00-7000-8000-000000000001';
const received = (
  message: Extract<Received, { kind: 'message' }>['message'],
  parts: Parts,
  channel: string,
) =>
  ({
    kind: 'message',
    at: parts.at,
    topic: '',
    channel,
    message: { ...message, ...{ boot, k: parts.k, seq: parts.seq, ack: 0, up: (parts.at - T) / 1000 + 60 } },
  }) as const;
/** Of two items, `a` and `b`. */
const list = (k: string): Received => {
  const items = ['a', 'b'].map((item) => ({ item, version: 1 }));
  const message = { ...upExamples.flw, d: { release, part: 1, parts: 1, items } };
  return received(message, { k, at: T, seq: 1 }, 'flw/1');
};
const beat = (k: string, at: number, svc: string): Received =>
  received({ ...upExamples.hb, d: { ...upExamples.hb.d, svc, release } }, { k, at, seq: 0 }, 'hb');
const use = (k: string, seq: number, at: number, item: string, n: number): Received => {
  const [row] = upExamples.use.d.items;
  const items = row ? [{ ...row, item, n }] : [];
  return received({ ...upExamples.use, d: { ...upExamples.use.d, items } }, { k, at, seq }, 'use');
};
async function online(kiosk: string): Promise<void> {
  const rev = (await store.machine(kiosk))?.rev ?? 0;
  await store.commit([{ kind: 'standing', kiosk, rev, reach: 'online', since: T, dueAt: null }]);
}

describe('availability by item', () => {
  beforeEach(async () => {
    await store.take([list('TL-003'), beat('TL-003', T, '11'), beat('TL-004', T, '11')]);
    for (const kiosk of ['TL-003', 'TL-004']) await online(kiosk);
    await store.take([beat('TL-003', min(40), '10'), beat('TL-004', min(50), '01')]);
  });
  const hour = { from: T, to: min(60) };

  test('is that of all machines together, though only one told what the release has', async () => {
    expect(await itemsAnswer(store, demand, hour)).toEqual({
      ...hour,
      items: [
        { item: 'a', measured: 120, offered: 110, unknown: 0 },
        { item: 'b', measured: 120, offered: 100, unknown: 0 },
      ],
      weighted: 210 / 240,
    });
  });

  test('is of one’s own halls, or of the one that is asked for', async () => {
    const own = await itemsAnswer(store, demand, hour, ['h-1']);
    expect(own.items.map(({ item, offered }) => [item, offered])).toEqual([
      ['a', 60],
      ['b', 40],
    ]);
    expect(await itemsAnswer(store, demand, { ...hour, hall: 'h-1' })).toEqual({ ...own });
    expect((await itemsAnswer(store, demand, { ...hour, hall: 'h-2' }, ['h-1'])).items).toEqual([]);
  });

  test('weighs by the visits of the four weeks before, at the machines it is about', async () => {
    await store.take([
      use('TL-003', 2, T - 29 * DAY, 'b', 1000),
      use('TL-003', 3, T - 28 * DAY, 'a', 2),
      use('TL-003', 4, T - DAY, 'b', 1),
      use('TL-003', 5, T, 'b', 1000),
      use('TL-004', 2, T - DAY, 'b', 7),
    ]);
    expect((await itemsAnswer(store, demand, hour, ['h-1'])).weighted).toBeCloseTo((2 * 60 + 40) / (3 * 60));
    expect((await itemsAnswer(store, demand, hour)).weighted).toBeCloseTo((2 * 110 + 8 * 100) / (10 * 120));
  });

  test('weighs for an hour by what was read once', async () => {
    const weighted = async () => (await itemsAnswer(store, demand, hour, ['h-1'])).weighted;
    await store.take([use('TL-003', 2, T - DAY, 'a', 1)]);
    expect(await weighted()).toBe(1);
    await store.take([use('TL-003', 3, T - DAY, 'b', 1)]);
    now = T + 3_599_999;
    expect(await weighted()).toBe(1);
    now = T + 3_600_000;
    expect(await weighted()).toBeCloseTo((60 + 40) / 120);
  });
});
