import { describe, expect, it } from 'vitest';
import { byHall, isToBring, needOf, type SupplyView, toLoad, withNeed } from './pick-list.ts';

/** 10:00 in Hangzhou. */
const NOW = Date.parse('2026-11-24T02:00:00Z');
const HOUR = 3_600_000;
const supply = (kiosk: string, hours: number | null, changes: Partial<SupplyView> = {}): SupplyView => ({
  supply: 'receipt-paper',
  remaining: 100,
  perDay: 50,
  p50At: null,
  p90At: hours === null ? null : NOW + hours * HOUR,
  kiosk,
  hall: 'h-1',
  place: { 'zh-CN': '一楼', en: 'Ground floor' },
  state: 'full',
  refilledAt: null,
  heardAt: NOW,
  ...changes,
});

describe('how badly a supply is needed', () => {
  it.each([
    ['used-up', supply('a', 500, { state: 'out' })],
    ['tight', supply('a', 22)],
    ['soon', supply('a', 24)],
    ['soon', supply('a', 71)],
    ['later', supply('a', 73)],
    ['soon', supply('a', null, { state: 'low' })],
    ['soon', supply('a', 100, { state: 'low' })],
    ['unknown', supply('a', null)],
  ] as const)('is %s', (need, of) => {
    expect(needOf(of, NOW)).toBe(need);
  });
});

describe('the list of a round', () => {
  const needed = withNeed(
    [
      supply('TL-10', 200),
      supply('TL-2', 40, { hall: 'h-2', supply: 'toner' }),
      supply('TL-1', 10),
      supply('TL-9', 5, { hall: 'h-2' }),
      supply('TL-3', null, { hall: 'h-3', state: 'out' }),
    ],
    NOW,
  );

  it('goes first where the need is worst, and there to the worst first', () => {
    expect(byHall(needed).map(({ hall, needed: mine }) => [hall, mine.map(({ kiosk }) => kiosk)])).toEqual([
      ['h-3', ['TL-3']],
      ['h-2', ['TL-9', 'TL-2']],
      ['h-1', ['TL-1', 'TL-10']],
    ]);
  });

  it('says what to load for what does not last until the next round', () => {
    expect(needed.filter(isToBring)).toHaveLength(4);
    expect(toLoad(needed)).toEqual([
      { supply: 'receipt-paper', count: 3 },
      { supply: 'toner', count: 1 },
    ]);
  });
});
