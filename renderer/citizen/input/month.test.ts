import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOpenMonth, monthOf, shiftMonth, weeksOf } from './month.ts';

it('begins its weeks on Monday', () => {
  const [first = []] = weeksOf({ year: 2026, month: 12 }, null, null);
  expect(first.map((day) => day?.day ?? null)).toEqual([null, 1, 2, 3, 4, 5, 6]);
});

it('opens only the days that may be chosen, both ends included', () => {
  const open = weeksOf({ year: 2026, month: 11 }, '2026-11-24', '2026-11-26')
    .flat()
    .flatMap((day) => (day?.isOpen ? [day.date] : []));
  expect(open).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
});

it('turns pages only to months that have a day to choose', () => {
  expect(isOpenMonth({ year: 2026, month: 10 }, '2026-11-24', null)).toBe(false);
  expect(isOpenMonth({ year: 2026, month: 11 }, '2026-11-24', '2026-12-01')).toBe(true);
  expect(isOpenMonth({ year: 2027, month: 1 }, null, '2026-12-01')).toBe(false);
});

it('turns over the year in both directions', () => {
  expect(shiftMonth({ year: 2026, month: 12 }, 1)).toEqual({ year: 2027, month: 1 });
  expect(shiftMonth({ year: 2026, month: 1 }, -1)).toEqual({ year: 2025, month: 12 });
});

it('shows every day of every month once, in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const dates = weeksOf({ year, month }, null, null)
        .flat()
        .flatMap((day) => (day ? [day.date] : []));
      expect(dates).toEqual(dates.toSorted());
      expect(dates).toHaveLength(new Date(Date.UTC(year, month, 0)).getUTCDate());
      expect(monthOf(dates[0] ?? '')).toEqual({ year, month });
    }),
  );
});
