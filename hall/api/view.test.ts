import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UsageRow } from '../store/store.ts';
import { civilText, csv } from './csv.ts';
import { viewHallUsage, viewUsage } from './view.ts';

const row: UsageRow = {
  kiosk: 'TL-003',
  date: '2026-11-24',
  item: 'medins.remote-filing',
  version: 3,
  outcome: 'left',
  step: 'city',
  n: 3,
  seconds: 90,
  ratings: [0, 0, 0, 0, 1],
};

describe('use', () => {
  test('is of all machines together', () => {
    expect(viewUsage([row, { ...row, kiosk: 'TL-004' }])).toMatchObject([
      { step: 'city', n: 6, seconds: 180 },
    ]);
  });

  test('of fewer than five is told without where, and of fewer still not at all', () => {
    expect(viewUsage([row, { ...row, step: 'why', n: 2 }])).toMatchObject([{ step: null, n: 5 }]);
    expect(viewUsage([row])).toEqual([]);
  });

  test('never shows a number under five', () => {
    const rows = fc.array(
      fc.record({ step: fc.constantFrom('a', 'b', null), n: fc.nat(9), version: fc.constantFrom(1, 2) }),
    );
    fc.assert(
      fc.property(rows, (made) => {
        const shown = viewUsage(made.map((changes) => ({ ...row, ...changes })));
        for (const { n } of shown) expect(n).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});

describe('what was done in each hall', () => {
  const machines = [
    { kiosk: 'TL-003', hall: 'h-2' },
    { kiosk: 'TL-004', hall: 'h-1' },
    { kiosk: 'TL-005', hall: 'h-1' },
  ];
  const done: UsageRow = { ...row, outcome: 'done', step: null };

  test('is of all its machines and items together, by where they stand', () => {
    const rows = [
      { ...done, kiosk: 'TL-004', n: 3 },
      { ...done, kiosk: 'TL-005', n: 4, outcome: 'pending' } as const,
      { ...done, kiosk: 'TL-005', n: 9, outcome: 'left' } as const,
      { ...done, kiosk: 'TL-003', n: 5 },
      // Moved away, or of somebody else's hall.
      { ...done, kiosk: 'TL-404', n: 50 },
    ];
    expect(viewHallUsage(rows, machines)).toEqual([
      { hall: 'h-1', done: 7 },
      { hall: 'h-2', done: 5 },
    ]);
  });

  test('is told of no hall with fewer than five, nor whether there was anybody at all', () => {
    expect(viewHallUsage([{ ...done, n: 4 }], machines)).toEqual([
      { hall: 'h-1', done: null },
      { hall: 'h-2', done: null },
    ]);
  });
});

describe('a table for a spreadsheet', () => {
  test('begins with a byte order mark, so that Chinese headers are read', () => {
    expect(csv(['机器'], [['TL-003']])).toBe('\uFEFF机器\r\nTL-003\r\n');
  });

  test('holds no formula', () => {
    expect(csv(['a'], [['=1+1'], ['-2'], ['say "hi", you']])).toBe(
      '\uFEFFa\r\n\'=1+1\r\n\'-2\r\n"say ""hi"", you"\r\n',
    );
  });

  test('says when in the time of the halls', () => {
    expect(civilText(Date.parse('2026-11-24T16:00:00.000Z'))).toBe('2026-11-25 00:00:00');
  });
});
