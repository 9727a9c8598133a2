import type { ItemDefinition } from '../../flows/language/definition.ts';
import type { StepOf } from '../../flows/language/steps.ts';
import type { Text } from '../../flows/language/text.ts';
import type { CaseReceipt, CompiledItem, ItemOutcome, ItemRecord } from '../../flows/machine/contract.ts';
import { truthOf } from '../../flows/machine/evaluate.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { SessionContext } from '../../flows/session/contract.ts';
import type { ScreenOf, WorkStep } from '../contract/screen.ts';
import { notOut } from './project-document.ts';
import { counterElsewhere } from './project-elsewhere.ts';
import { jointTitle, partRows, partSteps } from './project-parts.ts';
import type { FrameInput } from './projection-input.ts';
import { words } from './words.ts';

/** What already happened, each with its time, before the one thing that is happening now. */
export function projectPrinting(
  item: CompiledItem,
  outcome: ItemOutcome,
  input: FrameInput,
): ScreenOf<'printing'> {
  const record = recordOf(outcome);
  const receipt = record ? lastCase(record) : null;
  const parts = record ? partSteps(item, record, input) : [];
  const steps: WorkStep[] = [...parts];
  if (receipt && parts.length === 0) {
    steps.push({
      label: words.printing.received(input.departmentName(item.definition.department)),
      state: 'done',
      at: receipt.at,
    });
    steps.push({ label: words.printing.numbered, state: 'done', at: receipt.at });
  }
  if (record?.paidAt) steps.push({ label: words.printing.paid, state: 'done', at: record.paidAt });
  if (input.memory.cardTakenAt)
    steps.push({ label: words.printing.cardTaken, state: 'done', at: input.memory.cardTakenAt });
  if (input.snapshot.context.documentPrint?.kind === 'printed')
    steps.push({ label: words.document.printed, state: 'done' });
  steps.push({ label: words.printing.print, state: 'current', expect: words.printing.usual });
  steps.push({ label: words.printing.take, state: 'ahead' });
  const title =
    outcome.kind !== 'done'
      ? words.printing.slipTitle
      : parts.some(({ state }) => state !== 'done')
        ? words.printing.print
        : receipt
          ? words.printing.title
          : words.printing.queryTitle;
  return { kind: 'printing', paper: 'receipt', title, steps };
}

export function projectPrintProblem(context: SessionContext, input: FrameInput): ScreenOf<'print-problem'> {
  const failed = context.print?.kind === 'failed' ? context.print : null;
  const record = context.outcome ? recordOf(context.outcome) : null;
  const why = input.codeTexts(failed?.code ?? 'internal').title;
  const valid =
    record && lastCase(record)
      ? words.printProblem.valid
      : context.outcome?.kind === 'done'
        ? words.printProblem.query
        : words.printProblem.unsent;
  return {
    kind: 'print-problem',
    paper: 'receipt',
    title: words.printProblem.title,
    text: { 'zh-CN': `${why['zh-CN']}。${valid['zh-CN']}`, en: `${why.en}. ${valid.en}` },
    number: null,
    canRetry: failed?.retryable ?? false,
  };
}

export function projectTakePaper(): ScreenOf<'take-paper'> {
  return { kind: 'take-paper', title: words.printing.takeTitle };
}

/** Accepted is said as accepted, never as decided; what is not yet known is said to be not yet known. */
export function projectDone(item: CompiledItem, outcome: ItemOutcome, input: FrameInput): ScreenOf<'done'> {
  const record = recordOf(outcome);
  const receipt = record ? lastCase(record) : null;
  const { print, documentPrint, rating } = input.snapshot.context;
  const said = titleOf(item.definition, outcome, receipt, documentPrint);
  const issued = record?.issued ?? null;
  const parts = record ? partRows(item, record, input) : [];
  const isJoint = parts.length > 0;
  return {
    kind: 'done',
    ...(isJoint && outcome.kind === 'done' && documentPrint === null ? jointTitle(parts) : said),
    caseNo:
      outcome.kind === 'payment-unknown' && record?.order
        ? { label: words.done.orderNo, value: record.order.orderNo }
        : issued
          ? { label: words.document.number, value: issued.number }
          : isJoint
            ? null
            : receipt && { label: words.done.caseNo, value: receipt.caseNo },
    next: record && outcome.kind === 'done' && !isJoint ? nextOf(item, record, input) : [],
    parts,
    cardTaken: input.memory.cardTakenAt !== null,
    paper: print?.kind !== 'printed' ? 'none' : print.hasTakenSensor ? 'taken' : 'take',
    document: documentPrint !== null && (documentPrint.kind === 'printed' || documentPrint.mayBeOut),
    // All else needs no further visit; this one is handed out at the counter.
    queue: said.title === words.document.notIssued ? counterElsewhere(input, item.definition) : null,
    rating: outcome.kind === 'done' && receipt ? { given: rating } : null,
  };
}

function titleOf(
  definition: ItemDefinition,
  outcome: ItemOutcome,
  receipt: CaseReceipt | null,
  documentPrint: SessionContext['documentPrint'],
): { title: Text; subtitle: Text } {
  if (outcome.kind === 'pending') return { title: words.done.pending, subtitle: words.done.pendingHow };
  if (outcome.kind === 'payment-unknown')
    return { title: words.done.unknown, subtitle: words.done.unknownHow };
  if (documentPrint)
    return documentPrint.kind === 'printed'
      ? { title: words.document.ready, subtitle: words.document.readyHow }
      : { title: notOut(documentPrint), subtitle: words.document.collect };
  if (receipt && definition.steps.some(({ verb }) => verb === 'issue'))
    return { title: words.document.notIssued, subtitle: words.document.notIssuedHow };
  if (!receipt) return { title: words.done.finished, subtitle: words.done.finishedHow };
  if (definition.kind === 'payment') return { title: words.done.paid, subtitle: words.done.paidHow };
  if (definition.kind === 'booking') return { title: words.done.booked, subtitle: words.done.bookedHow };
  return {
    title: receipt.state === 'received' ? words.done.received : words.done.accepted,
    subtitle: words.done.acceptedHow,
  };
}

function nextOf(item: CompiledItem, record: ItemRecord, input: FrameInput): ScreenOf<'done'>['next'] {
  const step = item.definition.steps.find(
    (candidate): candidate is StepOf<'receipt'> => candidate.verb === 'receipt',
  );
  const scope = scopeOf(record);
  const texts = input.textsOf(item);
  return (step?.next ?? []).flatMap(({ when, what, if: condition }) =>
    truthOf(input.evaluate, condition, scope) === 'no'
      ? []
      : [{ when: texts.fill(when, scope), what: texts.fill(what, scope) }],
  );
}

function recordOf(outcome: ItemOutcome): ItemRecord | null {
  return 'record' in outcome ? outcome.record : null;
}

function lastCase(record: ItemRecord): CaseReceipt | null {
  return Object.values(record.cases).at(-1) ?? null;
}
