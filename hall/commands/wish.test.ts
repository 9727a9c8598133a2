import { describe, expect, test } from 'vitest';
import { desiredOf, fitsOnTheWire, type Wish } from './wish.ts';

const own: Wish = {
  kiosk: 'TL-003',
  revision: 7,
  inService: false,
  message: null,
  by: 'wang',
  at: 0,
  reason: 'test',
};
const stop = (item: string) => ({ item, by: 'wang', at: 0, reason: 'test' });
const none = { revision: 0, items: [] };

describe('what a machine is told', () => {
  test('is nothing while nobody wants anything', () => {
    expect(desiredOf({ own: null, stops: none })).toBeNull();
  });

  test('is what is wanted of it and of all, as new as the newer of the two', () => {
    const stops = { revision: 9, items: [stop('tax.b'), stop('police.a')] };
    expect(desiredOf({ own, stops })).toEqual({
      version: 9,
      inService: false,
      stopped: ['police.a', 'tax.b'],
      message: null,
      release: null,
    });
    expect(desiredOf({ own, stops: none })).toMatchObject({ version: 7, stopped: [] });
    expect(desiredOf({ own: null, stops })).toMatchObject({ version: 9, inService: true });
  });
});

test('stops fit on the wire by number and by length', () => {
  const many = (count: number, length: number) =>
    Array.from({ length: count }, () => ({ item: 'x'.repeat(length) }));
  expect(fitsOnTheWire(many(20, 60))).toBe(true);
  expect(fitsOnTheWire(many(21, 10))).toBe(false);
  expect(fitsOnTheWire(many(20, 61))).toBe(false);
});
