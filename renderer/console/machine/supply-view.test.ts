import { describe, expect, it } from 'vitest';
import { lasting, SHOWN_MS, supplyBar } from './supply-view.ts';

const now = 1_800_000_000_000;
const hours = (n: number) => now + n * 3_600_000;
const forecast = (p90: number | null, p50: number | null) =>
  ({ supply: 'toner', remaining: 10, perDay: 5, p50At: p50, p90At: p90 }) as const;
const visitAt = hours(20);

describe('the bar of a supply', () => {
  it('shows what is sure, what is even odds, and when somebody comes by', () => {
    expect(supplyBar(forecast(hours(168), hours(240)), visitAt, now)).toEqual({
      sure: 0.5,
      even: (240 * 3_600_000) / SHOWN_MS,
      visit: (20 * 3_600_000) / SHOWN_MS,
      isTight: false,
    });
  });

  it('is tight when what is sure does not reach the visit', () => {
    expect(supplyBar(forecast(hours(19), hours(60)), visitAt, now)?.isTight).toBe(true);
  });

  it('never leaves its track', () => {
    expect(supplyBar(forecast(hours(-3), hours(9999)), visitAt, now)).toMatchObject({ sure: 0, even: 1 });
  });

  it('is not drawn of nothing', () => {
    expect(supplyBar(forecast(null, null), visitAt, now)).toBeNull();
  });
});

describe('how long it lasts', () => {
  it.each([
    ['out', hours(50), { is: 'used-up' }],
    ['full', null, { is: 'unknown' }],
    ['low', hours(10), { is: 'tight' }],
    ['full', hours(23), { is: 'hours', n: 23 }],
    ['full', hours(51), { is: 'days', n: 2.1 }],
    ['full', hours(24 * 30), { is: 'long' }],
  ] as const)('of one that is %s', (state, p90, expected) => {
    expect(lasting({ state }, forecast(p90, p90), visitAt, now)).toEqual(expected);
  });
});
