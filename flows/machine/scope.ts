import { addDays, isCivilDate, yearsBetween } from '../cel/civil-date.ts';
import type { Person } from '../session/person.ts';
import type { ItemRecord } from './contract.ts';
import type { CelScope } from './evaluate.ts';

/**
 * What this visit knows, under the names an item's expressions and `{{…}}` texts use: `person`, `today`,
 * `tomorrow`, `answers`, `derived`, and each data set under its alias. Fixed names win over aliases, so
 * that no data set can pass itself off as the person.
 */
export function scopeOf(
  record: Pick<ItemRecord, 'person' | 'today' | 'data' | 'derived' | 'answers'>,
): CelScope {
  return {
    ...record.data,
    ...personOn(record.person, record.today),
    answers: record.answers,
    derived: record.derived,
  };
}

type OnDay = { readonly person: object; readonly today: string; readonly tomorrow: string };
const days = new WeakMap<Person, OnDay>();

/** The part of the scope that stays the same through a visit, made once. */
function personOn(person: Person, today: string): OnDay {
  const known = days.get(person);
  if (known?.today === today) return known;
  const { name, number, sex, birthDate, document, validTo } = person;
  /** Some early cards carry a birth date that is in no calendar; every rule on age is then undetermined. */
  const age = isCivilDate(birthDate) ? yearsBetween(birthDate, today) : null;
  const made = {
    person: { name, number, sex, birthDate, age, document, validTo },
    today,
    tomorrow: addDays(today, 1),
  };
  days.set(person, made);
  return made;
}
