import { z } from 'zod';
import { textSchema } from './text-schema.ts';

/**
 * One government service item (政务服务事项) as its author writes it: texts, who may use it, the shared
 * data it reads, its steps. It has no code: conditions and values are CEL, steps a closed set of verbs.
 * The zod schema is the one source of the types, the published JSON Schema and the reference page, so what
 * a field means is said in its description.
 */
const id = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'an id starts with a small letter and has letters and digits only');
const cel = z.string().min(1).max(500).meta({
  id: 'CEL',
  description: 'A CEL expression over person, answers, derived, today, tomorrow and the data of this item.',
});
const shortName = z.strictObject({ 'zh-CN': z.string().min(2).max(8), en: z.string().min(2).max(28) });
const labels = z
  .record(z.string(), textSchema)
  .default({})
  .describe('Words for values: a code an answer is stored as, a word of a data set.');

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

const format = z
  .enum(['text', 'date', 'yuan', 'number', 'phone', 'idNumber'])
  .default('text')
  .describe(
    'How a value is written; `yuan` takes fen, `date` takes a day or a moment; a `phone` and an `idNumber` (公民身份号码) are masked.',
  );
const row = z.strictObject({
  label: textSchema,
  value: cel,
  format,
  labels,
  when: cel.optional().describe('Shown only then.'),
});
export type Row = z.infer<typeof row>;
export type Format = z.infer<typeof format>;

/** One column of a table; its value sees one entry of the list as `entry`. */
const column = z.strictObject({
  label: textSchema,
  value: cel.describe('Sees one entry of the list as `entry`.'),
  format,
  labels,
});
export type Column = z.infer<typeof column>;

/** A list as lines and columns. How many columns can be read depends on what it stands on. */
const tableOf = (mostColumns: number) =>
  z.strictObject({
    list: cel.describe('The list: one line an entry, in its own order.'),
    columns: z.array(column).min(1).max(mostColumns),
    empty: textSchema.describe('Stands in place of the lines where there are none.'),
  });
export type Table = z.infer<ReturnType<typeof tableOf>>;
const COLUMNS = { page: 6, screen: 4, slip: 2 } as const;

const common = {
  id: id.describe('Name of the step; its answer is `answers.<id>`.'),
  when: cel.optional().describe('On the way only then; without it, always.'),
};
const asked = {
  ...common,
  label: textSchema.describe('What the answer is called on the check page.'),
  question: textSchema,
  why: textSchema.describe('Why it is asked.'),
  hint: textSchema.optional(),
};

export const showStep = z
  .strictObject({
    ...common,
    verb: z.literal('show'),
    title: textSchema,
    rows: z.array(row).default([]),
    table: tableOf(COLUMNS.screen)
      .optional()
      .describe(
        'A list in the record, below at most four rows: twenty lines at a time, and at most 4 columns.',
      ),
    empty: z
      .strictObject({ when: cel, title: textSchema, text: textSchema })
      .optional()
      .describe('Shown in place of rows and table when `empty.when` is true: the record does not exist.'),
    note: textSchema.optional(),
  })
  .describe('Shows what the data says.');

const option = z.strictObject({
  value: z.string().describe('What the answer is stored as.'),
  label: textSchema,
  hint: textSchema.optional(),
  when: cel.optional().describe('Offered only then.'),
});
const optionsFrom = z
  .strictObject({
    list: cel.describe('The list.'),
    value: cel.describe('What the answer is stored as; sees one entry as `entry`.'),
    label: textSchema,
    hint: textSchema.optional(),
    subject: z
      .enum(['child', 'company'])
      .optional()
      .describe(
        'The answer names whom the item is done for: `value` is the 公民身份号码 of a child, or the 统一社会信用代码 of a company. It is sent with the application, and the department checks it.',
      ),
  })
  .describe('Options taken from a list in a record; `value`, `label`, `hint` see one entry as `entry`.');

export const chooseStep = z
  .strictObject({
    ...asked,
    verb: z.literal('choose'),
    options: z.array(option).min(2).optional(),
    optionsFrom: optionsFrom.optional(),
    unsure: z
      .strictObject({ value: z.string(), hint: textSchema })
      .optional()
      .describe('我不确定, where it is true: what it is answered with, and what happens then.'),
  })
  .describe('Asks to choose one of some options.');

