import { expect, it } from 'vitest';
import { ageOn, civilDate, civilTime, isCivilDate } from './civil-time.ts';
import { createIds, idempotencyKey } from './ids.ts';
import { countedBytes } from './journal/test-journal.ts';
import { simulatedClock } from './simulated-clock.ts';

it.each([
  ['2026-11-24T01:48:16Z', '2026-11-24', '09:48:16'],
  ['2026-11-24T16:00:00Z', '2026-11-25', '00:00:00'],
  ['2026-12-31T15:59:59Z', '2026-12-31', '23:59:59'],
  // Daylight saving of 1986–1991 moved births of those summers.
  ['1988-07-01T15:30:00Z', '1988-07-02', '00:30:00'],
])('%s is %s %s in Shanghai, whatever the machine’s zone', (instant, date, time) => {
  expect([civilDate(new Date(instant)), civilTime(new Date(instant))]).toEqual([date, time]);
});

it.each([
  ['1966-11-24', '2026-11-24', 60],
  ['1966-11-25', '2026-11-24', 59],
  ['2000-02-29', '2026-02-28', 25],
  ['2000-02-29', '2026-03-01', 26],
])('somebody born %s is on %s %i years old', (birth, today, age) => {
  expect(ageOn(birth, today)).toBe(age);
});

it('knows the days the calendar has', () => {
  expect(['2024-02-29', '2026-02-29', '2026-13-01', '2026-1-1', 'x'].map(isCivilDate)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

it('gives ids that are in order and never the same', async () => {
  const clock = simulatedClock();
  const ids = createIds(clock, countedBytes());
  const first = ids.visit();
  const second = ids.query();
  await clock.advance(1);
  const third = ids.visit();
  expect(new Set([first, second, third]).size).toBe(3);
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  expect(third > first).toBe(true);
});

it('names one submission of one visit by visit, step and department', () => {
  expect(idempotencyKey('v', 'apply', 'medins')).toBe('v/apply/medins');
});
