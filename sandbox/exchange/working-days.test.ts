import { expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

test('weekends and holidays are off, a worked weekend is not', () => {
  expect(isWorkingDay('2026-11-24')).toBe(true);
  expect(isWorkingDay('2026-11-28')).toBe(false);
  expect(isWorkingDay('2026-10-07')).toBe(false);
  expect(isWorkingDay('2026-10-10')).toBe(true);
  expect(isWorkingDay('2027-02-08')).toBe(false);
});

test('a promise of working days skips them', () => {
  expect(addWorkingDays('2026-09-30', 1)).toBe('2026-10-08');
  expect(addWorkingDays('2026-11-27', 1)).toBe('2026-11-30');
  expect(addWorkingDays('2026-11-28', 0)).toBe('2026-11-28');
});
