import type { AnyMachineSnapshot, Snapshot } from 'xstate';
import type { ItemDefinition } from '../language/definition.ts';
import type { Step, StepOf, Verb } from '../language/steps.ts';
import { checkAnswer } from './answers.ts';
import { SCAN_TRIES, type StateMeta } from './config.ts';
import type { ItemContext } from './context.ts';
import type { Answer, ItemOutcome, ItemRecord, ItemView } from './contract.ts';
import type { Evaluate } from './evaluate.ts';
import { canKeep, canScan, isRetryable } from './guards.ts';
import { optionsOf } from './options.ts';
import { partsOnTheWay } from './parts.ts';
import { progressOf } from './progress.ts';
import { isAnswer } from './record.ts';
import { routeOf } from './route.ts';
import { scopeOf } from './scope.ts';

/** What an item is doing, read off a snapshot of its own machine. */
export function viewOf(
  definition: ItemDefinition,
  evaluate: Evaluate,
  snapshot: Snapshot<ItemOutcome>,
): ItemView {
  if (snapshot.status === 'done') return { kind: 'ended', outcome: snapshot.output };
  if (snapshot.status === 'error') return { kind: 'ended', outcome: { kind: 'failed', fault: 'internal' } };
  const machine = machineSnapshot(snapshot);
  const context = contextOf(machine);
  const meta = metaOf(machine);
  const progress = (step: string) =>
    progressOf(definition, evaluate, context, step, machine.can({ type: 'BACK' }));

  switch (meta.shows) {
    case 'gathering':
      return { kind: 'gathering' };
    case 'problem':
      return {
        kind: 'problem',
        fault: context.fault ?? 'internal',
        during: meta.during,
        retryable: isRetryable(context.fault),
        passes: meta.step ?? null,
      };
    case 'submitting':
      return {
        kind: 'submitting',
        step: meta.step,
        parts: partsOnTheWay(definition, context.record, evaluate).map(({ id }) => id),
        progress: progress(meta.step),
      };
    case 'issuing':
      return {
        kind: 'issuing',
        step: stepOf(definition, meta.step, 'issue'),
        progress: progress(meta.step),
      };
    case 'booking':
      return {
        kind: 'booking',
        step: stepOf(definition, meta.step, 'book'),
        slots: context.slots,
        progress: progress(meta.step),
        error: context.error,
      };
    case 'scanning': {
      const step = stepOf(definition, meta.step, 'scan');
      return {
        kind: 'scanning',
        step,
        stage: meta.stage,
        pages: context.given.pages[step.id] ?? [],
        page: meta.stage === 'reviewing' ? context.scan.page : null,
        fault: context.scan.fault,
        canScan: canScan(context, step.id, step.maxPages, SCAN_TRIES),
        canKeep: canKeep(context.scan),
        progress: progress(step.id),
      };
    }
    case 'paying':
      return {
        kind: 'paying',
        step: stepOf(definition, meta.step, 'pay'),
        stage: meta.stage,
        order: context.record.order,
        extended: context.extended,
        progress: progress(meta.step),
      };
    case 'step': {
      const step = stepOf(definition, meta.step, 'show', 'choose', 'ask', 'sign', 'confirm');
      const scope = scopeOf(context.record);
      return {
        kind: 'step',
        step,
        progress: progress(step.id),
        error: context.error,
        offered: step.verb === 'ask' ? offeredFor(step, context, evaluate) : null,
        options: step.verb === 'choose' ? optionsOf(step, scope, evaluate) : [],
        editable: step.verb === 'confirm' ? editableFrom(definition, step, context.record) : [],
      };
    }
  }
}

/** All the item knows at this moment. */
export const recordIn = (snapshot: Snapshot<ItemOutcome>): ItemRecord =>
  contextOf(machineSnapshot(snapshot)).record;

/** A value in shared data may be old or foreign to this form: it is offered only if it would be taken. */
function offeredFor(step: StepOf<'ask'>, { record }: ItemContext, evaluate: Evaluate): Answer | null {
  if (step.prefill === undefined) return null;
  const scope = scopeOf(record);
  const known = evaluate(step.prefill, scope, 'scalar');
  if (known.kind === 'undetermined' || !isAnswer(known.value)) return null;
  const checked = checkAnswer(step, known.value, { scope, evaluate, slots: null });
  return checked.kind === 'ok' ? checked.value : null;
}

function editableFrom(definition: ItemDefinition, step: Step, record: ItemRecord): readonly string[] {
  return routeOf(definition, definition.steps.indexOf(step)).editable.filter(
    (id) => record.answers[id] !== undefined || record.signatures[id] !== undefined,
  );
}

function stepOf<V extends Verb>(definition: ItemDefinition, id: string, ...verbs: readonly V[]): StepOf<V> {
  const step = definition.steps.find((candidate) => candidate.id === id);
  if (!step || !isOneOf(step, verbs)) throw new Error(`no step ${id} that is ${verbs.join(' or ')}`);
  return step;
}

const isOneOf = <V extends Verb>(step: Step, verbs: readonly V[]): step is StepOf<V> =>
  verbs.some((verb) => verb === step.verb);

/** The contract's `Snapshot` hides the machine; every snapshot of `provide()`'s machine is one of XState's. */
function machineSnapshot(snapshot: Snapshot<ItemOutcome>): AnyMachineSnapshot {
  if (!('context' in snapshot) || !('value' in snapshot)) throw new TypeError('not a snapshot of an item');
  return snapshot as AnyMachineSnapshot;
}

/** XState forgets the context's type in `AnyMachineSnapshot`; only our machines come here. */
const contextOf = (snapshot: AnyMachineSnapshot): ItemContext => snapshot.context;

function metaOf(snapshot: AnyMachineSnapshot): StateMeta {
  const [meta] = Object.values<StateMeta | undefined>(snapshot.getMeta()).filter(
    (found) => found !== undefined,
  );
  if (!meta) throw new Error(`nothing to show in state ${JSON.stringify(snapshot.value)}`);
  return meta;
}
