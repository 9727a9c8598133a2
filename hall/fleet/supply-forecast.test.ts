import { describe, expect, test } from 'vitest';
import { forecastSupply, type SupplyReading } from './supply-forecast.ts';

const DAY = 24 * 3_600_000;
const T = Date.parse('2026-11-24T01:00:00.000Z');
/** `perDay` prints on each of the last days, filled when they began. */
const days = (
  count: number,
  perDay: number,
  state: SupplyReading['state'] = 'full',
): readonly SupplyReading[] =>
  Array.from({ length: count + 1 }, (_, index) => ({
    at: T - (count - index) * DAY,
    state,
    used: 1000 + index * perDay,
    usedAtRefill: 1000,
  }));

describe('a roll', () => {
  test('lasts as long as what is left of it by the rate of the last days', () => {
    const forecast = forecastSupply('receipt-paper', days(5, 40), T);
    expect(forecast).toMatchObject({ remaining: 200, perDay: 40 });
    expect(((forecast.p50At ?? 0) - T) / DAY).toBeCloseTo(5, 5);
  });

  test('is surely there a while less long than it is likely there', () => {
    const { p50At, p90At } = forecastSupply('receipt-paper', days(5, 40), T);
    expect(p90At).toBeGreaterThan(T);
    expect(p90At).toBeLessThan(p50At ?? 0);
  });

  test('holds little when the sensor says low, whatever was reckoned', () => {
    expect(forecastSupply('receipt-paper', days(5, 10, 'low'), T).remaining).toBe(40);
  });

  test('holds nothing when it is out', () => {
    expect(forecastSupply('receipt-paper', days(5, 10, 'out'), T)).toMatchObject({ remaining: 0, p50At: T });
  });

  test('holds what this machine used between its own refills', () => {
    const refills = [0, 500, 1000, 1500].map((used, index) => ({
      at: T - (20 - index * 5) * DAY,
      state: 'full' as const,
      used,
      usedAtRefill: used,
    }));
    expect(
      forecastSupply(
        'receipt-paper',
        [...refills, { at: T, state: 'full', used: 1600, usedAtRefill: 1500 }],
        T,
      ).remaining,
    ).toBe(400);
  });

  test('of which nothing is known is not guessed at', () => {
    expect(forecastSupply('receipt-paper', [], T)).toMatchObject({ remaining: null, p50At: null });
    expect(forecastSupply('receipt-paper', days(0, 0), T).perDay).toBeNull();
  });
});
