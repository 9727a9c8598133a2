import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Opening } from './opening.ts';
import { restoreOf } from './restore.ts';
import { readRules } from './rules.ts';

const at = (civil: string): number => Date.parse(`${civil}+08:00`);
const civil = (instant: number | undefined): string | undefined =>
  instant === undefined
    ? undefined
    : new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
/** Open on workdays, with a break at noon; the afternoon is written down twice. */
const WORKDAYS: Opening = [
  { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:00' },
  { days: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
  { days: [1, 2, 3, 4, 5], from: '14:00', to: '16:00' },
];
const FIRST = { line: 'first', minutes: 30 } as const;
const SECOND = { line: 'second', minutes: 240 } as const;
const raised = (civilTime: string) => ({ raisedAt: at(civilTime), suppressedBy: null });

describe('by when an alarm shall be over', () => {
  test.each([
    ['at any hour where the hall is open always', '2026-11-28T23:50', FIRST, 'always', '11-29 00:20'],
    ['the same morning', '2026-11-24T10:12', FIRST, WORKDAYS, '11-24 10:42'],
    ['to the minute of closing', '2026-11-24T11:30', FIRST, WORKDAYS, '11-24 12:00'],
    ['after the break', '2026-11-24T11:50', FIRST, WORKDAYS, '11-24 13:50'],
    ['from the opening on where it came before it', '2026-11-24T03:00', FIRST, WORKDAYS, '11-24 09:00'],
    ['on Monday where it came late on Friday', '2026-11-27T16:50', FIRST, WORKDAYS, '11-30 08:50'],
    ['the next workday for the vendor', '2026-11-24T15:00', SECOND, WORKDAYS, '11-25 10:30'],
  ] as const)('%s', (_, raisedAt, restore, opening, by) => {
    expect(civil(restoreOf(raised(raisedAt), restore, opening, [])?.by)).toBe(by);
  });

  test('the clock runs only where it is open, and for as long as was given', () => {
    const { runs = [] } = restoreOf(raised('2026-11-24T11:50'), FIRST, WORKDAYS, []) ?? {};
    expect(runs.map((run) => run.map(civil))).toEqual([
      ['11-24 11:50', '11-24 12:00'],
      ['11-24 13:30', '11-24 13:50'],
    ]);
  });

  test('maintenance stops it, before, within and after', () => {
    const away = [
      [at('2026-11-24T10:00'), at('2026-11-24T10:15')],
      [at('2026-11-24T10:20'), at('2026-11-24T11:00')],
    ] as const;
    const { by, runs } = restoreOf(raised('2026-11-24T10:10'), FIRST, WORKDAYS, away) ?? {};
    expect([civil(by), runs?.length]).toEqual(['11-24 11:25', 2]);
  });

  test.each([
    ['nobody has to', raised('2026-11-24T10:00'), undefined, 'always'],
    ['it is not raised', { raisedAt: null, suppressedBy: null }, FIRST, 'always'],
    ['another alarm explains it', { raisedAt: 1, suppressedBy: 'a-9' }, FIRST, 'always'],
    ['a window explains it', { raisedAt: 1, suppressedBy: 'maintenance' }, FIRST, 'always'],
    ['the hall never opens', raised('2026-11-24T10:00'), FIRST, [{ days: [1], from: '12:00', to: '12:00' }]],
  ] as const)('there is no time where %s', (_, alarm, restore, opening) => {
    const hours: Opening =
      opening === 'always' ? opening : opening.map((each) => ({ ...each, days: [...each.days] }));
    expect(restoreOf(alarm, restore, hours, [])).toBeNull();
  });
});

describe('the rules', () => {
  const yaml = readFileSync(new URL('../alarms/rules.yaml', import.meta.url), 'utf8');

  test('give half an hour to the first line and four hours to the second, and what is only to be known to nobody', () => {
    const read = readRules(yaml);
    if (!read.ok) throw new Error(read.problem);
    const given = read.rules.map(({ severity, restore }) =>
      severity === 'S4' ? ['S4', restore] : [restore?.line, restore?.minutes],
    );
    expect(new Set(given.map((each) => each.join(' ')))).toEqual(new Set(['first 30', 'second 240', 'S4 ']));
  });

  test.each([
    [
      'of what is only to be known',
      'severity: S4',
      'severity: S4\n    restore: { line: first, minutes: 30 }',
    ],
    ['of a third line', 'line: second', 'line: third'],
    ['of no minutes', 'minutes: 240 }', 'minutes: 0 }'],
  ])('with a time %s are refused, and say where', (_, before, after) => {
    const read = readRules(yaml.replace(before, after));
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining('restore') });
  });
});
