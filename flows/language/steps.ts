import { z } from 'zod';
import { cel, id, row, tableOf } from './pieces.ts';
import { textSchema } from './text-schema.ts';

/** How many columns can be read depends on what they stand on. */
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
