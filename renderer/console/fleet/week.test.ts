import { describe, expect, it } from 'vitest';
import { floorOf, runsOf, shareText, weekOf, weekUntil } from './week.ts';

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
  const week = weekOf(answer, 'h-1', weekUntil(NOW));

  it('is seven civil days and ends today; a day without a measured minute has no figure', () => {
    expect(week.map(({ day }) => day.slice(8))).toEqual(['18', '19', '20', '21', '22', '23', '24']);
    expect(week.map(shareText)).toEqual([null, null, null, null, '99.4', null, '100.0']);
  });

  it('is not known before the hall has answered', () => {
    expect(weekOf(null, 'h-1', weekUntil(NOW)).map(shareText)).toEqual(Array(7).fill(null));
  });

  it('is a line that is broken where nothing is known', () => {
    const [first, second, ...more] = runsOf(week, 0.9);
    expect(more).toEqual([]);
    expect(first).toHaveLength(1);
    expect(first?.[0]?.x).toBeCloseTo(4 / 6);
    expect(first?.[0]?.y).toBeCloseTo(0.06);
    expect(second).toEqual([{ x: 1, y: 0 }]);
  });
});

describe('the bottom of the lines', () => {
  const days = weekUntil(NOW);
  it('is 90 %, so that small differences are not blown up', () => {
    expect(floorOf([weekOf(answer, 'h-1', days)])).toBe(0.9);
    expect(floorOf([])).toBe(0.9);
  });

  it('is lower for all of them where one was', () => {
    expect(floorOf([weekOf(answer, 'h-1', days), weekOf(answer, 'h-2', days)])).toBe(0.5);
  });
});
