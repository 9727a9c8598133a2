import type { ItemDefinition } from '../../flows/language/definition.ts';
import { submitsOf } from '../../flows/language/joint.ts';
import type { Text } from '../../flows/language/text.ts';
import type { CaseReceipt, ItemRecord, Part } from '../../flows/machine/contract.ts';
import { type Evaluate, truthOf } from '../../flows/machine/evaluate.ts';
import { isUnpaid } from '../../flows/machine/guards.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { ItemTexts } from './item-texts.ts';

/** One department's part of a joint item, in words: screen and slip say the same. */
export type PartLine = {
  readonly title: Text;
  /** What the case is made of, where that is more than the title says. */
  readonly matters: readonly Text[];
  readonly department: Text;
  /** `taken`: the department has it; `open`: not known yet, or money is due; `missing`: it has it not. */
  readonly tone: 'taken' | 'open' | 'missing';
  /** 已受理, 未提交 … */
  readonly state: Text;
  /** The department's case, where there is one. */
  readonly receipt: CaseReceipt | null;
  /** Why, and what to do about it; null where nothing is to be done. */
  readonly note: Text | null;
};

export type PartLinesInput = {
  readonly item: ItemDefinition;
  readonly record: ItemRecord;
  readonly evaluate: Evaluate;
  readonly texts: Pick<ItemTexts, 'fill' | 'show'>;
  readonly departmentName: (id: string) => Text;
};

/** Each part of a joint item that was dealt with, in order; none of any other item. */
export const partLinesOf = (input: PartLinesInput): readonly PartLine[] =>
  input.record.parts.map(
    (part): PartLine => ({ ...partTitleOf(part.step, input), ...resultOf(part, input) }),
  );

/** What a part is called: for screens that come before anything is known of it, too. */
export function partTitleOf(
  step: string,
  { item, record, evaluate, texts, departmentName }: PartLinesInput,
): Pick<PartLine, 'title' | 'matters' | 'department'> {
  const submit = submitsOf(item).find(({ id }) => id === step);
  if (!submit) throw new Error(`${item.id} sends nothing at ${step}`);
  const scope = scopeOf(record);
  return {
    title: submit.title ? texts.fill(submit.title, scope) : item.name,
    matters: submit.matters.flatMap(({ title, when }) =>
      truthOf(evaluate, when, scope) === 'yes' ? [texts.fill(title, scope)] : [],
    ),
    department: departmentName(submit.department),
  };
}

function resultOf(
  { outcome, department }: Part,
  { record, item, texts }: PartLinesInput,
): Pick<PartLine, 'tone' | 'state' | 'receipt' | 'note'> {
  const { place } = item.window;
  switch (outcome.kind) {
    case 'accepted': {
      const { receipt } = outcome;
      if (isUnpaid(record, department))
        return record.order === null
          ? { tone: 'open', state: STATES.unpaid, receipt, note: NOTES.unpaid(place) }
          : { tone: 'open', state: STATES.checking, receipt, note: NOTES.checking };
      const day = receipt.promisedBy === null ? null : texts.show('date', receipt.promisedBy, {});
      return {
        tone: 'taken',
        state: receipt.state === 'awaiting-payment' ? STATES.paid : STATES[receipt.state],
        receipt,
        note: day === null || receipt.state === 'closed' ? null : NOTES.promised(day),
      };
    }
    case 'pending':
      return { tone: 'open', state: STATES.pending, receipt: null, note: NOTES.pending };
    case 'rejected':
      return {
        tone: 'missing',
        state: STATES.rejected,
        receipt: null,
        note: NOTES.rejected(outcome.reason, place),
      };
    case 'not-submitted':
      return { tone: 'missing', state: STATES.notSubmitted, receipt: null, note: NOTES.notSubmitted(place) };
  }
}

const say = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });
/** A reason comes from outside, with a full stop or without. */
const stopped = (reason: Text): Text =>
  say(reason['zh-CN'].replace(/[。.]?$/, '。'), reason.en.replace(/\.?$/, '.'));

const STATES = {
  received: say('已收件', 'Received'),
  accepted: say('已受理', 'Accepted'),
  closed: say('已办结', 'Done'),
  paid: say('已缴费', 'Paid'),
  unpaid: say('还没缴费', 'Not paid yet'),
  checking: say('正在核对缴费', 'Payment being checked'),
  pending: say('已保存，结果待确认', 'Saved, not confirmed yet'),
  rejected: say('未受理', 'Not accepted'),
  notSubmitted: say('未提交', 'Not sent'),
} as const;

const NOTES = {
  promised: (day: Text): Text => say(`${day['zh-CN']}前办结`, `To be done by ${day.en}`),
  pending: say('本机继续送，不会送两次', 'This machine goes on sending it, never twice'),
  unpaid: (place: Text): Text =>
    say(`没有扣款。可到${place['zh-CN']}缴费`, `Nothing was charged. Pay at: ${place.en}`),
  checking: say('不要再付一次', 'Do not pay again'),
  rejected: (reason: Text, place: Text): Text => {
    const why = stopped(reason);
    return say(`${why['zh-CN']}可到${place['zh-CN']}咨询`, `${why.en} Ask at: ${place.en}`);
  },
  notSubmitted: (place: Text): Text =>
    say(`可过一会儿再办，或到${place['zh-CN']}`, `Try again later, or at: ${place.en}`),
} as const;
