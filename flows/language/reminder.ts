import { z } from 'zod';
import { textSchema } from './text-schema.ts';
import { readYaml, type YamlOutcome } from './yaml-source.ts';

/**
 * A reminder (主动提醒) as a citizen reads it. When it holds is the service portal's to judge, from data this machine never
 * sees: all that comes here is the reminder's id and the day it is about.
 */
const reminder = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** What can be done about it, best first: the first that this machine can do is offered. */
  items: z.array(z.string()).min(1).max(3),
  /** Something stops or is overdue; something ends; something may be claimed. The most pressing is shown first. */
  urgency: z.enum(['stops', 'expires', 'entitled']),
  /** Names an allowance, a disability, a debt: not before it is sure who stands there. */
  sensitive: z.boolean().default(false),
  title: textSchema,
  reason: textSchema,
  /** What pressing it does: 去认证. */
  verb: textSchema,
});
export type Reminder = z.infer<typeof reminder>;

/** `reminders.yaml`: those of the same urgency are shown in the order they are written. */
export const parseReminders = (text: string, file: string): YamlOutcome<readonly Reminder[]> =>
  readYaml(text, file, z.array(reminder));
