import { z } from 'zod';
import { cel, id, labels } from './pieces.ts';
import { stepSchema, writtenStepSchema } from './steps.ts';
import { textSchema } from './text-schema.ts';

/**
 * One government service item (政务服务事项) as its author writes it: texts, who may use it, the shared
 * data it reads, its steps. It has no code: conditions and values are CEL, steps a closed set of verbs.
 * The zod schema is the one source of the types, the published JSON Schema and the reference page, so what
 * a field means is said in its description.
 */
const shortName = z.strictObject({ 'zh-CN': z.string().min(2).max(8), en: z.string().min(2).max(28) });

const material = z.strictObject({
  name: textSchema,
  source: z
    .enum(['shared', 'scan', 'sign', 'none'])
    .describe('Shared data replaces it, it is scanned or signed here, or it is no longer asked for.'),
  replaces: z
    .string()
    .optional()
    .describe('Data set that replaces this paper; needed when the source is `shared`.'),
  from: textSchema.describe('Where it comes from, in the words shown beside it: 医保参保信息.'),
  when: cel.optional().describe('Needed only then.'),
});

const dataUse = z.strictObject({
  set: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('Id of the data set.'),
  as: id.describe('The name it has in expressions and texts.'),
  key: cel
    .optional()
    .describe(
      'Whose record, where it is not the card holder’s: a child’s number (`answers.child`), a number that was typed, a credit code. Read once the key is known; rules about it are judged then. Without a key, or without a record, it is null.',
    ),
  fields: z.array(id).describe('What is asked for: granted to this item, and really used.'),
  mode: z
    .enum(['read', 'verify'])
    .default('read')
    .describe('`verify`: only asked whether a record exists, no field is returned.'),
  purpose: textSchema.describe('What the citizen is told we look up: 参保和社保卡信息.'),
});

const scale = z
  .strictObject({
    value: cel.describe('The citizen’s own figure.'),
    from: z.number(),
    to: z.number(),
    needs: z.number().describe('The figure from which the rule is met.'),
    unit: textSchema,
    since: cel.optional().describe('The day from which the rule is met (YYYY-MM-DD), if it can be computed.'),
  })
  .describe('The rule as a scale: the citizen’s figure, the figure needed, the day it is reached.');

const rule = z.strictObject({
  require: cel.describe('Must be true, or the citizen is refused with the reason and the next step.'),
  title: textSchema,
  reason: textSchema.describe('The rule, and what is missing.'),
  next: textSchema.describe('What can be done today, or when to come back.'),
  scale: scale.optional(),
  instead: z.array(z.string()).default([]).describe('Items that may suit instead.'),
});

const derived = z.strictObject({
  id,
  label: textSchema,
  value: cel.describe('Computed as soon as all it is made of is known.'),
  labels,
});

export const itemSchema = z.strictObject({
  schema: z.literal(1).describe('Version of this language.'),
  id: z
    .string()
    .regex(/^[a-z]+\.[a-z0-9-]+$/, 'an id is <department>.<item> in small letters')
    .describe('`<department>.<item>`; the file is `items/<department>/<item>.yaml`.'),
  version: z.int().min(1).describe('Grows with every change a citizen can notice.'),
  code: z.string().length(31).describe('实施编码: organisation code 18, level 1, base code 12.'),
  baseCode: z.string().length(12).describe('基本编码.'),
  department: z.string().describe('Id in `departments.yaml`.'),
  kind: z.enum([
    'query',
    'certificate',
    'application',
    'payment',
    'booking',
    'declaration',
    'report',
    'joint',
  ]),
  lifeStage: z.string().describe('Id in `life-stages.yaml` (人生大事).'),
  taskType: z
    .enum(['01', '04', '05', '07', '08', '10', '20'])
    .describe(
      '事项类型 of the national schema: 01 许可, 04 征收, 05 给付, 07 确认, 08 奖励, 10 其他, 20 公共服务.',
    ),
  handling: z
    .enum(['instant', 'committed'])
    .describe('即办件 is done at once; 承诺件 is accepted here and decided later.'),
  legalDays: z.int().min(0).describe('法定办结时限, working days; 0 when none is set.'),
  promisedDays: z.int().min(0).describe('承诺办结时限, working days; 0 for at once.'),
  visits: z.int().min(0).describe('到办事现场次数 after this one.'),
  name: textSchema,
  shortName: shortName.describe('For tiles.'),
  elderName: textSchema.describe('A verb people say: 看病报销. At most 8 characters.'),
  summary: textSchema.describe('What one gets, in two sentences at most.'),
  minutes: z.int().min(1).max(60).describe('How long it takes here.'),
  window: z
    .strictObject({ place: textSchema, hours: textSchema })
    .describe('Where else it can be done: every dead end names a counter.'),
  offline: z.boolean().describe('May it be accepted while the line to the exchange is down?'),
  assurance: z
    .enum(['none', 'card', 'card+face', 'card+password'])
    .describe(
      'How sure the machine must be of who stands there. `card+face` and `card+password` are one level: either way reaches it, the name says which is put first.',
    ),
  fee: z.strictObject({
    mode: z.enum(['free', 'fixed', 'bill', 'computed', 'by-choice']),
    amountFen: z.int().min(0).default(0).describe('Fen.'),
    basis: textSchema.optional().describe('收费依据.'),
  }),
  keywords: z.array(z.string()).default([]).describe('Extra words people search with.'),
  pinyinInitials: z.string().describe('Pinyin initials of the name.'),
  icon: z.string(),
  materials: z
    .array(material)
    .default([])
    .describe('Papers the item once asked for, or asks for: shared ones are shown struck through.'),
  data: z.array(dataUse).default([]).describe('Shared data, read once the citizen has agreed.'),
  derived: z.array(derived).default([]).describe('Values computed from data and answers, never asked.'),
  eligibility: z
    .array(rule)
    .default([])
    .describe(
      'Who may use it. Judged in order, before the first step, or as soon as the answer or the record by key is there that a rule is about; the first broken rule refuses.',
    ),
  steps: z.array(stepSchema).min(1).describe('What happens, in order.'),
});
export type ItemDefinition = z.infer<typeof itemSchema>;
/** An item as its author writes it. */
export const writtenItemSchema = itemSchema.extend({
  steps: z.array(writtenStepSchema).min(1).describe('What happens, in order.'),
});
export type DataUse = ItemDefinition['data'][number];
export type EligibilityRule = ItemDefinition['eligibility'][number];
