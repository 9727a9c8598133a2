import type { Vocabulary } from '../cel/say.ts';
import type { Dataset } from '../language/dataset.ts';
import type { ItemDefinition } from '../language/definition.ts';
import type { Language } from '../language/text.ts';

/** Fixed words of the chart. */
export const WORDS = {
  'zh-CN': {
    gather: '查询共享数据',
    gatherFails: '暂时查不到，可重试',
    confirm: '核对',
    submit: '提交给',
    rejected: '部门不受理',
    pending: '已登记，稍后送达',
    noneAccepted: '各部门都没有受理',
    pay: '扫码付款',
    notCharged: '没付款，不收费',
    unknown: '付款结果待查',
    scanned: '在本机扫描',
    scannedOrLater: '在本机扫描，或容缺后补',
    issue: '盖章出证',
    notSealed: '部门不予盖章',
    receipt: '打印',
    done: '办完',
    otherwise: '否则',
    yes: '是',
    refused: '暂不能办',
    rule: '办理条件',
    unsure: '可答“我不确定”',
  },
  en: {
    gather: 'Look up shared data',
    gatherFails: 'Not available now, try again',
    confirm: 'Check',
    submit: 'Send to',
    rejected: 'Not accepted',
    pending: 'Recorded, delivered later',
    noneAccepted: 'No department accepted it',
    pay: 'Pay by phone',
    notCharged: 'Not paid, not charged',
    unknown: 'Payment being checked',
    scanned: 'Scanned here',
    scannedOrLater: 'Scanned here, or brought later',
    issue: 'Seal and issue',
    notSealed: 'Not sealed',
    receipt: 'Print',
    done: 'Done',
    otherwise: 'otherwise',
    yes: 'yes',
    refused: 'Not yet possible',
    rule: 'The rule',
    unsure: '“I am not sure” can be answered',
  },
} as const;

const PERSON = {
  'zh-CN': {
    name: '姓名',
    number: '证件号码',
    sex: '性别',
    birthDate: '出生日期',
    age: '年龄',
    document: '证件类型',
    validTo: '证件有效期',
  },
  en: {
    name: 'name',
    number: 'document number',
    sex: 'sex',
    birthDate: 'birth date',
    age: 'age',
    document: 'document',
    validTo: 'valid until',
  },
} as const;

const CONDITION_WORDS: Readonly<Record<Language, Vocabulary['words']>> = {
  'zh-CN': {
    and: '，并且',
    or: '，或者',
    not: (what) => `不是：${what}`,
    quote: (what) => (/^[\d.-]+$/.test(what) ? what : `“${what}”`),
    is: '是',
    isNot: '不是',
    isOneOf: (what, values) => `${what}是${values.join('或')}`,
    isNoneOf: (what, values) => `${what}不是${values.join('、')}`,
    atLeast: '不小于',
    atMost: '不大于',
    more: '大于',
    less: '小于',
    there: (what) => `有${what}`,
    notThere: (what) => `没有${what}`,
    answered: (what) => `已回答“${what}”`,
    count: (list) => `${list}的数量`,
    some: (list, condition) => `${list}里有${condition}的`,
    none: (list, condition) => `${list}里没有${condition}的`,
    true: '总是',
  },
  en: {
    and: ' and ',
    or: ' or ',
    not: (what) => `not: ${what}`,
    quote: (what) => (/^[\d.-]+$/.test(what) ? what : `“${what}”`),
    is: ' is ',
    isNot: ' is not ',
    isOneOf: (what, values) => `${what} is ${values.join(' or ')}`,
    isNoneOf: (what, values) => `${what} is not ${values.join(' or ')}`,
    atLeast: ' is at least ',
    atMost: ' is at most ',
    more: ' is more than ',
    less: ' is less than ',
    there: (what) => `there is ${what}`,
    notThere: (what) => `there is no ${what}`,
    answered: (what) => `“${what}” was answered`,
    count: (list) => `the number of ${list}`,
    some: (list, condition) => `${list} has one where ${condition}`,
    none: (list, condition) => `${list} has none where ${condition}`,
    true: 'always',
  },
};

/** What the things in this item's conditions are called: questions by their label, data by its data set. */
export function vocabularyOf(
  definition: ItemDefinition,
  datasets: ReadonlyMap<string, Dataset>,
  language: Language,
): Vocabulary {
  const person: Readonly<Record<string, string>> = PERSON[language];
  const stepOf = (id: string | undefined) => definition.steps.find((step) => step.id === id);
  return {
    words: CONDITION_WORDS[language],
    nameOf: ([first, second, third]) => {
      if (first === 'person') return second === undefined ? null : (person[second] ?? null);
      if (first === 'derived')
        return definition.derived.find(({ id }) => id === second)?.label[language] ?? null;
      if (first === 'answers') {
        const step = stepOf(second);
        return step !== undefined && 'label' in step ? step.label[language] : null;
      }
      const use = definition.data.find(({ as }) => as === first);
      const dataset = use === undefined ? undefined : datasets.get(use.set);
      if (second === undefined) return dataset?.name[language] ?? null;
      const field = dataset?.fields.find(({ id }) => id === second);
      const column = field?.columns?.find(({ id }) => id === third);
      return (third === undefined ? field : column)?.name[language] ?? null;
    },
    labelOf: ([first, second], literal) => {
      const step = first === 'answers' ? stepOf(second) : undefined;
      if (step?.verb !== 'choose') return null;
      return step.options?.find(({ value }) => value === literal)?.label[language] ?? null;
    },
  };
}
