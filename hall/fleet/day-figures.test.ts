import { describe, expect, test } from 'vitest';
import { availability } from './availability.ts';
import { civilDays, type DayAt, dayFigures, daysDue, firstUnsettledDay, spanOf } from './day-figures.ts';
import { openMinutesOf } from './opening.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Tuesday 24 November, 0:00 in Shanghai. */
const T = Date.parse('2026-11-23T16:00:00.000Z');

describe('a civil day', () => {
  test('begins at midnight in Shanghai, whatever the zone of the server', () => {
    expect(spanOf('2026-11-24')).toEqual({ from: T, to: T + DAY });
  });

  test('is followed by the next, over months, leap days and years', () => {
    expect(civilDays('2027-12-31', '2028-01-01')).toEqual(['2027-12-31', '2028-01-01']);
    expect(civilDays('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(civilDays('2026-11-24', '2026-11-24')).toEqual(['2026-11-24']);
    expect(civilDays('2026-11-24', '2026-11-23')).toEqual([]);
  });
});

const always = openMinutesOf('always');
const at = (day: string, changes: Partial<DayAt> = {}): DayAt => ({
  day,
  hall: 'h-1',
  openMinutes: always,
  maintenance: [],
  ...changes,
});
const online = { at: T - DAY, reach: 'online' } as const;
const offersAll = { at: T - DAY, offered: 10, assigned: 10 };

describe('figures of days', () => {
  test('sum up to those of the whole time', () => {
    const known = {
      reach: [
        { at: T + 3 * HOUR, reach: 'online' },
        // Over midnight, and in the middle of a minute.
        { at: T + 23 * HOUR + 12_345, reach: 'unreachable' },
        { at: T + 25 * HOUR + 12_345, reach: 'online' },
        { at: T + 60 * HOUR, reach: 'lost' },
      ],
      offer: [
        { at: T + 3 * HOUR + 1, offered: 10, assigned: 10 },
        { at: T + 40 * HOUR, offered: 3, assigned: 10 },
        { at: T + 50 * HOUR, offered: 0, assigned: 10 },
      ],
      served: [{ from: T + 23.5 * HOUR, to: T + 24.5 * HOUR }],
    } as const;
    const openMinutes = openMinutesOf([{ days: [1, 2, 3, 4, 5], from: '00:00', to: '22:00' }]);
    const maintenance = [{ from: T + 46 * HOUR, to: T + 51 * HOUR }];
    const about = { openMinutes, maintenance };
    const whole = availability({ ...known, ...about, from: T, to: T + 3 * DAY });
    const days = civilDays('2026-11-24', '2026-11-26').map((day) => at(day, about));
    const figures = dayFigures(known, days, T + 3 * DAY);
    for (const what of ['measured', 'reach', 'any', 'all', 'unknown', 'proven'] as const) {
      expect(figures.reduce((sum, each) => sum + each[what], 0)).toBe(whole[what]);
      expect(whole[what]).toBeGreaterThan(0);
    }
  });

  test('end and begin at civil midnight', () => {
    const known = {
      reach: [{ at: T + 23 * HOUR, reach: 'online' }],
      offer: [{ at: T + 23 * HOUR, offered: 1, assigned: 1 }],
      served: [],
    } as const;
    const figures = dayFigures(known, [at('2026-11-24'), at('2026-11-25')], T + 2 * DAY);
    expect(figures.map(({ day, measured }) => [day, measured])).toEqual([
      ['2026-11-24', 60],
      ['2026-11-25', 1440],
    ]);
  });

  test('count for the hall the machine stood in, by the hours and windows of that one', () => {
    const known = { reach: [online], offer: [offersAll], served: [] };
    const office = openMinutesOf([{ days: [2], from: '09:00', to: '17:00' }]);
    const window = { from: T + DAY, to: T + DAY + HOUR };
    const days = [
      at('2026-11-24', { hall: 'office', openMinutes: office }),
      at('2026-11-25', { hall: 'corridor', maintenance: [window] }),
    ];
    const figures = dayFigures(known, days, T + 2 * DAY);
    expect(figures.map(({ hall, measured, all }) => [hall, measured, all])).toEqual([
      ['office', 480, 480],
      ['corridor', 1380, 1380],
    ]);
  });

  test('of a day that is not over go as far as it has come', () => {
    const known = { reach: [online], offer: [offersAll], served: [] };
    expect(dayFigures(known, [at('2026-11-24')], T + 90 * MINUTE)).toMatchObject([{ measured: 90 }]);
  });
});

describe('a day is reckoned', () => {
  const noon = T + 12 * HOUR;
  const keptSince = noon - 106 * DAY;
  const dueAt = (reckoned: Record<string, number>, now = noon) =>
    daysDue(new Map(Object.entries(reckoned)), keptSince, now);

  test('for the first time as far back as history is kept whole', () => {
    const due = dueAt({});
    expect([due[0], due.at(-1), due.length]).toEqual(['2026-08-11', '2026-11-24', 106]);
  });

  test.each([
    ['while it lasts, every ten minutes', noon - 9 * MINUTE, noon - 10 * MINUTE, '2026-11-24'],
    [
      'once it is over, though it was just looked at',
      T - MINUTE + 1,
      T - MINUTE,
      '2026-11-23',
      T + 9 * MINUTE,
    ],
    ['in the week after it, every hour', noon - HOUR + 1, noon - HOUR, '2026-11-20'],
    ['in the month after it, every day', noon - DAY + 1, noon - DAY, '2026-11-01'],
  ])('%s', (_, notYet, due, day, now = noon) => {
    expect(dueAt({ [day]: notYet }, now)).not.toContain(day);
    expect(dueAt({ [day]: due }, now)).toContain(day);
  });

  test('no more when no kiosk can have anything to tell of it', () => {
    const late = spanOf('2026-09-01').to + 31 * DAY;
    expect(dueAt({ '2026-09-01': late - 1 })).toContain('2026-09-01');
    expect(dueAt({ '2026-09-01': late })).not.toContain('2026-09-01');
  });

  test('after the hall was off, each that went by, and those before that were not settled yet', () => {
    const stopped = spanOf('2026-03-03').from + HOUR;
    const reckoned = Object.fromEntries(
      civilDays('2026-01-01', '2026-03-03').map((day) => [day, Math.min(stopped, spanOf(day).to + 31 * DAY)]),
    );
    const due = dueAt(reckoned);
    expect(due[0]).toBe('2026-01-31');
    expect(due).toEqual(civilDays('2026-01-31', '2026-11-24'));
    expect(firstUnsettledDay(new Map(Object.entries(reckoned)), keptSince, noon)).toBe('2026-01-31');
  });

  test('again, where a clock reckoned it that was years ahead', () => {
    const [before, ahead] = [spanOf('2026-11-22').from, noon + 900 * DAY];
    const reckoned = { '2026-11-22': before, '2026-11-23': ahead, '2026-11-24': ahead, '2029-05-12': ahead };
    expect(dueAt(reckoned)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
  });

  test('once for good, where all before today are', () => {
    const at = spanOf('2026-05-01').to + 40 * DAY;
    expect(firstUnsettledDay(new Map([['2026-05-01', at]]), keptSince, noon)).toBe('2026-05-02');
  });
});
