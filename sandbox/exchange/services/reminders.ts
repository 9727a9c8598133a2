import { z } from 'zod';
import type { Citizen } from '../../population/citizen.ts';
import { ageOn, shanghaiDate } from '../../population/civil-date.ts';
import type { Population } from '../../population/population.ts';
import { citizenOf, subjectSchema } from '../identity/identity-check.ts';
import { type Child, remindersFor } from '../reminders/judge.ts';
import { reminderRules } from '../reminders/rules.ts';
import { answer, type Service, withBody } from './service.ts';

const requestSchema = z.strictObject({
  /** A purpose of its own: looked at for reminders and for nothing else, and only when the person has agreed. */
  purpose: z.literal('reminders'),
  consent: z.literal(true),
  subject: subjectSchema,
});

export type RemindersParts = { readonly population: Population; readonly clock: () => Date };

/** `govsvc/reminders/evaluate`: ids of the rules that hold for a person today, each with its day; nothing of what they hold by. */
export const remindersService = ({ population, clock }: RemindersParts): Service => {
  const rules = reminderRules();
  return withBody(requestSchema, ({ subject }) => {
    const citizen = citizenOf(subject, population);
    if (citizen === undefined) return answer(200, { reminders: [] });
    const today = shanghaiDate(clock());
    const records = population.records(citizen.id) ?? {};
    const reminders = remindersFor(
      {
        sex: citizen.sex,
        birthDate: citizen.birthDate,
        record: (set) => records[set],
        children: childrenOf(citizen, population, today),
      },
      rules,
      today,
    );
    return answer(200, { reminders });
  });
};

/** The minors of the home, as the household register has them. */
function childrenOf(citizen: Citizen, population: Population, today: string): readonly Child[] {
  if (ageOn(citizen.birthDate, today) < 18) return [];
  const members = population.records(citizen.id)?.household?.members;
  return (Array.isArray(members) ? members : [])
    .filter(({ birthDate }) => ageOn(birthDate, today) < 18)
    .map(({ birthDate, idNumber }) => ({
      birthDate,
      record: (set) => population.lookUp(set, citizen.id, idNumber),
    }));
}
