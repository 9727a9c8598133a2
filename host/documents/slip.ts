import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { ItemDefinition } from '../../flows/language/definition.ts';
import { isJoint } from '../../flows/language/joint.ts';
import type { StepOf } from '../../flows/language/steps.ts';
import { type Language, sameInAllLanguages, type Text } from '../../flows/language/text.ts';
import type { CaseReceipt, ItemRecord } from '../../flows/machine/contract.ts';
import { type Evaluate, truthOf } from '../../flows/machine/evaluate.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { SlipOutcome } from '../../flows/session/contract.ts';
import { civilDate, civilTime } from '../civil-time.ts';
import { maskName } from '../masking.ts';
import type { ItemTexts } from '../texts/item-texts.ts';
import { type PartLine, partLinesOf } from '../texts/part-lines.ts';
import { tableLines } from '../texts/table-text.ts';
import { type SlipKind, receiptWords as words } from './receipt-words.ts';
import { paperFor } from './slip-paper.ts';

/** All a slip is made of. Pure: the same input prints the same paper. */
export type SlipInput = {
  readonly visit: string;
  readonly item: ItemDefinition;
  readonly outcome: SlipOutcome;
  /** Chinese is always printed; in another language its lines stand below. */
  readonly language: Language;
  readonly texts: ItemTexts;
  readonly evaluate: Evaluate;
  readonly departmentName: (id: string) => Text;
  readonly kiosk: { readonly id: string; readonly place: Text; readonly hall: Text; readonly phone: string };
  readonly printedAt: Date;
  /** Public page of a case's progress; the case number follows it. Null where there is none. */
  readonly progressPage: string | null;
};

/** Lays out the slip that follows an item: receipt, “not yet confirmed”, or “payment being checked”. */
export const layOutSlip = (input: SlipInput): Receipt => {
  const { item, outcome, kiosk } = input;
  const paper = paperFor(input.language);
  const cases = Object.values(outcome.record.cases);
  const parts = partLinesOf({ ...input, record: outcome.record });
  const receipt = isJoint(item) ? null : (cases.at(-1) ?? null);
  const kind = isJoint(item) && outcome.kind === 'done' ? 'joint' : kindOf(outcome, receipt);
  const isSpecimen = cases.some(({ caseNo }) => caseNo.startsWith('TEST-'));
  const specimen = isSpecimen ? paper.say(words.specimen, { align: 'center', bold: true }) : [];
  const step = item.steps.find((each): each is StepOf<'receipt'> => each.verb === 'receipt');
  const title =
    outcome.kind === 'done' && step ? input.texts.fill(step.title, scopeOf(outcome.record)) : item.name;

  return {
    lines: [
      ...specimen,
      ...paper.say(kiosk.hall, { align: 'center' }),
      ...paper.title(title),
      ...paper.say(words.kinds[kind], { align: 'center', bold: true }),
      { kind: 'rule' },
      ...particulars(input, kind, receipt),
      ...partLines(input, parts),
      ...(outcome.kind === 'done' && step
        ? [...rows(input, step), ...list(input, step), ...nextSteps(input, step)]
        : []),
      { kind: 'rule' },
      ...paper.say(words.notes[kind], {}),
      ...aboutDocument(input),
      ...whomToAsk(input, isPending(kind, outcome.record) ? 'pending' : kind),
      ...progressCode(input, isJoint(item) && cases.length > 0 ? '' : (receipt?.caseNo ?? null)),
      { kind: 'rule' },
      ...paper.pair(words.machine, {
        'zh-CN': `${kiosk.id} ${kiosk.place['zh-CN']}`,
        en: `${kiosk.id} ${kiosk.place.en}`,
      }),
      ...paper.pair(words.printedAt, moment(input.printedAt)),
      ...paper.pair(words.help, sameInAllLanguages(kiosk.phone)),
      ...specimen,
      { kind: 'feed', lines: 2 },
    ],
  };
};

/**
 * What a citizen can quote before there is a case number, and staff can find in the audit trail: the last
 * eight digits of the visit, which are random.
 */
