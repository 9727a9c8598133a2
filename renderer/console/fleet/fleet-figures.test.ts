import { describe, expect, it } from 'vitest';
import { againstTarget, doneIn, share } from './fleet-figures.ts';

describe('what was reached', () => {
  it.each([
    [0.995, 99.5, { value: '99.50', isMet: true }],
    // Rounded down: what is a little less is not as much.
    [0.994_999, 99.5, { value: '99.49', isMet: false }],
    [1, 98, { value: '100.00', isMet: true }],
    [null, 98, null],
  ])('of %s against %s is %o', (part, target, said) => {
    expect(againstTarget(part, target)).toEqual(said);
  });

  it('is of all minutes of the machines that are meant, where any were measured', () => {
    const minutes = { measured: 100, any: 50, all: 0, reach: 0, unknown: 0, proven: 0 };
    const machines = [
      { kiosk: 'TL-001', hall: 'h-1', ...minutes },
      { kiosk: 'TL-002', hall: 'h-1', ...minutes, measured: 300, any: 300 },
      { kiosk: 'TL-003', hall: 'h-2', ...minutes, measured: 0, any: 0 },
    ];
    expect(share(machines)).toBe(0.875);
    expect(share(machines.slice(2))).toBeNull();
    expect(share([])).toBeNull();
  });
});

describe('what was done', () => {
  const halls = [
    { hall: 'h-1', done: 7 },
    { hall: 'h-2', done: null },
    { hall: 'h-3', done: 5 },
  ];
  it('is of one hall, or of all that say it; under five nobody says', () => {
    expect(doneIn({ halls }, null)).toBe(12);
    expect(doneIn({ halls }, 'h-1')).toBe(7);
    expect(doneIn({ halls }, 'h-2')).toBeNull();
    expect(doneIn(null, null)).toBeNull();
  });
});
