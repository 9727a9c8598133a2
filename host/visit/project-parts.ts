import type { Text } from '../../flows/language/text.ts';
import type { CompiledItem, ItemRecord, ItemView } from '../../flows/machine/contract.ts';
import type { PartRow, ScreenOf, WorkStep } from '../contract/screen.ts';
import { type PartLine, partLinesOf, partTitleOf } from '../texts/part-lines.ts';
import type { ProjectionInput } from './projection-input.ts';
import { words } from './words.ts';

/* A joint item on screens: which department is at it, and what became of each. */

const inputFor = (item: CompiledItem, record: ItemRecord, input: ProjectionInput) => ({
  item: item.definition,
  record,
  evaluate: input.evaluate,
  texts: input.textsOf(item),
  departmentName: input.departmentName,
});

/** Each part that was dealt with; none of an item that is not joint. */
export const partRows = (
  item: CompiledItem,
  record: ItemRecord,
  input: ProjectionInput,
): readonly PartRow[] =>
  partLinesOf(inputFor(item, record, input)).map(({ title, department, tone, state, receipt, note }) => ({
    ...{ title, department, tone, state, note },
    caseNo: receipt?.caseNo ?? null,
  }));

/** The departments one after another: the one being sent to stands out, those before say how it came out. */
export function projectSendingParts(
  item: CompiledItem,
  record: ItemRecord,
  view: Extract<ItemView, { kind: 'submitting' }>,
  input: ProjectionInput,
): ScreenOf<'working'> {
  const all = inputFor(item, record, input);
  const titles = view.parts.map((step) => ({ step, ...partTitleOf(step, all) }));
  const now = titles.find(({ step }) => step === view.step);
  const ahead = titles.filter(({ step }) => !record.parts.some((part) => part.step === step));
  return {
    kind: 'working',
    title: words.working.submitting,
    subtitle: now
      ? words.working.part(view.parts.indexOf(view.step) + 1, view.parts.length, now.title, now.department)
      : null,
    steps: [
      ...partSteps(item, record, input),
      ...ahead.map(
        ({ step, title, department }): WorkStep => ({
          label: words.joint.send(title, department),
          state: step === view.step ? 'current' : 'ahead',
        }),
      ),
    ],
    note: words.working.submittingNote,
  };
}

/** What became of each part, as steps already behind. */
export const partSteps = (
  item: CompiledItem,
  record: ItemRecord,
  input: ProjectionInput,
): readonly WorkStep[] => partLinesOf(inputFor(item, record, input)).map(stepOf);

function stepOf({ title, department, state, tone, receipt }: PartLine): WorkStep {
  const label = words.joint.state(words.joint.send(title, department), state);
  switch (tone) {
    case 'taken':
      return { label, state: 'done', ...(receipt ? { at: receipt.at } : {}) };
    case 'open':
      return { label, state: 'ahead' };
    case 'missing':
      return { label, state: 'failed' };
  }
}

/** The part of a joint item that a problem may be gone on without. */
export function projectWithout(
  item: CompiledItem,
  record: ItemRecord,
  view: Extract<ItemView, { kind: 'problem' }>,
  input: ProjectionInput,
): { readonly button: ScreenOf<'problem'>['without']; readonly next: Text | null } {
  if (view.passes === null) return { button: null, next: null };
  const button = { step: view.passes, label: words.joint.without };
  if (view.during !== 'submit') return { button, next: null };
  const { title } = partTitleOf(view.passes, inputFor(item, record, input));
  return { button, next: words.joint.withoutIt(title) };
}

/** How a joint item came out as a whole; nothing is called done that is not. */
export function jointTitle(parts: readonly PartRow[]): { readonly title: Text; readonly subtitle: Text } {
  const taken = parts.filter(({ tone }) => tone === 'taken').length;
  if (taken === 0) return { title: words.done.pending, subtitle: words.joint.someHow };
  return taken === parts.length
    ? { title: words.joint.all(taken), subtitle: words.joint.allHow }
    : { title: words.joint.some(taken, parts.length), subtitle: words.joint.someHow };
}

export const projectNoneAccepted = (
  item: CompiledItem,
  record: ItemRecord,
  input: ProjectionInput,
): ScreenOf<'none-accepted'> => ({
  kind: 'none-accepted',
  title: words.joint.none,
  itemName: item.definition.name,
  parts: partRows(item, record, input),
});
