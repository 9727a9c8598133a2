import { z } from 'zod';
import { LANGUAGES } from '../../flows/language/text.ts';

/**
 * What a citizen can want: a closed union, checked at the host whatever the renderer sends. Sizes are
 * bounded: an intent that breaks them is refused, logged without its content, and changes nothing.
 */
const step = z.string().max(64);
const point = z.strictObject({ x: z.number().min(0).max(400), y: z.number().min(0).max(300) });

export const intentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('browse') }),
  /** 为您提醒: the citizen agrees to be looked up for reminders. */
  z.strictObject({ kind: z.literal('remind') }),
  /** 不再提醒: this one is put away. */
  z.strictObject({ kind: z.literal('dismiss-reminder'), reminder: z.string().max(64) }),
  /** Look for an item there. What is searched for goes into no log. */
  z.strictObject({
    kind: z.literal('find'),
    where: z.discriminatedUnion('page', [
      z.strictObject({ page: z.literal('stage'), id: z.string().max(64) }),
      z.strictObject({ page: z.literal('departments') }),
      z.strictObject({ page: z.literal('department'), id: z.string().max(64) }),
      z.strictObject({ page: z.literal('all') }),
      z.strictObject({ page: z.literal('search'), typed: z.string().max(40) }),
    ]),
  }),
  z.strictObject({ kind: z.literal('open-item'), item: z.string().max(64) }),
  z.strictObject({ kind: z.literal('start-item') }),
  z.strictObject({ kind: z.literal('prove'), way: z.enum(['face', 'password']) }),
  /** One picture may be taken and compared. */
  z.strictObject({ kind: z.literal('consent') }),
  /** Secret: goes on to the exchange, and is in no draft, log or journal. */
  z.strictObject({ kind: z.literal('password'), digits: z.string().regex(/^\d{6}$/) }),
  z.strictObject({ kind: z.literal('back') }),
  z.strictObject({ kind: z.literal('home') }),
  z.strictObject({ kind: z.literal('exit') }),
  /** Names the step where the screen has one. */
  z.strictObject({ kind: z.literal('continue'), step: step.optional() }),
  z.strictObject({
    kind: z.literal('answer'),
    step,
    value: z.union([z.string().max(200), z.number(), z.boolean()]),
  }),
  /** What is typed or chosen but not yet sent, at each pause: a reloaded renderer shows the same screen. */
  z.strictObject({ kind: z.literal('draft'), step, value: z.string().max(200) }),
  /** 用这个: the masked value the screen offers, which the renderer never knew in the clear. */
  z.strictObject({ kind: z.literal('take-offered'), step }),
  z.strictObject({
    kind: z.literal('sign'),
    step,
    strokes: z.array(z.array(point).min(1).max(2000)).min(1).max(200),
  }),
  z.strictObject({ kind: z.literal('scan'), step }),
  z.strictObject({ kind: z.literal('keep-page'), step }),
  z.strictObject({ kind: z.literal('discard-pages'), step }),
  z.strictObject({ kind: z.literal('bring-later'), step }),
  z.strictObject({ kind: z.literal('confirm'), step }),
  z.strictObject({ kind: z.literal('edit'), step }),
  z.strictObject({ kind: z.literal('retry') }),
  z.strictObject({ kind: z.literal('cancel-payment') }),
  z.strictObject({ kind: z.literal('extend-payment') }),
  z.strictObject({
    kind: z.literal('rate'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  }),
  z.strictObject({ kind: z.literal('another-item') }),
  z.strictObject({ kind: z.literal('finish') }),
  /** 我还在; any other intent also counts as being there. */
  z.strictObject({ kind: z.literal('stay') }),
  z.strictObject({ kind: z.literal('cover'), covered: z.boolean() }),
  z.strictObject({ kind: z.literal('language'), language: z.enum(LANGUAGES) }),
  /** 求助 was opened, or left. The page itself is the renderer's; the hall is called. */
  z.strictObject({ kind: z.literal('help'), open: z.boolean() }),
  /** A touch that did nothing else: resets the idle timer. */
  z.strictObject({ kind: z.literal('touch') }),
]);
export type Intent = z.infer<typeof intentSchema>;
