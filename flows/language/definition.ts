import { z } from 'zod';
import { textSchema } from './text.ts';

/**
 * One government service item (政务服务事项) as its author writes it: texts, who may use it, the shared
 * data it reads, its steps. It has no code: conditions and values are CEL, steps a closed set of verbs.
 * The zod schema is the one source of the types, the published JSON Schema and the reference page.
 */
const id = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'an id starts with a small letter and has letters and digits only');
const cel = z.string().min(1).max(500).meta({
  id: 'CEL',
  description: 'A CEL expression over person, answers, derived, today and the data sets of this item.',
});
const shortName = z.strictObject({ 'zh-CN': z.string().min(2).max(8), en: z.string().min(2).max(28) });

const material = z.strictObject({
  name: textSchema,
  source: z.enum(['shared', 'scan', 'sign', 'none']),
  /** Data set that replaces this paper; needed when the source is `shared`. */
  replaces: z.string().optional(),
  /** Where it comes from, in the words shown beside it: 医保参保信息. */
  from: textSchema,
  when: cel.optional(),
});

const dataUse = z.strictObject({
  set: z.string().regex(/^[a-z][a-z0-9-]*$/),
  as: id,
  fields: z.array(id),
  /** `verify`: only asked whether a record exists, no field is returned. */
  mode: z.enum(['read', 'verify']).default('read'),
  /** What the citizen is told we look up: 参保和社保卡信息. */
  purpose: textSchema,
});

const scale = z.strictObject({
  value: cel,
  from: z.number(),
  to: z.number(),
  needs: z.number(),
  unit: textSchema,
  /** The day from which the rule is met (CEL, YYYY-MM-DD), if it can be computed. */
  since: cel.optional(),
});

const rule = z.strictObject({
  /** Must be true, or the citizen is refused with the reason and the next step. */
  require: cel,
  title: textSchema,
  reason: textSchema,
  next: textSchema,
  scale: scale.optional(),
  /** Items that may suit instead. */
  instead: z.array(z.string()).default([]),
});

const derived = z.strictObject({
  id,
  label: textSchema,
  value: cel,
  labels: z.record(z.string(), textSchema).default({}),
});

const format = z.enum(['text', 'date', 'yuan', 'number', 'phone']).default('text');
const row = z.strictObject({
  label: textSchema,
  value: cel,
  format,
  labels: z.record(z.string(), textSchema).default({}),
  when: cel.optional(),
});
export type Row = z.infer<typeof row>;
export type Format = z.infer<typeof format>;

const common = { id, when: cel.optional() };
const asked = {
  ...common,
  label: textSchema,
  question: textSchema,
  why: textSchema,
  hint: textSchema.optional(),
};

export const showStep = z.strictObject({
  ...common,
  verb: z.literal('show'),
  title: textSchema,
  rows: z.array(row).min(1),
  /** Shown in place of the rows when `empty` is true: the record does not exist. */
  empty: z.strictObject({ when: cel, title: textSchema, text: textSchema }).optional(),
  note: textSchema.optional(),
});

const option = z.strictObject({
  value: z.string(),
  label: textSchema,
  hint: textSchema.optional(),
  when: cel.optional(),
});
/** Options taken from a list in a record; `value`, `label`, `hint` see one entry as `entry`. */
const optionsFrom = z.strictObject({ list: cel, value: cel, label: textSchema, hint: textSchema.optional() });

export const chooseStep = z.strictObject({
  ...asked,
  verb: z.literal('choose'),
  options: z.array(option).min(2).optional(),
  optionsFrom: optionsFrom.optional(),
  /** 我不确定, where it is true: what it is answered with, and what happens then. */
  unsure: z.strictObject({ value: z.string(), hint: textSchema }).optional(),
});

export const askStep = z.strictObject({
  ...asked,
  verb: z.literal('ask'),
  type: z.enum(['text', 'number', 'date', 'phone']),
  prefill: cel.optional(),
  /** Bounds: lengths for text and phone, value for number. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Civil dates, inclusive (CEL giving YYYY-MM-DD; `today`, `tomorrow`, `addDays(today, 14)`). */
  notBefore: cel.optional(),
  notAfter: cel.optional(),
  pattern: z.string().optional(),
  /** Said beside the field when the answer breaks a bound: what to do, not what is wrong. */
  error: textSchema.optional(),
});

