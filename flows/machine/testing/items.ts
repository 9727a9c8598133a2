import { type ItemDefinition, itemSchema } from '../../language/definition.ts';
import { expandSteps } from '../../language/expand.ts';
import { writtenStepSchema } from '../../language/steps.ts';
import { sameInAllLanguages, type Text } from '../../language/text.ts';

/** Synthetic items, each small enough to be read whole beside the test that uses it. */
const t = (words: string): Text => sameInAllLanguages(words);
const asked = { label: t('label'), question: t('question'), why: t('why') };

type Parts = Partial<Pick<ItemDefinition, 'kind' | 'data' | 'derived' | 'eligibility' | 'materials'>> & {
  readonly steps: readonly unknown[];
};

/** An item with these parts and the required rest. Steps are checked by the schema, as an author's are. */
export function itemWith(parts: Parts): ItemDefinition {
  return itemSchema.parse({
    schema: 1,
    id: 'test.item',
    version: 1,
    code: '1'.repeat(31),
    baseCode: '1'.repeat(12),
    department: 'police',
    kind: 'application',
    lifeStage: 'life',
    taskType: '20',
    handling: 'instant',
    legalDays: 0,
    promisedDays: 0,
    visits: 0,
    name: t('name'),
    shortName: { 'zh-CN': '测试事项', en: 'test item' },
    elderName: t('elder name'),
    summary: t('summary'),
    minutes: 6,
    window: { place: t('place'), hours: t('hours') },
    offline: false,
    assurance: 'card',
    fee: { mode: 'free' },
    pinyinInitials: 'cs',
    icon: 'card',
    ...parts,
  });
}

export const show = (id: string, extra: object = {}) => ({
  id,
  verb: 'show',
  title: t(id),
  rows: [{ label: t('name'), value: 'person.name' }],
  ...extra,
});
export const choose = (id: string, values: readonly string[], extra: object = {}) => ({
  id,
  verb: 'choose',
  ...asked,
  options: values.map((value) => ({ value, label: t(value) })),
  ...extra,
});
export const ask = (
  id: string,
  type: 'text' | 'number' | 'amount' | 'date' | 'phone',
  extra: object = {},
) => ({
  id,
  verb: 'ask',
  type,
  ...asked,
  ...extra,
});
export const sign = (id: string, extra: object = {}) => ({
  id,
  verb: 'sign',
  ...asked,
  document: t('document'),
  ...extra,
});
export const scan = (id: string, extra: object = {}) => ({
  id,
  verb: 'scan',
  ...asked,
  lay: t('face down'),
  ...extra,
});
export const book = (id: string, extra: object = {}) => ({
  id,
  verb: 'book',
  ...asked,
  office: 'north-hall',
  ...extra,
});
export const confirm = (id = 'check', extra: object = {}) => ({
  id,
  verb: 'confirm',
  button: t('confirm'),
  ...extra,
});
export const submit = (id = 'send', department = 'police', extra: object = {}) => ({
  id,
  verb: 'submit',
  department,
  ...extra,
});
export const pay = (id = 'pay', extra: object = {}) => ({
  id,
  verb: 'pay',
  department: 'police',
  subject: t('fine'),
  amountFen: '20000',
  ...extra,
});
export const issue = (id = 'certificate', extra: object = {}) => ({
  id,
  verb: 'issue',
  department: 'police',
  title: t('certificate'),
  paragraphs: [{ text: t('{{person.name}} is there') }],
  closing: t('so certified'),
  ...extra,
});
export const receipt = (id = 'paper', extra: object = {}) => ({
  id,
  verb: 'receipt',
  title: t('receipt'),
  next: [{ when: t('today'), what: t('done') }],
  ...extra,
});
export const rule = (require: string) => ({
  require,
  title: t('not for you'),
  reason: t('because'),
  next: t('go there'),
  instead: [],
});
export const dataUse = (as: string, fields: readonly string[] = []) => ({
  set: `${as}-set`,
  as,
  fields: [...fields],
  mode: 'read' as const,
  purpose: t('purpose'),
});

