import { expect, test } from 'vitest';
import { createPaces } from './pace.ts';

const rate = { perSecond: 0.1, burst: 3 };
const T = 1_000_000;

test('each name has so many at once, then one after the other, and is told how long it is until the next', () => {
  const paces = createPaces(rate);
  const waits = [0, 0, 0, 4000, 10_000].map((later) => paces.take('a', T + later));
  expect(waits).toEqual([0, 0, 0, 6000, 0]);
  expect(paces.take('b', T)).toBe(0);
});

test('what is given back was never taken', () => {
  const paces = createPaces(rate);
  for (let count = 0; count < 20; count += 1) {
    expect(paces.take('a', T)).toBe(0);
    paces.giveBack('a');
  }
});

test('of ever more names the oldest are forgotten', () => {
  const paces = createPaces({ perSecond: 0.1, burst: 1 });
  expect([paces.take('a', T), paces.take('b', T)]).toEqual([0, 0]);
  for (let count = 0; count < 9_999; count += 1) paces.take(`n${count}`, T);
  expect(paces.take('b', T)).toBeGreaterThan(0);
  expect(paces.take('a', T)).toBe(0);
});
