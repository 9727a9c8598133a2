import type { Text } from '../../flows/language/text.ts';
import type { CompiledItem, ItemOutcome } from '../../flows/machine/contract.ts';
import type { PrintDocumentOutcome, SessionContext } from '../../flows/session/contract.ts';
import { documentOf } from '../../flows/session/session-setup.ts';
import type { ScreenOf, WorkStep } from '../contract/screen.ts';
import { partSteps } from './project-parts.ts';
import type { FrameInput } from './projection-input.ts';
import { say, words } from './words.ts';

/** The certificate on its way to the tray; when the printer waits for somebody, it says for whom and why. */
export function projectDocumentPrinting(
  item: CompiledItem,
  outcome: ItemOutcome,
  input: FrameInput,
): ScreenOf<'printing'> {
  const parts = 'record' in outcome ? partSteps(item, outcome.record, input) : [];
  const receipt =
    'record' in outcome && parts.length === 0 ? Object.values(outcome.record.cases).at(-1) : undefined;
  const block = input.documentPrinter?.block ?? null;
  const steps: WorkStep[] = [...parts];
  if (receipt) {
    const label = words.printing.received(input.departmentName(item.definition.department));
    steps.push({ label, state: 'done', at: receipt.at });
  }
  steps.push({ label: words.document.sealed, state: 'done' });
  if (input.memory.cardTakenAt)
    steps.push({ label: words.printing.cardTaken, state: 'done', at: input.memory.cardTakenAt });
  steps.push({
    label: words.document.print,
    state: 'current',
    expect: block === null ? words.document.usual : words.document.waiting[block],
  });
  steps.push({ label: words.printing.print, state: 'ahead' });
  steps.push({ label: words.document.take, state: 'ahead' });
  return { kind: 'printing', paper: 'document', title: words.document.title, steps };
}

/** What stopped it, what stays valid, and the number to ask for it by. */
export function projectDocumentProblem(
  { documentPrint, outcome }: SessionContext,
  input: FrameInput,
): ScreenOf<'print-problem'> {
  const failed = documentPrint?.kind === 'failed' ? documentPrint : null;
  const { title, text } = input.codeTexts(failed?.code ?? 'internal');
  const issued = documentOf(outcome);
  return {
    kind: 'print-problem',
    paper: 'document',
    title: failed ? notOut(failed) : words.document.notOut,
    text: say(`${title['zh-CN']}。${text['zh-CN']}`, `${title.en}. ${text.en}`),
    number: issued?.number ?? null,
    canRetry: failed?.retryable ?? false,
  };
}

export function notOut(failed: Extract<PrintDocumentOutcome, { kind: 'failed' }>): Text {
  return failed.mayBeOut ? words.document.maybeOut : words.document.notOut;
}
