import { expect, test } from 'vitest';
import { restoreClock } from './restore-view.ts';

const MIN = 60_000;
/** Half an hour, with a break after ten minutes that is an hour long. */
const restore = {
  line: 'first',
  minutes: 30,
  by: 90 * MIN,
  runs: [
    [0, 10 * MIN],
    [70 * MIN, 90 * MIN],
  ],
} as const;

test.each([
  ['at its beginning', 0, null, 'running', 30, 0, 0],
  ['while it runs', 4, null, 'running', 26, 4 / 30, 0],
  ['in the break it stands', 40, null, 'stopped', 20, 1 / 3, 0],
  ['at half', 75, null, 'running', 15, 1 / 2, 0],
  ['when it is up', 90, null, 'overdue', 0, 1, 0],
  ['long after', 100, null, 'overdue', 0, 1, 10],
  ['gone in time, whenever it is looked at', 500, 75, 'kept', 15, 1 / 2, 0],
  ['gone in the break', 500, 30, 'kept', 20, 1 / 3, 0],
  ['gone too late', 500, 95, 'missed', 0, 1, 5],
] as const)('the clock %s', (_, now, cleared, is, leftMin, share, overMin) => {
  const clock = restoreClock({ restore, clearedAt: cleared === null ? null : cleared * MIN }, now * MIN);
  expect(clock).toMatchObject({ is, leftMs: leftMin * MIN, overMs: overMin * MIN });
  expect(clock?.share).toBeCloseTo(share);
});

test('there is none where nobody has to mend it', () => {
  expect(restoreClock({ restore: null, clearedAt: null }, 1)).toBeNull();
});
