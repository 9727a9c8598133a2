import { parse } from 'yaml';
import { z } from 'zod';
import { eventPayloadSchema } from '../../wire/payloads.ts';
import { alarmCodes, deviceClasses, supplies } from '../../wire/words.ts';
import type { Severity } from './alarm.ts';
import { reaches } from './ladder.ts';
import { problemKinds } from './machine.ts';

const eventKinds = eventPayloadSchema.options.map(({ shape }) => shape.kind.value);
const text = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

/**
 * When a rule is true. Exactly one source: a device's last state, a supply's, an alarm the machine itself told of, something that
 * happened there, how far it can be reached, a problem counted in its name, what it offers, or the loss of many machines at once.
 */
export const conditionSchema = z.union([
  /** All fields named hold one of the values. */
  z.strictObject({
    device: z.enum(deviceClasses),
    has: z.record(z.string(), z.array(z.union([z.string(), z.boolean()])).min(1)),
  }),
  z.strictObject({ supply: z.enum(supplies), is: z.array(z.string()).min(1) }),
  z.strictObject({ told: z.enum(alarmCodes) }),
  z.strictObject({ reach: z.array(z.enum(reaches)).min(1) }),
  /** Something that happened once, within the last `withinMin` minutes; there is no end to tell of. */
  z.strictObject({ happened: z.enum(eventKinds), withinMin: z.int().positive() }),
  /** Counted within the last `withinMin` minutes. */
  z.strictObject({ problem: z.enum(problemKinds), withinMin: z.int().positive() }),
  z.strictObject({ offers: z.literal('nothing') }),
  z.strictObject({ windowSilentS: z.int().positive() }),
  /** Many lost within a minute: of one hall, or of the whole realm. */
  z.strictObject({ lossOf: z.literal('hall'), atLeast: z.int().positive(), share: z.number().min(0).max(1) }),
  z.strictObject({
    lossOf: z.literal('realm'),
    atLeast: z.int().positive(),
    share: z.number().min(0).max(1),
  }),
]);
export type Condition = z.infer<typeof conditionSchema>;

const severity = z.enum(['S1', 'S2', 'S3', 'S4']);

/**
 * Who shall mend it within how many minutes of opening hours: whoever is at the hall (`first`, without tools), or the
 * vendor or operator by contract (`second`).
 */
export const restoreSchema = z.strictObject({
  line: z.enum(['first', 'second']),
  minutes: z.int().positive(),
});

export const ruleSchema = z
  .strictObject({
    code: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
    /** What of the machine it is about; a told alarm may name another. */
    component: z.string().regex(/^[a-z][a-z-]{1,30}$/),
    when: conditionSchema,
    /**
     * The least it can be. With `impact`, what the machine still offers makes it worse: nothing left is S1, something
     * withdrawn is S2.
     */
    severity,
    impact: z.boolean().default(false),
    /** Absent: nobody has to. */
    restore: restoreSchema.optional(),
    onDelayS: z.int().min(0).default(0),
    offDelayS: z.int().min(0).default(30),
    /** Only counted while the hall is open; with nobody there nothing can be done about it. */
    openHoursOnly: z.boolean().default(false),
    title: text,
    /** What it means for citizens. */
    effect: text,
    /** What the attendant does first, in the order of doing it. */
    hint: z.strictObject({ steps: z.array(text).min(1).max(5), minutes: z.int().positive() }),
  })
  .refine(({ severity: least, restore }) => least !== 'S4' || restore === undefined, {
    error: 'what is only to be known (S4) has no time to be mended in',
    path: ['restore'],
  });
export type Rule = z.infer<typeof ruleSchema>;

const rulesSchema = z
  .strictObject({ version: z.literal(1), rules: z.array(ruleSchema).min(1) })
  .refine(({ rules }) => new Set(rules.map(({ code }) => code)).size === rules.length, 'a code occurs twice');

export type RulesRead =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly problem: string };

/** Reads `rules.yaml`; any text gives rules or says what is wrong with it. */
export function readRules(yaml: string): RulesRead {
  let value: unknown;
  try {
    value = parse(yaml, { logLevel: 'error' });
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : 'no YAML' };
  }
  const read = rulesSchema.safeParse(value);
  return read.success
    ? { ok: true, rules: read.data.rules }
    : { ok: false, problem: z.prettifyError(read.error) };
}

/** Severity is what citizens lose, not what is broken. */
export function severityOf(
  { severity: least, impact }: Pick<Rule, 'severity' | 'impact'>,
  offer: { readonly offered: number; readonly assigned: number } | null,
): Severity {
  if (!impact || offer === null || offer.assigned === 0) return least;
  const felt: Severity = offer.offered === 0 ? 'S1' : offer.offered < offer.assigned ? 'S2' : 'S3';
  // `S1` sorts before `S2`: the smaller is the worse.
  return felt < least ? felt : least;
}
