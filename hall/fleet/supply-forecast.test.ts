import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
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
    expect(forecast.remaining).toBe(200);
    expect(forecast.perDay).toBeCloseTo(40, 5);
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

describe('replayed use of some weeks', () => {
  const HOUR = 3_600_000;
  /** Civil midnight of a Monday. */
  const MONDAY = Date.parse('2026-10-25T16:00:00.000Z');
  const ROLL = 400;
  /** People an hour from 9 to 17; on a Saturday a third of them, on a Sunday nobody. */
  const RHYTHM = [7, 9, 8, 3, 5, 8, 7, 4];

  /** The same for the same seed. */
  const randomOf = (seed: number) => {
    const generator = xoroshiro128plus(seed);
    return () => uniformInt(generator, 0, 0xffff_ffff) / 2 ** 32;
  };
  /** People who come by chance: exponential times in between; each prints one slip, every third another one. */
  const printsOf = (random: () => number, weeks: number): readonly number[] => {
    const prints: number[] = [];
    for (let day = 0; day < weeks * 7; day += 1) {
      const busy = [1, 1, 1, 1, 1, 0.33, 0][day % 7] ?? 0;
      for (const [index, people] of RHYTHM.entries()) {
        const begin = MONDAY + day * DAY + (9 + index) * HOUR;
        const rate = people * busy;
        const gap = () => (rate === 0 ? HOUR : (-Math.log(1 - random()) / rate) * HOUR);
        for (let at = begin + gap(); at < begin + HOUR; at += gap())
          prints.push(...(random() < 1 / 3 ? [at, at + 20_000] : [at]));
      }
    }
    return prints;
  };
  /** What a machine tells of it, as it does: once a minute at most; and when each roll was used up. Rolls differ by 2 %. */
  const replay = (seed: number, weeks: number) => {
    const random = randomOf(seed);
    const readings: SupplyReading[] = [{ at: MONDAY, state: 'full', used: 0, usedAtRefill: 0 }];
    const usedUp: number[] = [];
    let [used, usedAtRefill, roll] = [0, 0, ROLL];
    for (const at of printsOf(random, weeks)) {
      used += 1;
      const left = roll - (used - usedAtRefill);
      if (left === 0) {
        usedUp.push(at);
        [usedAtRefill, roll] = [used, Math.round(ROLL * (0.98 + 0.04 * random()))];
      }
      const state = left > 0 && left <= 40 ? 'low' : 'full';
      const last = readings.at(-1);
      if (left === 0 || !last || at - last.at >= 60_000) readings.push({ at, state, used, usedAtRefill });
    }
    return { readings, usedUp };
  };

  /** Forecasts made a day before each roll was used up, after two weeks, beside what came true. */
  const forecasts = Array.from({ length: 20 }, (_, seed) => replay(seed, 6)).flatMap(({ readings, usedUp }) =>
    usedUp
      .filter((truth) => truth > MONDAY + 15 * DAY)
      .map((truth) => {
        const now = truth - DAY;
        const known = readings.filter(({ at }) => at <= now);
        return { truth, ...forecastSupply('receipt-paper', known, now) };
      }),
  );
  const shareOf = (is: (each: (typeof forecasts)[number]) => boolean): number =>
    forecasts.filter(is).length / forecasts.length;

  test('a day before a roll is used up it is said when, within a fifth of that day', () => {
    expect(forecasts.length).toBeGreaterThan(50);
    const within = (days: number) =>
      shareOf(({ truth, p50At }) => Math.abs((p50At ?? 0) - truth) <= days * DAY);
    // A roll that lasts some minutes beyond the evening lasts the night as well: by the clock some are wrong by that.
    expect(within(0.2)).toBeGreaterThan(0.8);
    expect(within(0.1)).toBeGreaterThan(0.7);
  });

  test('nine of ten rolls last until then at least', () => {
    const share = shareOf(({ truth, p90At }) => truth >= (p90At ?? 0));
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(0.95);
  });
});
