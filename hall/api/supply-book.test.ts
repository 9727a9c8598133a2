import { describe, expect, test } from 'vitest';
import { upExamples } from '../../wire/testing/examples.ts';
import type { SupplyTold } from '../store/store.ts';
import { supplyBook } from './supply-book.ts';

const NOW = Date.parse('2026-11-24T02:00:00Z');
const DAY = 24 * 3_600_000;
const told = (kiosk: string, at: number, d: Partial<SupplyTold['d']>): SupplyTold => ({
  kiosk,
  at,
  d: { ...upExamples.sup.d, supply: 'receipt-paper', state: 'full', usedAtRefill: 0, ...d },
});

/** A hall of so many machines that use 50 a day, and what was asked of it. */
function hallOf(machines: number) {
  let now = Array.from({ length: machines }, (_, n) => told(`TL-${n}`, NOW, { used: 200 }));
  const asked: (readonly string[])[] = [];
  return {
    asked,
    say: (next: SupplyTold) => {
      now = now.map((each) => (each.kiosk === next.kiosk ? next : each));
    },
    store: {
      suppliesNow: async () => now,
      suppliesSince: async (kiosks: readonly string[]) => {
        asked.push(kiosks);
        return kiosks.flatMap((kiosk) =>
          [4, 3, 2, 1].map((days) => told(kiosk, NOW - days * DAY, { used: 200 - 50 * days })),
        );
      },
    },
  };
}

describe('forecasts of all machines', () => {
  test('are made many at once, and lie where the use of each leads', async () => {
    const { store, asked } = hallOf(25);
    const forecasts = await supplyBook(store)(NOW);
    expect(forecasts).toHaveLength(25);
    expect(asked.map(({ length }) => length)).toEqual([10, 10, 5]);
    for (const { forecast } of forecasts) {
      expect(forecast.remaining).toBe(200);
      expect(forecast.perDay).toBeCloseTo(50, 0);
    }
  });

  test('are kept for ten minutes; what was filled or is out since is reckoned at once', async () => {
    const { store, asked, say } = hallOf(3);
    const book = supplyBook(store);
    await book(NOW);
    await book(NOW + 60_000);
    expect(asked).toHaveLength(1);
    say(told('TL-1', NOW + 90_000, { used: 201, state: 'out' }));
    const [, second] = await book(NOW + 120_000);
    expect(asked.slice(1)).toEqual([['TL-1']]);
    expect(second).toMatchObject({ told: { d: { state: 'out' } }, forecast: { remaining: 0 } });
    await book(NOW + 11 * 60_000);
    expect(asked.at(-1)).toEqual(['TL-0', 'TL-2']);
  });

  test('are made anew two hundred at a time, the oldest first, so that nobody waits for thousands', async () => {
    const { store, asked } = hallOf(450);
    const book = supplyBook(store);
    const askedFor = async (minutes: number) => {
      const before = asked.length;
      expect(await book(NOW + minutes * 60_000)).toHaveLength(450);
      return asked.slice(before).flat();
    };
    expect(await askedFor(0)).toHaveLength(450);
    const renewed = [await askedFor(11), await askedFor(12), await askedFor(13), await askedFor(14)];
    expect(renewed.map(({ length }) => length)).toEqual([200, 200, 50, 0]);
    expect(new Set(renewed.flat()).size).toBe(450);
  });
});