/** Branches, a date, a signature, a check page, a submission, a receipt. */
export const filing = itemWith({
  data: [dataUse('insured', ['city'])],
  eligibility: [rule('insured != null'), rule('person.age >= 16')],
  derived: [{ id: 'isAbroad', label: t('abroad'), value: 'answers.kind == "other"', labels: {} }],
  steps: [
    show('record'),
    choose('kind', ['home', 'other']),
    choose('city', ['hangzhou', 'ningbo'], { when: 'answers.kind == "other"' }),
    ask('from', 'date', { notBefore: 'today', notAfter: 'addDays(today, 30)' }),
    ask('phone', 'phone'),
    sign('pledge'),
    confirm(),
    submit(),
    receipt(),
  ],
});

/** A list from shared data, a payment that may not apply, a receipt. */
export const fine = itemWith({
  data: [dataUse('fines')],
  steps: [
    show('none', { when: 'size(fines.open) == 0' }),
    choose('fine', [], {
      options: undefined,
      optionsFrom: { list: 'fines.open', value: 'entry.no', label: t('{{entry.no}}') },
      when: 'size(fines.open) > 0',
    }),
    confirm('check', { when: 'size(fines.open) > 0' }),
    submit('send', 'police', { when: 'size(fines.open) > 0' }),
    pay('pay', { when: 'size(fines.open) > 0', amountFen: 'fines.open[0].fen' }),
    receipt('paper', { when: 'size(fines.open) > 0' }),
  ],
});

/** A request, and the document that is sealed for it. */
export const certificate = itemWith({
  kind: 'certificate',
  steps: [sign('request'), confirm(), submit(), issue(), receipt()],
});

/** A slot, and the number of people it is for. */
export const booking = itemWith({
  steps: [
    ask('people', 'number', { min: 1, max: 5 }),
    book('slot'),
    confirm(),
    submit('send', 'property'),
    receipt(),
  ],
});

/** A paper of up to two pages, and one that may be brought later. */
export const reimbursement = itemWith({
  steps: [
    scan('bill', { maxPages: 2 }),
    scan('record', { later: { until: t('within five days') } }),
    confirm(),
    submit(),
    receipt(),
  ],
});

/** Something done for a child of the household, whose own record is looked up once it is known which child. */
export const forChild = itemWith({
  data: [
    dataUse('home', ['members']),
    { ...dataUse('school', ['grade']), key: 'answers.child' },
    { ...dataUse('hospital', ['born']), key: 'answers.child' },
  ],
  eligibility: [rule('home != null && size(home.members) > 0'), rule('school == null || school.grade < 7')],
  steps: [
    choose('child', [], {
      options: undefined,
      optionsFrom: { list: 'home.members', value: 'entry.no', label: t('{{entry.no}}') },
    }),
    ask('phone', 'phone', { when: 'hospital == null' }),
    confirm(),
    submit(),
    receipt(),
  ],
});

/** For each child of the home whether it eats at school, and on how many days; so many at most in one visit. */
export const lunchesFor = (max: number): ItemDefinition =>
  repeated({
    data: [dataUse('home', ['members'])],
    derived: [
      {
        id: 'children',
        label: t('children'),
        value: 'home == null ? [] : home.members.filter(member, member.birthDate > "2008-11-24")',
        labels: {},
      },
    ],
    steps: [
      show('home'),
      {
        verb: 'each',
        list: 'derived.children',
        as: 'child',
        max,
        more: t('The others at the counter'),
        steps: [
          choose('lunch', ['school', 'home'], { question: t('$childNumber: {{$child.name}}') }),
          ask('days', 'number', { min: 1, max: 5, when: 'answers.lunch == "school"' }),
        ],
        sums: [
          { id: 'costFen', label: t('cost'), value: 'answers.lunch == "school" ? 1200 * answers.days : 0' },
        ],
      },
      confirm('check', { rows: [{ label: t('cost'), value: 'derived.costFen', format: 'yuan' }] }),
      submit(),
      receipt(),
    ],
  });

/** An item as its author writes it: repetitions are written out as when a file is read. */
function repeated({ steps, derived = [], ...parts }: Parts): ItemDefinition {
  const expansion = expandSteps(
    steps.map((step) => writtenStepSchema.parse(step)),
    {
      file: 'test',
      problem: (_path, message) => {
        throw new Error(message);
      },
    },
    new Map(),
  );
  if (!expansion.ok) throw new Error('nothing is wrong with it');
  const sums = expansion.sums.map((sum) => sum.derived);
  return itemWith({
    ...parts,
    steps: expansion.steps.map(({ step }) => step),
    derived: [...derived, ...sums],
  });
}