export const askStep = z
  .strictObject({
    ...asked,
    verb: z.literal('ask'),
    type: z
      .enum(['text', 'number', 'amount', 'date', 'phone'])
      .describe('Numbers are whole; an amount is typed in yuan and kept in fen; dates are YYYY-MM-DD.'),
    prefill: cel.optional().describe('Offered as the answer.'),
    min: z.number().optional().describe('Shortest text, or smallest number; of an amount, fen.'),
    max: z.number().optional().describe('Longest text, or largest number; of an amount, fen.'),
    check: z
      .enum(['gb11643', 'gb32100'])
      .optional()
      .describe(
        'The text is a number with a check character: 公民身份号码 (`gb11643`), 统一社会信用代码 (`gb32100`). Small letters are taken for capitals.',
      ),
    notBefore: cel
      .optional()
      .describe(
        'First day that can be answered: `today`, `addDays(today, 14)`, `addYears(today, -10)`, `startOfMonth(today)`, `answers.from`.',
      ),
    notAfter: cel.optional().describe('Last day that can be answered.'),
    pattern: z
      .string()
      .optional()
      .describe('A regular expression for the whole text; no group may be repeated.'),
    error: textSchema
      .optional()
      .describe('Said beside the field when the answer breaks a bound: what to do, not what is wrong.'),
  })
  .describe('Asks for a text, a number, a sum of money, a day or a phone number.');

export const signStep = z
  .strictObject({
    ...asked,
    verb: z.literal('sign'),
    document: textSchema.describe('What is being signed, and that the signature is used for nothing else.'),
  })
  .describe('Asks for a signature.');

export const scanStep = z
  .strictObject({
    ...asked,
    verb: z.literal('scan'),
    lay: textSchema.describe('How to lay the paper down, and which side: 发票正面朝下，左上角对齐箭头。'),
    maxPages: z.int().min(1).max(10).default(1).describe('Pages the paper may have; one is enough.'),
    later: z
      .strictObject({
        until: textSchema.describe('By when, where, and what happens if it does not come.'),
      })
      .optional()
      .describe(
        '容缺受理, where the item allows it: accepted without this paper, which is brought later. The answer is then `later`.',
      ),
  })
  .describe(
    'Has a paper scanned; the citizen sees each page before it is kept. The answer is `scanned`, or `later`.',
  );

export const bookStep = z
  .strictObject({
    ...asked,
    verb: z.literal('book'),
    office: z.string().describe('The office whose free slots the exchange is asked for.'),
    days: z.number().int().min(1).max(60).default(14).describe('Days ahead from tomorrow.'),
  })
  .describe('Asks for a free day and half-day. The answer is `2026-12-01/am`.');

export const confirmStep = z
  .strictObject({
    ...common,
    verb: z.literal('confirm'),
    button: textSchema.describe('Names the act: 确认并提交申请.'),
    rows: z.array(row).default([]).describe('Rows shown beside the answers: what the data said, the amount.'),
  })
  .describe('Shows all answers for a last check; each can be changed from here.');

export const submitStep = z
  .strictObject({
    ...common,
    verb: z.literal('submit'),
    department: z.string(),
    title: textSchema
      .optional()
      .describe(
        'What this department does with it: 出生登记. Needed in a joint item, where it names the part on screen and receipt.',
      ),
    matters: z
      .array(z.strictObject({ title: textSchema, when: cel.optional().describe('Done only then.') }))
      .default([])
      .describe(
        'What its case is made of, where that is more than the title says or the citizen’s choice: 换领居民身份证.',
      ),
    answers: z
      .array(id)
      .optional()
      .describe(
        'What this department needs, and gets: ids of steps (their answers, signatures, pages) and of derived values. Without it, it gets all of them. The telephone number is always sent.',
      ),
  })
  .describe(
    'Sends the application; a case comes back. A joint item (kind `joint`, 一件事) has one for each department: each part is sent and answered for itself.',
  );

export const payStep = z
  .strictObject({
    ...common,
    verb: z.literal('pay'),
    department: z.string().describe('The department whose case is paid for.'),
    subject: textSchema,
    amountFen: cel.describe('Fen, a whole number.'),
  })
  .describe('Asks for a payment by phone. One an item at most.');

