import { z } from 'zod';
import type { Citizen } from '../../population/citizen.ts';
import { ageOn, shanghaiDate } from '../../population/civil-date.ts';
import type { Population } from '../../population/population.ts';
import { citizenOf, subjectSchema } from '../identity/identity-check.ts';
import type { LedgerStore } from '../ledger.ts';
import { type Child, remindersFor, withoutDismissed } from '../reminders/judge.ts';
import { reminderRules } from '../reminders/rules.ts';
import { answer, type Service, withBody } from './service.ts';

const request = {
  /** A purpose of its own: looked at for reminders and for nothing else, and only when the person has agreed. */
  purpose: z.literal('reminders'),
  consent: z.literal(true),
  subject: subjectSchema,
};
const requestSchema = z.strictObject(request);
const dismissalSchema = z.strictObject({ ...request, reminder: z.string().max(64) });

export type RemindersParts = {
  readonly population: Population;
  readonly ledger: Pick<LedgerStore, 'dismissReminder' | 'dismissedBy'>;
  readonly clock: () => Date;
};

/** `govsvc/reminders/evaluate`: ids of the rules that hold for a person today, each with its day; nothing of what they hold by. */
export const remindersService = ({ population, ledger, clock }: RemindersParts): Service => {
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
      withoutDismissed(rules, ledger.dismissedBy(citizen.id)),
      today,
    );
    return answer(200, { reminders });
  });
};

/** `govsvc/reminders/dismiss`: somebody has put a reminder away; one that comes once does not come again. */
export const dismissalService = ({ population, ledger }: RemindersParts): Service => {
  const known = new Set(reminderRules().map(({ id }) => id));
  return withBody(dismissalSchema, ({ subject, reminder }) => {
    const citizen = citizenOf(subject, population);
    if (citizen === undefined || !known.has(reminder)) return answer(404, { type: 'not-found' });
    ledger.dismissReminder(citizen.id, reminder);
    return answer(200, {});
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
