import { addDays, ageOn } from '../../population/civil-date.ts';
import type { ReminderCondition, ReminderRule } from './rules.ts';

/** What is known of somebody and of each child of their home; a set without an entry has no record. */
export type Subject = {
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birthDate: string;
  readonly record: (set: string) => Readonly<Record<string, unknown>> | undefined;
  readonly children: readonly Child[];
};
export type Child = {
  readonly birthDate: string;
  readonly record: (set: string) => Readonly<Record<string, unknown>> | undefined;
};
/** A rule that holds, and the day it is about, if it is about one. */
export type Reminder = { readonly id: string; readonly due: string | null };

/** The same without what somebody has put away for good. */
export const withoutDismissed = (
  rules: readonly ReminderRule[],
  dismissed: readonly string[],
): readonly ReminderRule[] => rules.filter(({ id, once }) => !(once === true && dismissed.includes(id)));

/** Registers that hold a child's records under the child's own number. */
const OF_CHILDREN: ReadonlySet<string> = new Set(['vaccination']);

/**
 * The rules that hold for somebody today. Pure. A rule about children holds when it holds for one child; the day it is
 * about is then the earliest. What is not known holds no rule up, except where the rule asks for just that.
 */
export function remindersFor(
  subject: Subject,
  rules: readonly ReminderRule[],
  today: string,
): readonly Reminder[] {
  return rules.flatMap((rule) => {
    const isOfChildren = rule.when.some(({ field }) => isChildField(field));
    const candidates = isOfChildren ? subject.children : [null];
    const held = candidates.filter((child) =>
      rule.when.every((condition) =>
        holds(condition, fieldOf(condition.field, subject, child, today), today),
      ),
    );
    if (held.length === 0) return [];
    const dues = held
      .map((child) => (rule.due === undefined ? null : fieldOf(rule.due, subject, child, today)))
      .filter((due) => typeof due === 'string')
      .sort();
    return [{ id: rule.id, due: dues[0]?.slice(0, 10) ?? null }];
  });
}

const isChildField = (field: string): boolean => {
  const [set = ''] = field.split('.');
  return set === 'child' || OF_CHILDREN.has(set);
};

function fieldOf(field: string, subject: Subject, child: Child | null, today: string): unknown {
  const [set = '', name = ''] = field.split('.');
  const year = today.slice(0, 4);
  switch (field) {
    case 'person.age':
      return ageOn(subject.birthDate, today);
    case 'person.ageAtYearEnd':
      return ageOn(subject.birthDate, `${year}-12-31`);
    case 'person.sex':
      return { male: '男', female: '女', unknown: null }[subject.sex];
    case 'child.age':
      return child === null ? null : ageOn(child.birthDate, today);
    case 'child.ageAtAugust31':
      return child === null ? null : ageOn(child.birthDate, `${year}-08-31`);
    default:
      return (OF_CHILDREN.has(set) ? child : subject)?.record(set)?.[name] ?? null;
  }
}

/** A condition against one value; null where there is none. */
function holds({ op, value }: ReminderCondition, found: unknown, today: string): boolean {
  switch (op) {
    case 'exists':
      return (found !== null) === value;
    case '==':
      return found === value;
    case '!=':
      return found !== value;
    case 'in':
      return Array.isArray(value) && typeof found === 'string' && value.includes(found);
    case 'notEmpty':
      return Array.isArray(found) && found.length > 0 === value;
    case 'withinDays':
      return isDay(found) && typeof value === 'number' && isWithin(found, value, today);
    case 'atLeastDaysAhead':
      return isDay(found) && typeof value === 'number' && found >= addDays(today, value);
    case 'olderThanDays':
      return !isDay(found) || (typeof value === 'number' && found < addDays(today, -value));
    case '>':
      return compare(found, value, today, (a, b) => a > b);
    case '>=':
      return compare(found, value, today, (a, b) => a >= b);
    case '<':
      return compare(found, value, today, (a, b) => a < b);
    case '<=':
      return compare(found, value, today, (a, b) => a <= b);
  }
}

const isDay = (found: unknown): found is string =>
  typeof found === 'string' && /^\d{4}-\d{2}-\d{2}/.test(found);

/** Days ahead: up to then, and what is over already. Days back: since then, and no later than today. */
const isWithin = (day: string, days: number, today: string): boolean =>
  days >= 0
    ? day.slice(0, 10) <= addDays(today, days)
    : day.slice(0, 10) >= addDays(today, days) && day.slice(0, 10) <= today;

function compare(
  found: unknown,
  value: unknown,
  today: string,
  decide: (a: number, b: number) => boolean,
): boolean {
  const bound = value === 'last-year' ? Number(today.slice(0, 4)) - 1 : value;
  return typeof found === 'number' && typeof bound === 'number' && decide(found, bound);
}
