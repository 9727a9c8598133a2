import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HallStore, MachineDay } from './store.ts';

const figure = (day: string, kiosk: string, hall: string, measured: number): MachineDay => ({
  day,
  kiosk,
  hall,
  measured,
  reach: measured - 1,
  any: measured - 2,
  all: measured - 3,
  unknown: 1,
  proven: 2,
});

/** What every store promises of figures of days; run by the tests of each. */
export function keepsDays(open: () => Promise<HallStore>): void {
  let store: HallStore;
  beforeEach(async () => {
    store = await open();
    await store.keepDays([
      figure('2026-11-24', 'TL-001', 'h-2', 1440),
      figure('2026-11-24', 'TL-002', 'h-1', 480),
      figure('2026-11-24', 'TL-003', 'h-2', 100),
      figure('2026-11-25', 'TL-001', 'h-2', 60),
    ]);
  });
  afterEach(() => store.close());

  const brief = async (from: string, to: string) =>
    (await store.hallDays(from, to)).map(({ day, hall, measured }) => [day, hall, measured]);

  test('adds them up by day and hall, in order, of the days that are asked for', async () => {
    expect(await store.hallDays('2026-11-24', '2026-11-24')).toEqual([
      {
        day: '2026-11-24',
        hall: 'h-1',
        measured: 480,
        reach: 479,
        any: 478,
        all: 477,
        unknown: 1,
        proven: 2,
      },
      {
        ...{ day: '2026-11-24', hall: 'h-2', measured: 1540 },
        ...{ reach: 1538, any: 1536, all: 1534, unknown: 2, proven: 4 },
      },
    ]);
    expect(await brief('2026-11-24', '2026-11-25')).toHaveLength(3);
    expect(await brief('2026-11-26', '2026-12-31')).toEqual([]);
  });

  test('writes what was reckoned anew over what was there, each time the same', async () => {
    await store.keepDays([figure('2026-11-24', 'TL-003', 'h-2', 200)]);
    await store.keepDays([figure('2026-11-24', 'TL-003', 'h-2', 200)]);
    expect(await brief('2026-11-24', '2026-11-24')).toContainEqual(['2026-11-24', 'h-2', 1640]);
    const nothing = { measured: 0, reach: 0, any: 0, all: 0, unknown: 0, proven: 0 };
    await store.keepDays([{ day: '2026-11-25', kiosk: 'TL-001', hall: 'h-2', ...nothing }]);
    expect(await brief('2026-11-25', '2026-11-25')).toEqual([]);
  });

  test('knows where a machine stood on a day', async () => {
    await store.keepDays([figure('2026-11-25', 'TL-001', 'h-9', 60)]);
    const places = await store.placesOf(['TL-001', 'TL-404'], ['2026-11-23', '2026-11-24', '2026-11-25']);
    expect(places.map(({ kiosk, day, hall }) => `${kiosk} ${day} ${hall}`).sort()).toEqual([
      'TL-001 2026-11-24 h-2',
      'TL-001 2026-11-25 h-9',
    ]);
    expect(await store.placesOf([], [])).toEqual([]);
  });

  test('knows when each day was reckoned last', async () => {
    expect(await store.reckonedDays()).toEqual(new Map());
    await store.daysReckoned(['2026-11-24', '2026-11-25'], 1000);
    await store.daysReckoned(['2026-11-25'], 2000);
    const times = [
      ['2026-11-24', 1000],
      ['2026-11-25', 2000],
    ] as const;
    expect(await store.reckonedDays()).toEqual(new Map(times));
  });

  test('forgets those before the civil day of the moment, so many at a time', async () => {
    // 0:30 of the 25th in Shanghai.
    const moment = Date.parse('2026-11-24T16:30:00.000Z');
    expect(await store.prune('days', moment, 2)).toBe(2);
    expect(await store.prune('days', moment, 2)).toBe(1);
    expect(await store.prune('days', moment, 2)).toBe(0);
    expect(await brief('2026-01-01', '2026-12-31')).toEqual([['2026-11-25', 'h-2', 60]]);
  });
}