export const slipReference = (kiosk: string, visit: string): string => {
  const digits = visit.slice(-8).toUpperCase();
  return `${kiosk} ${digits.slice(0, 4)} ${digits.slice(4)}`;
};

const kindOf = (outcome: SlipOutcome, receipt: CaseReceipt | null): SlipKind => {
  if (outcome.kind !== 'done') return outcome.kind;
  return receipt?.state ?? 'query';
};

/** Who, what, when. The name is masked: paper is left lying, and thrown away unread. */
const particulars = (input: SlipInput, kind: SlipKind, receipt: CaseReceipt | null): ReceiptLine[] => {
  const { record } = input.outcome;
  const { pair } = paperFor(input.language);
  const lines: ReceiptLine[] = [];
  if (kind === 'payment-unknown' && record.order) {
    lines.push(...pair(words.orderNo, sameInAllLanguages(record.order.orderNo)));
    lines.push(...pair(words.amount, input.texts.show('yuan', record.order.amountFen, {})));
  }
  if (kind === 'pending' || receipt === null)
    lines.push(...pair(words.reference, sameInAllLanguages(slipReference(input.kiosk.id, input.visit))));
  if (receipt) {
    lines.push(...pair(words.caseNo, sameInAllLanguages(receipt.caseNo)));
    lines.push(...pair(words.password, sameInAllLanguages(receipt.password)));
  }
  if (record.issued) lines.push(...pair(words.documentNo, sameInAllLanguages(record.issued.number)));
  lines.push(...pair(words.applicant, sameInAllLanguages(maskName(record.person.name))));
  if (!isJoint(input.item))
    lines.push(...pair(words.department, input.departmentName(input.item.department)));
  if (receipt) lines.push(...pair(words.filedAt, moment(new Date(receipt.at))));
  if (receipt?.promisedBy)
    lines.push(...pair(words.promisedBy, input.texts.show('date', receipt.promisedBy, {})));
  if (kind !== 'payment-unknown' && record.order && record.paidAt !== null)
    lines.push(...paid(input, record, record.paidAt));
  return lines;
};

/** Each department's part: what it does, how it came out, under which number, and what is left to do about it. */
const partLines = ({ language }: SlipInput, parts: readonly PartLine[]): ReceiptLine[] => {
  const { say, pair } = paperFor(language);
  return parts.flatMap(({ title, matters, department, state, receipt, note }, index): ReceiptLine[] => [
    { kind: 'rule' },
    ...say(numbered(index + 1, title), { bold: true }),
    ...matters.flatMap((matter) => say({ 'zh-CN': `· ${matter['zh-CN']}`, en: `- ${matter.en}` }, {})),
    ...pair(words.department, department),
    ...pair(words.state, state),
    ...(receipt === null
      ? []
      : [
          ...pair(words.caseNo, sameInAllLanguages(receipt.caseNo)),
          ...pair(words.password, sameInAllLanguages(receipt.password)),
        ]),
    ...(note === null ? [] : say(note, {})),
  ]);
};
const numbered = (number: number, title: Text): Text => ({
  'zh-CN': `${number}. ${title['zh-CN']}`,
  en: `${number}. ${title.en}`,
});

const isPending = (kind: SlipKind, { parts }: ItemRecord): boolean =>
  kind === 'joint' && parts.some(({ outcome }) => outcome.kind === 'pending');

const paid = ({ texts, language }: SlipInput, { order }: ItemRecord, paidAt: string): ReceiptLine[] => {
  const { pair } = paperFor(language);
  if (!order) return [];
  return [
    ...pair(words.amount, texts.show('yuan', order.amountFen, {})),
    ...pair(words.orderNo, sameInAllLanguages(order.orderNo)),
    ...pair(words.paidAt, moment(new Date(paidAt))),
  ];
};

const rows = ({ outcome, texts, evaluate, language }: SlipInput, step: StepOf<'receipt'>): ReceiptLine[] => {
  const scope = scopeOf(outcome.record);
  const lines = step.rows.flatMap((row) => {
    if (truthOf(evaluate, row.when, scope) === 'no') return [];
    const result = evaluate(row.value, scope, 'scalar');
    const value = result.kind === 'value' ? result.value : null;
    return paperFor(language).pair(texts.fill(row.label, scope), texts.show(row.format, value, row.labels));
  });
  return lines.length === 0 ? [] : [{ kind: 'rule' }, ...lines];
};

