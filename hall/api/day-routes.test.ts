import { expect, test } from 'vitest';
import type { Scope } from '../accounts/scope.ts';
import { civilDays } from '../fleet/day-figures.ts';
import type { HallStore } from '../store/store.ts';
import { dayAnswer } from './day-routes.ts';

const minutes = { measured: 60, reach: 60, any: 60, all: 60, unknown: 0, proven: 0 };
/** Two halls, each with an hour a day. */
const store: Pick<HallStore, 'hallDays'> = {
  hallDays: async (from, to) =>
    civilDays(from, to).flatMap((day) => ['fuyang-1', 'tonglu-1'].map((hall) => ({ day, hall, ...minutes }))),
};
const about = { from: '2026-11-23', to: '2026-11-24' };
const brief = async (given: Parameters<typeof dayAnswer>[1], scope: Scope) =>
  (await dayAnswer(store, given, scope)).days.map(({ day, hall }) => `${day} ${hall}`);

test('who is limited to some halls is told of the days of those', async () => {
  expect(await brief(about, null)).toHaveLength(4);
  expect(await brief(about, ['tonglu-*'])).toEqual(['2026-11-23 tonglu-1', '2026-11-24 tonglu-1']);
  expect(await brief({ ...about, hall: 'fuyang-1' }, ['tonglu-*'])).toEqual([]);
});

test('one hall may be asked for', async () => {
  expect(await brief({ ...about, hall: 'fuyang-1' }, null)).toEqual([
    '2026-11-23 fuyang-1',
    '2026-11-24 fuyang-1',
  ]);
});

test('a year is told day by day, without a gap and in order', async () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const days = (await dayAnswer(store, { ...year, hall: 'tonglu-1' }, null)).days.map(({ day }) => day);
  expect(days).toEqual(civilDays(year.from, year.to));
  expect(days).toHaveLength(365);
});
