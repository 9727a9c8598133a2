import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyRun, extend, holds, holesOf, isAfter, type Run } from './run.ts';

const take = (run: Run, seqs: readonly number[]): Run =>
  seqs.reduce((before, seq) => extend(before, [seq, seq], 0), run);

describe('the cumulative acknowledgement', () => {
  test('goes up to the first hole and no further', () => {
    const run = take(emptyRun, [1, 2, 5, 6, 9]);
    expect(run.end).toBe(2);
    expect(holesOf(run)).toEqual([
      [3, 4],
      [7, 8],
    ]);
  });

  test('takes in what lay beyond a hole when the hole is filled', () => {
    expect(take(emptyRun, [1, 3, 4, 2])).toEqual({ end: 4, ahead: [] });
  });

  test('counts what the kiosk had to drop, once it says so, as settled', () => {
    expect(extend(take(emptyRun, [1]), [2, 40], 0).end).toBe(40);
  });

  test('goes on from what the kiosk knows acknowledged, where a hall has lost its data', () => {
    expect(extend(emptyRun, [71, 71], 70)).toEqual({ end: 71, ahead: [] });
  });

  test('is the end of the numbers, whatever their order and however often they come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.infiniteStream(fc.nat()), (length, order) => {
        const seqs = Array.from({ length }, (_, index) => index + 1);
        const shuffled = seqs
          .map((seq) => ({ seq, key: order.next().value ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ seq }) => seq);
        expect(take(emptyRun, [...shuffled, ...shuffled.slice(0, 5)])).toEqual({ end: length, ahead: [] });
      }),
    );
  });

  test('never claims a number that did not come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 200 }), (seqs) => {
        const run = take(emptyRun, seqs);
        const came = new Set(seqs);
        for (let seq = 1; seq <= 301; seq += 1) if (holds(run, seq)) expect(came.has(seq)).toBe(true);
      }),
    );
  });

  test('stays small though a machine sends every second number for ever', () => {
    const run = take(
      emptyRun,
      Array.from({ length: 5000 }, (_, index) => 2 * index + 2),
    );
    expect(run.ahead.length).toBeLessThanOrEqual(64);
  });
});

test('a later start comes after every number of the start before', () => {
  expect(isAfter({ boot: 'b', seq: 1 }, { boot: 'a', seq: 900 })).toBe(true);
  expect(isAfter({ boot: 'a', seq: 2 }, { boot: 'a', seq: 2 })).toBe(false);
});