/** A metre of paper is no help to anybody: what is longer is printed at the counter. */
const MOST_LINES = 60;

/** A list in two columns, under their names: what a citizen came to look up goes home with them. */
const list = (input: SlipInput, { table }: StepOf<'receipt'>): ReceiptLine[] => {
  if (table === undefined) return [];
  const { say, line } = paperFor(input.language);
  const lines = tableLines(table, scopeOf(input.outcome.record), input);
  const body = (): ReceiptLine[] => {
    if (lines === null) return say(words.listUnknown, {});
    if (lines.length === 0) return say(table.empty, {});
    const left = lines.length - MOST_LINES;
    return [
      ...line(table.columns.map(({ label }) => label)),
      ...lines.slice(0, MOST_LINES).flatMap(line),
      ...(left > 0 ? say(words.moreLines(left), { bold: true }) : []),
    ];
  };
  return [{ kind: 'rule' }, ...body()];
};

const nextSteps = (
  { outcome, texts, evaluate, language }: SlipInput,
  step: StepOf<'receipt'>,
): ReceiptLine[] => {
  const scope = scopeOf(outcome.record);
  const { say } = paperFor(language);
  const lines = step.next.flatMap((next) => {
    if (truthOf(evaluate, next.if, scope) !== 'yes' || !isTaken(next.department, outcome.record)) return [];
    const when = texts.fill(next.when, scope);
    const what = texts.fill(next.what, scope);
    return say({ 'zh-CN': `${when['zh-CN']}：${what['zh-CN']}`, en: `${when.en}: ${what.en}` }, {});
  });
  return lines.length === 0 ? [] : [{ kind: 'rule' }, ...say(words.next, { bold: true }), ...lines];
};

/** What a department does next is said only where it has, or may have, its part. */
const isTaken = (department: string | undefined, { parts }: ItemRecord): boolean =>
  department === undefined ||
  parts.some(
    (part) =>
      part.department === department && (part.outcome.kind === 'accepted' || part.outcome.kind === 'pending'),
  );

/** The slip is printed after the document, and is what is left in the hand when that did not come. */
const aboutDocument = ({ item, outcome, language }: SlipInput): ReceiptLine[] => {
  if (outcome.kind !== 'done' || !item.steps.some(({ verb }) => verb === 'issue')) return [];
  const { say } = paperFor(language);
  if (outcome.record.issued) return say(words.documentAgain, {});
  const { parts, cases } = outcome.record;
  const isRefused =
    parts.length > 0 && item.steps.some((step) => step.verb === 'issue' && !cases[step.department]);
  return say(isRefused ? words.documentNotDue : words.documentMissing, { bold: true });
};

const whomToAsk = ({ language, kiosk }: SlipInput, kind: SlipKind): ReceiptLine[] => {
  if (kind !== 'pending' && kind !== 'payment-unknown') return [];
  const text = kind === 'pending' ? words.pendingNext : words.unknownNext;
  return paperFor(language).say(
    { 'zh-CN': `${text['zh-CN']} ${kiosk.phone}。`, en: `${text.en} ${kiosk.phone}.` },
    { bold: true },
  );
};

/**
 * The code holds the page and the case number, of several cases only the page; without the password, which is not in it,
 * the page tells nothing.
 */
const progressCode = ({ progressPage, language }: SlipInput, caseNo: string | null): ReceiptLine[] => {
  if (progressPage === null || caseNo === null) return [];
  const data = new URL(
    encodeURIComponent(caseNo),
    progressPage.endsWith('/') ? progressPage : `${progressPage}/`,
  ).href;
  return [{ kind: 'qr', data }, ...paperFor(language).say(words.scan, { align: 'center' })];
};

const moment = (instant: Date): Text => sameInAllLanguages(`${civilDate(instant)} ${civilTime(instant)}`);
