import { describe, expect, it } from 'vitest';
import { runsOf, shareText, weeksOf, weekUntil } from './week.ts';

/** 10:00 in Hangzhou. */
const NOW = Date.parse('2026-11-24T02:00:00Z');
const row = (day: string, hall: string, any: number, measured = 1000) => ({
  day,
  hall,
  measured,
  any,
  all: 0,
  reach: 0,
  unknown: 0,
  proven: 0,
});
const answer = {
  from: '2026-11-18',
  to: '2026-11-24',
  days: [
    row('2026-11-22', 'h-1', 994),
    row('2026-11-22', 'h-2', 500),
    row('2026-11-24', 'h-1', 1000),
    row('2026-11-23', 'h-1', 0, 0),
  ],
};

describe('the week of a hall', () => {
  const week = weeksOf(answer, weekUntil(NOW)).get('h-1') ?? [];

  it('is seven civil days and ends today; a day without a measured minute has no figure', () => {
    expect(week.map(({ day }) => day.slice(8))).toEqual(['18', '19', '20', '21', '22', '23', '24']);
    expect(week.map(shareText)).toEqual([null, null, null, null, '99.4', null, '100.0']);
  });

  it('is not known before the hall has answered', () => {
    expect(weeksOf(null, weekUntil(NOW)).size).toBe(0);
  });

  it('is a line that is broken where nothing is known', () => {
    const [first, second, ...more] = runsOf(week);
    expect(more).toEqual([]);
    expect(first).toHaveLength(1);
    expect(first?.[0]?.x).toBeCloseTo(4 / 6);
    expect(first?.[0]?.y).toBeCloseTo(0.06);
    expect(second).toEqual([{ x: 1, y: 0 }]);
  });

  it('lies on the bottom from 90 % down', () => {
    const [run] = runsOf(weeksOf(answer, weekUntil(NOW)).get('h-2') ?? []);
    expect(run?.map(({ y }) => y)).toEqual([1]);
  });
});
