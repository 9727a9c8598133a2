import { z } from 'zod';
import { hallIdSchema, itemIdSchema, kioskIdSchema } from './ids.ts';

/*
 * Where else something can be done: what the hall answers to `GET /kiosk/nearest`. Over HTTP, not over MQTT: a question
 * with an answer, asked for somebody who stands there. Instants are milliseconds since 1970 (UTC), as all of the hall's
 * HTTP side has them. What a later hall says besides is left alone.
 */
const textSchema = z.object({ 'zh-CN': z.string().min(1).max(200), en: z.string().min(1).max(200) });
const instantMs = z.int().min(0);

export const elsewhereMachineSchema = z.object({
  kiosk: kioskIdSchema,
  hall: hallIdSchema,
  hallName: textSchema,
  place: textSchema,
  /** As the crow flies, to the next hundred metres; 0 in the same hall, null where nobody knows. */
  distanceM: z.int().min(0).nullable(),
});
export type ElsewhereMachine = z.infer<typeof elsewhereMachineSchema>;

/** How long one waits at an office: what its ticket machine said not long ago, or that nobody knows. */
export const officeQueueSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    /** Tickets drawn and not called. */
    waiting: z.int().min(0).max(9_999),
    /** Until somebody who draws a ticket now is called. */
    minutes: z.int().min(0).max(9_999),
    /** When it was so. */
    at: instantMs,
  }),
  z.object({ state: z.literal('closed'), opensAt: instantMs }),
  z.object({ state: z.literal('unknown') }),
]);
export type OfficeQueue = z.infer<typeof officeQueueSchema>;

export const nearestAnswerSchema = z.object({
  /** Null: any item at all. */
  item: itemIdSchema.nullable(),
  /** The nearest first, three at most, never the machine that asks. */
  machines: z.array(elsewhereMachineSchema).max(3),
  /** The office where people do it; null where the hall knows of none. */
  office: z.object({ name: textSchema, queue: officeQueueSchema }).nullable(),
});
export type NearestAnswer = z.infer<typeof nearestAnswerSchema>;
