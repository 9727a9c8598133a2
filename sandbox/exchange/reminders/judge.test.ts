import { describe, expect, test } from 'vitest';
import { createPopulation } from '../../population/population.ts';
import { remindersFor, type Subject, withoutDismissed } from './judge.ts';
import { type ReminderCondition, type ReminderRule, reminderRules } from './rules.ts';

const TODAY = '2026-11-24';
const somebody = (
  records: Record<string, Record<string, unknown>> = {},
  rest: Partial<Subject> = {},
): Subject => ({
  sex: 'female',
  birthDate: '1966-11-24',
  record: (set) => records[set],
  children: [],
  ...rest,
});
const rule = (...when: readonly ReminderCondition[]): ReminderRule => ({ id: 'it', when: [...when] });
const holds = (subject: Subject, ...when: readonly ReminderCondition[]): boolean =>
  remindersFor(subject, [rule(...when)], TODAY).length === 1;

describe('a condition of a reminder', () => {
  const paper = (validTo: unknown) => somebody({ paper: { validTo } });
  test.each<[string, unknown, ReminderCondition['op'], ReminderCondition['value'], boolean]>([
    ['a paper that ends in 60 days, looked for 60 days ahead', '2027-01-23', 'withinDays', 60, true],
    ['one that ends a day later', '2027-01-24', 'withinDays', 60, false],
    ['one that has ended', '2026-01-01', 'withinDays', 60, true],
    ['one of this week, looked for 30 days back', '2026-11-20', 'withinDays', -30, true],
    ['one of tomorrow', '2026-11-25', 'withinDays', -30, false],
    ['one without a day', null, 'withinDays', 60, false],
    ['one that leaves 30 days', '2026-12-24', 'atLeastDaysAhead', 30, true],
    ['one that leaves 29', '2026-12-23', 'atLeastDaysAhead', 30, false],
    ['a check more than a year ago', '2025-11-23', 'olderThanDays', 365, true],
    ['a check that never was', null, 'olderThanDays', 365, true],
    ['a check of this year', '2026-03-01', 'olderThanDays', 365, false],
    ['a year before the last', 2024, '<', 'last-year', true],
    ['the last year', 2025, '<', 'last-year', false],
    ['a state that is another', 'x', '!=', 'y', true],
    ['a state that is not known', null, '!=', 'y', true],
    ['one of several', 'b', 'in', ['a', 'b'], true],
    ['a list with a line', [1], 'notEmpty', true, true],
    ['a list without one', [], 'notEmpty', true, false],
    ['a text where a number is compared', '9', '>=', 1, false],
  ])('%s', (_, found, op, value, expected) => {
    expect(holds(paper(found), { field: 'paper.validTo', op, value })).toBe(expected);
  });

  test('counts years of life on the day, at the end of the year, on the last of August', () => {
    expect(holds(somebody(), { field: 'person.age', op: '>=', value: 60 })).toBe(true);
    const almost = somebody({}, { birthDate: '2008-12-31' });
    expect(holds(almost, { field: 'person.age', op: '==', value: 18 })).toBe(false);
    expect(holds(almost, { field: 'person.ageAtYearEnd', op: '==', value: 18 })).toBe(true);
    const child = { birthDate: '2020-08-31', record: () => undefined };
    expect(
      holds(somebody({}, { children: [child] }), { field: 'child.ageAtAugust31', op: '==', value: 6 }),
    ).toBe(true);
  });
});

describe('a reminder about children', () => {
  const child = (nextDueOn: string) => ({ birthDate: '2025-01-01', record: () => ({ nextDueOn }) });
  const due: ReminderRule = {
    id: 'vaccine',
    when: [{ field: 'vaccination.nextDueOn', op: 'withinDays', value: 14 }],
    due: 'vaccination.nextDueOn',
  };

  test('is about the one whose day is first', () => {
    const subject = somebody(
      {},
      { children: [child('2026-12-05'), child('2026-12-01'), child('2027-06-01')] },
    );
    expect(remindersFor(subject, [due], TODAY)).toEqual([{ id: 'vaccine', due: '2026-12-01' }]);
  });

  test('is none for somebody without children, whatever their own record says', () => {
    expect(remindersFor(somebody({ vaccination: { nextDueOn: TODAY } }), [due], TODAY)).toEqual([]);
  });
});

test('every rule of the portal holds for somebody of the county, and most people have few', () => {
  const population = createPopulation({ seed: 'once', size: 20_000, today: TODAY });
  const rules = reminderRules();
  const missing = new Set(rules.map(({ id }) => id));
  const counts: number[] = [];
  for (const { id, sex, birthDate } of population.citizens()) {
    const records = population.records(id) ?? {};
    const members = records.household?.members;
    const children = (Array.isArray(members) ? members : []).filter(
      (member) => member.birthDate > '2008-11-24',
    );
    const found = remindersFor(
      {
        sex,
        birthDate,
        record: (set) => records[set],
        children: children.map((member) => ({
          birthDate: member.birthDate,
          record: (set) => population.lookUp(set, id, member.idNumber),
        })),
      },
      rules,
      TODAY,
    );
    counts.push(found.length);
    for (const reminder of found) missing.delete(reminder.id);
    if (missing.size === 0 && counts.length > 2_000) break;
  }
  expect([...missing]).toEqual([]);
  expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThan(3);
});

describe('a reminder that somebody has put away', () => {
  const rules: readonly ReminderRule[] = [
    { ...rule(), id: 'once', once: true },
    { ...rule(), id: 'again' },
  ];
  test('does not come again where it comes once, and does where it does not', () => {
    expect(withoutDismissed(rules, ['once', 'again']).map(({ id }) => id)).toEqual(['again']);
    expect(withoutDismissed(rules, []).map(({ id }) => id)).toEqual(['once', 'again']);
  });
});