export const issueStep = z
  .strictObject({
    ...common,
    verb: z.literal('issue'),
    department: z.string().describe('The department whose case it rests on and whose seal it bears.'),
    title: textSchema.describe('What stands at its head.'),
    paragraphs: z
      .array(z.strictObject({ text: textSchema, when: cel.optional().describe('Written only then.') }))
      .min(1)
      .describe('What is certified, in whole sentences.'),
    rows: z.array(row).default([]).describe('Particulars below the sentences.'),
    table: tableOf(COLUMNS.page).optional(),
    closing: textSchema.describe('The last sentence, above the seal: 特此证明。'),
    validDays: z
      .int()
      .min(1)
      .max(3650)
      .optional()
      .describe('How many days from the day of issue it may be relied on; without it, no end is written.'),
  })
  .describe('Has a document sealed by the department; the machine prints it. One an item at most.');

export const receiptStep = z
  .strictObject({
    ...common,
    verb: z.literal('receipt'),
    title: textSchema,
    rows: z.array(row).default([]),
    table: tableOf(COLUMNS.slip)
      .optional()
      .describe('A list in the record, below the rows; the paper is narrow: at most 2 columns.'),
    next: z
      .array(
        z.strictObject({
          when: textSchema,
          what: textSchema,
          if: cel.optional(),
          department: z
            .string()
            .optional()
            .describe('In a joint item: said only if this department has taken its part.'),
        }),
      )
      .min(1)
      .describe('What happens next, in order: 11月24日 今天 / 医保局开始审核.'),
  })
  .describe('Prints the receipt and ends the item.');

export const stepSchema = z.discriminatedUnion('verb', [
  showStep,
  chooseStep,
  askStep,
  signStep,
  scanStep,
  bookStep,
  confirmStep,
  submitStep,
  payStep,
  issueStep,
  receiptStep,
]);
export type Step = z.infer<typeof stepSchema>;
export type Verb = Step['verb'];
export type StepOf<V extends Verb> = Extract<Step, { verb: V }>;

export const useStep = z
  .strictObject({
    verb: z.literal('use'),
    fragment: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .describe('Its steps stand here: `fragments/<name>.yaml`.'),
    with: z
      .record(id, z.string().regex(/^\$?[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+)*$/, 'a name such as answers.child'))
      .default({})
      .describe('Names for its inputs: `{ phone: profile.phone }`.'),
    when: cel.optional().describe('Its steps are on the way only then.'),
  })
  .describe('Puts the steps of a fragment in this place.');
export type UseStep = z.infer<typeof useStep>;

export const eachStep = z
  .strictObject({
    verb: z.literal('each'),
    list: z
      .string()
      .regex(/^\$?[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+)*$/, 'a name such as derived.children')
      .describe('The list: a derived value that is one, or a field of a record.'),
    as: id.describe(
      'What one entry is called in these steps: `$member`; its number, from 1, is `$memberNumber`.',
    ),
    max: z.int().min(1).max(8).describe('Entries that are gone through in one visit.'),
    more: textSchema.describe(
      'Where there are more: what becomes of the rest. Told before the first, with how many there are.',
    ),
    when: cel.optional().describe('Gone through only then.'),
    steps: z
      .array(z.discriminatedUnion('verb', [showStep, chooseStep, askStep, scanStep, useStep]))
      .min(1)
      .describe(
        'Once for each entry. `answers.<id>` is the answer of the same entry; its name elsewhere is `answers.<id>1`, `answers.<id>2` …',
      ),
    sums: z
      .array(
        z.strictObject({
          id,
          label: textSchema,
          value: cel.describe('A whole number for one entry; sees `$member` and the answers of its steps.'),
        }),
      )
      .default([])
      .describe('Derived values that add up over all entries: `derived.<id>`.'),
  })
  .describe('Goes through a list: these steps once for each entry.');
export type EachStep = z.infer<typeof eachStep>;

/** A step as an author writes it; fragments and repetitions are expanded before anything else looks at it. */
export const writtenStepSchema = z.discriminatedUnion('verb', [...stepSchema.options, useStep, eachStep]);
export type WrittenStep = z.infer<typeof writtenStepSchema>;

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
