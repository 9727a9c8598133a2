import { addDays, isCivilDate, yearsBetween } from '../cel/civil-date.ts';
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
  const { name, number, sex, birthDate, document, validTo } = record.person;
  /** Some early cards carry a birth date that is in no calendar; every rule on age is then undetermined. */
  const age = isCivilDate(birthDate) ? yearsBetween(birthDate, record.today) : null;
  return {
    ...record.data,
    person: { name, number, sex, birthDate, age, document, validTo },
    today: record.today,
    tomorrow: addDays(record.today, 1),
    answers: record.answers,
    derived: record.derived,
  };
}