export const signStep = z.strictObject({
  ...asked,
  verb: z.literal('sign'),
  /** What is being signed, and that the signature is used for nothing else. */
  document: textSchema,
});

export const bookStep = z.strictObject({
  ...asked,
  verb: z.literal('book'),
  /** The office whose free slots the exchange is asked for. */
  office: z.string(),
  /** Days ahead from tomorrow. */
  days: z.number().int().min(1).max(60).default(14),
});

export const confirmStep = z.strictObject({
  ...common,
  verb: z.literal('confirm'),
  /** Names the act: 确认并提交申请. */
  button: textSchema,
  /** Rows shown beside the answers: what the data said, the amount. */
  rows: z.array(row).default([]),
});

export const submitStep = z.strictObject({ ...common, verb: z.literal('submit'), department: z.string() });

export const payStep = z.strictObject({
  ...common,
  verb: z.literal('pay'),
  department: z.string(),
  subject: textSchema,
  /** Fen, a whole number. */
  amountFen: cel,
});

export const receiptStep = z.strictObject({
  ...common,
  verb: z.literal('receipt'),
  title: textSchema,
  rows: z.array(row).default([]),
  /** What happens next, in order: 11月24日 今天 / 医保局开始审核. */
  next: z.array(z.strictObject({ when: textSchema, what: textSchema, if: cel.optional() })).min(1),
});

export const stepSchema = z.discriminatedUnion('verb', [
  showStep,
  chooseStep,
  askStep,
  signStep,
  bookStep,
  confirmStep,
  submitStep,
  payStep,
  receiptStep,
]);
export type Step = z.infer<typeof stepSchema>;
export type Verb = Step['verb'];
export type StepOf<V extends Verb> = Extract<Step, { verb: V }>;

export const itemSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z]+\.[a-z0-9-]+$/),
  version: z.int().min(1),
  /** 实施编码 (31) and 基本编码 (12). */
  code: z.string().length(31),
  baseCode: z.string().length(12),
  department: z.string(),
  kind: z.enum([
    'query',
    'certificate',
    'application',
    'payment',
    'booking',
    'change',
    'verification',
    'joint',
  ]),
  lifeStage: z.string(),
  /** 事项类型 of the national schema: 01 许可 … 20 公共服务. */
  taskType: z.enum(['01', '04', '05', '07', '08', '10', '20']),
  /** 即办件 is done at once; 承诺件 is accepted here and decided later. */
  handling: z.enum(['instant', 'committed']),
  legalDays: z.int().min(0),
  promisedDays: z.int().min(0),
  visits: z.int().min(0),
  name: textSchema,
  shortName,
  elderName: textSchema,
  summary: textSchema,
  minutes: z.int().min(1).max(60),
  window: z.strictObject({ place: textSchema, hours: textSchema }),
  /** May it be accepted while the line to the exchange is down? */
  offline: z.boolean(),
  assurance: z.enum(['none', 'card', 'card+face', 'card+password']),
  fee: z.strictObject({
    mode: z.enum(['free', 'fixed', 'bill', 'computed', 'by-choice']),
    amountFen: z.int().min(0).default(0),
    basis: textSchema.optional(),
  }),
  /** Extra words people search with, and pinyin initials. */
  keywords: z.array(z.string()).default([]),
  pinyinInitials: z.string(),
  icon: z.string(),
  materials: z.array(material).default([]),
  data: z.array(dataUse).default([]),
  derived: z.array(derived).default([]),
  eligibility: z.array(rule).default([]),
  steps: z.array(stepSchema).min(1),
});
export type ItemDefinition = z.infer<typeof itemSchema>;
export type DataUse = ItemDefinition['data'][number];
export type EligibilityRule = ItemDefinition['eligibility'][number];
export type Assurance = ItemDefinition['assurance'];
