import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { upExamples } from '../../wire/testing/examples.ts';
import type { HallStore, Received } from './store.ts';

const DAY = 24 * 3_600_000;
const T = Date.parse('2026-11-24T02:15:03.200Z');
const [boot, later] = ['01932f6b-8c00-7000-8000-000000000001', '01932f6b-9000-7000-8000-000000000001'];
const [first, second] = ['a3'.repeat(32), 'b4'.repeat(32)];

type Told = { readonly k?: string; readonly boot?: string; readonly seq: number; readonly at?: number };

/** Part `part` of `parts` of a list, with these items. */
export const flows = (
  release: string,
  [part, parts]: readonly [number, number],
  items: readonly string[],
  { k = 'TL-003', at = T, ...more }: Told,
): Received => ({
  kind: 'message',
  at,
  topic: '',
  channel: `flw/${part}`,
  message: {
    ...upExamples.flw,
    ...{ k, boot, ack: 0, ...more },
    d: { release, part, parts, items: items.map((item) => ({ item, version: 3 })) },
  },
});

const used = (k: string, seq: number, at: number, items: Readonly<Record<string, number>>): Received => ({
  kind: 'message',
  at,
  topic: '',
  channel: 'use',
  message: {
    ...upExamples.use,
    ...{ k, boot, seq, ack: 0, t: new Date(at).toISOString() },
    d: {
      ...upExamples.use.d,
      items: Object.entries(items).map(([item, n]) => ({
        ...{ item, version: seq, outcome: 'done' as const, step: null, n, seconds: 60 },
        ratings: [0, 0, 0, 0, 0] as [number, number, number, number, number],
      })),
    },
  },
});

export const offering = (svc: string, release: string, up: number): Received => ({
  kind: 'message',
  at: T + up * 1000,
  topic: '',
  channel: 'hb',
  message: { ...upExamples.hb, boot, up, d: { ...upExamples.hb.d, svc, release } },
});

/** What every store promises of which items a machine offered; run by the tests of each. */
export function tellsItemByItem(open: () => Promise<HallStore>): void {
  let store: HallStore;
  beforeEach(async () => {
    store = await open();
    const place = { 'zh-CN': '一楼', en: 'ground floor' };
    const nobody = { hall: 'h', place, credential: null, enrolment: null, enrolledAt: null };
    await store.commit(
      ['TL-003', 'TL-004'].map((kiosk) => ({ kind: 'record', record: { kiosk, ...nobody } }) as const),
    );
  });
  afterEach(() => store.close());

  test('a standing says of each item whether it was offered, and a heartbeat that says the same is none', async () => {
    await store.take([offering('111', first, 0), offering('111', first, 30), offering('101', first, 60)]);
    await store.take([offering('101', second, 90), offering('101', second, 120)]);
    expect(await store.standings('TL-003', T, T + DAY)).toMatchObject([
      { at: T, kind: 'offer', svc: '111', release: first, offered: 3 },
      { at: T + 60_000, svc: '101', release: first, offered: 2 },
      { at: T + 90_000, svc: '101', release: second },
    ]);
  });

  test('how many visits of a civil day began each item at some machines is told', async () => {
    await store.take([used('TL-003', 1, T, { a: 2, b: 1 }), used('TL-003', 2, T + 60_000, { a: 3 })]);
    await store.take([used('TL-004', 1, T, { a: 10 }), used('TL-004', 2, T + DAY, { b: 100 })]);
    expect(await store.visits('2026-11-24', ['TL-003', 'TL-004'])).toEqual(
      new Map([
        ['a', 15],
        ['b', 1],
      ]),
    );
    expect(await store.visits('2026-11-24', ['TL-004', 'TL-404'])).toEqual(new Map([['a', 10]]));
    expect(await store.visits('2026-11-24', [])).toEqual(new Map());
    expect(await store.visits('2026-11-23', ['TL-003', 'TL-004'])).toEqual(new Map());
  });

  describe('the list of a release', () => {
    test('is known when its last part has come, in whatever order, in the order of the ids', async () => {
      await store.take([
        flows(first, [3, 3], ['c'], { seq: 1 }),
        flows(first, [1, 3], ['b', 'd'], { seq: 2 }),
      ]);
      expect(await store.releases()).toEqual(new Map());
      await store.take([flows(first, [2, 3], ['B', 'a'], { seq: 3 })]);
      expect(await store.releases()).toEqual(new Map([[first, ['B', 'a', 'b', 'c', 'd']]]));
    });

    test('is not made of parts of two releases, and each release has its own', async () => {
      await store.take([flows(first, [1, 2], ['a'], { seq: 1 }), flows(first, [2, 2], ['b'], { seq: 2 })]);
      await store.take([flows(second, [1, 2], ['a'], { seq: 3 })]);
      expect([...(await store.releases()).keys()]).toEqual([first]);
      await store.take([flows(second, [2, 2], ['c'], { seq: 4 })]);
      expect((await store.releases()).get(second)).toEqual(['a', 'c']);
      expect((await store.releases()).get(first)).toEqual(['a', 'b']);
    });

    test('is taken from nobody who was not written down', async () => {
      await store.take([flows(first, [1, 1], ['a'], { k: 'TL-404', seq: 1 })]);
      expect(await store.releases()).toEqual(new Map());
    });

    test('stays as it was first told, and as long as machines tell of it', async () => {
      const at = (days: number) => T + days * DAY;
      await store.take([
        flows(first, [1, 1], ['a'], { seq: 1 }),
        flows(second, [1, 1], ['b'], { k: 'TL-004', seq: 1 }),
      ]);
      await store.take([flows(first, [1, 1], ['x'], { boot: later, seq: 1, at: at(2) })]);
      expect((await store.releases()).get(first)).toEqual(['a']);
      expect(await store.prune('releases', at(1), 10)).toBe(1);
      expect([...(await store.releases()).keys()]).toEqual([first]);
      // The same words once more, a day later: no news, and still told.
      await store.take([flows(first, [1, 1], ['x'], { boot: later, seq: 2, at: at(4) })]);
      expect(await store.prune('releases', at(3), 10)).toBe(0);
      expect(await store.prune('releases', at(5), 10)).toBe(1);
    });
  });
}

/** Told before lists were kept: what a store that is brought up to date knows of it. */
export async function toldBefore(store: HallStore): Promise<void> {
  const place = { 'zh-CN': '一楼', en: 'ground floor' };
  const nobody = { hall: 'h', place, credential: null, enrolment: null, enrolledAt: null };
  await store.commit([{ kind: 'record', record: { kiosk: 'TL-003', ...nobody } }]);
  await store.take([
    flows(first, [1, 2], ['c'], { seq: 1 }),
    flows(first, [2, 2], ['a', 'b'], { seq: 2 }),
    flows(second, [1, 2], ['a'], { k: 'TL-004', seq: 1 }),
    offering('111', first, 0),
    offering('101', first, 60),
  ]);
}
export async function expectUpToDate(store: HallStore): Promise<void> {
  expect(await store.releases()).toEqual(new Map([[first, ['a', 'b', 'c']]]));
  const standings = await store.standings('TL-003', T, T + DAY);
  expect(standings).toEqual([
    { at: T, kind: 'offer', offered: 3, assigned: 3 },
    { at: T + 60_000, kind: 'offer', offered: 2, assigned: 3, svc: '101', release: first },
  ]);
}
