import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const conditionSchema = z.strictObject({
  /** `<data set>.<field>`, `person.<field>`, `child.<field>`. */
  field: z.string().regex(/^[a-z-]+\.[a-zA-Z0-9]+$/),
  op: z.enum([
    ...['==', '!=', '>', '>=', '<', '<=', 'in', 'exists', 'notEmpty'],
    ...['withinDays', 'atLeastDaysAhead', 'olderThanDays'],
  ] as const),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
});
export type ReminderCondition = z.infer<typeof conditionSchema>;

const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** All must hold. */
  when: z.array(conditionSchema).min(1),
  /** Not held up to somebody again who has put it away. */
  once: z.boolean().optional(),
  /** The field whose day the reminder is about. */
  due: z.string().optional(),
});
export type ReminderRule = z.infer<typeof ruleSchema>;

/** The rules the service portal reminds by. They stay with the exchange: a kiosk learns which hold, never why. */
export const reminderRules = (): readonly ReminderRule[] =>
  z.array(ruleSchema).parse(parse(readFileSync(join(import.meta.dirname, 'rules.yaml'), 'utf8')));
