import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { transition } from 'xstate';
import type { ItemDefinition } from '../language/definition.ts';
import { isJoint, submitsOf } from '../language/joint.ts';
import { compileConfig } from '../machine/compile-item.ts';
import type { ItemConfig } from '../machine/config.ts';
import type { ItemContext } from '../machine/context.ts';
import type { SubmitOutcome } from '../machine/contract.ts';
import { createEvaluator, type Evaluate } from '../machine/evaluate.ts';
import { machineOf } from '../machine/machine.ts';
import { silentActors } from '../machine/silent-actors.ts';
import { partsDecided } from './every-part.ts';
import type { Graph, Place } from './explore.ts';
import { contextAt, type Failure, standingIn, traceTo } from './failure.ts';

/**
 * In every way the parts of a joint item can come out, each is on the receipt as it came out, and none undoes another:
 * with each choice of departments, each part in each way while the others are taken, or refused, on the machine as it is.
 *
 * @param config stands in for what the definition compiles to: a prover is proven on machines with a planted fault
 */
export function partsTold(
  definition: ItemDefinition,
  graph: Graph,
  config: ItemConfig = compileConfig(definition),
): readonly Failure[] {
  if (!isJoint(definition)) return [];
  const fail = (what: string, place: Place): readonly Failure[] => [
    { promise: 'every part is told', what, trace: traceTo(graph, place) },
  ];
  const confirm = definition.steps[definition.steps.findIndex(({ verb }) => verb === 'submit') - 1];
  const asking = [...graph.places.values()].filter((place) =>
    standingIn(place).includes(`at:${confirm?.id}`),
  );
  const evaluate = createEvaluator();
  for (const place of asking) {
    const [isAny, isUndecided] = partsDecided(definition, contextAt(place), evaluate);
    if (isUndecided) return fail('nobody can say whether a department is sent its part', place);
    if (!isAny) return fail('it is confirmed and sent to nobody', place);
  }
  const [place] = asking;
  if (!place || confirm === undefined) return [];
  for (const chosen of choicesOf(definition))
    for (const outcomes of waysOf(chosen.parts.length)) {
      const walk = walkParts(definition, config, place, confirm.id, chosen.evaluate, outcomes);
      const told = walk.record.parts.map(({ step, outcome }) => `${step} ${outcome.kind}`);
      const due = chosen.parts.map((step, index) => `${step} ${outcomes[index]?.kind}`);
      if (told.join() !== due.join())
        return fail(`${due.join(', ')} is told as ${told.join(', ') || 'nothing'}`, place);
      const isTaken = outcomes.some(({ kind }) => kind === 'accepted' || kind === 'pending');
      const ending = isTaken ? 'done receipt' : 'none-accepted';
      if (walk.ending !== ending) return fail(`${due.join(', ')} ends as ${walk.ending}`, place);
      const cases = chosen.parts.filter((_, index) => outcomes[index]?.kind === 'accepted').length;
      if (Object.keys(walk.record.cases).length !== cases)
        return fail(`${due.join(', ')} leaves other cases`, place);
    }
  return [];
}

type Choice = { readonly parts: readonly string[]; readonly evaluate: Evaluate };

/** All optional parts, none, each alone, each left out: a gate looks at its own condition only. */
function choicesOf(definition: ItemDefinition): readonly Choice[] {
  const submits = submitsOf(definition);
  const conditions = [...new Set(submits.flatMap(({ when }) => when ?? []))];
  const sets = [
    conditions,
    [],
    ...conditions.flatMap((one) => [[one], conditions.filter((other) => other !== one)]),
  ].map((list) => new Set(list));
  return sets
    .map((on): Choice => {
      const evaluate = createEvaluator();
      return {
        parts: submits.filter(({ when }) => when === undefined || on.has(when)).map(({ id }) => id),
        evaluate: (expression, scope, expected) =>
          conditions.includes(expression)
            ? { kind: 'value', value: on.has(expression) }
            : evaluate(expression, scope, expected),
      };
    })
    .filter(({ parts }) => parts.length > 0);
}

const REASON = { 'zh-CN': '不符合条件', en: 'The conditions are not met' };
const ACCEPTED: SubmitOutcome = {
  kind: 'accepted',
  receipt: {
    caseNo: 'C1',
    password: '000000',
    state: 'received',
    at: '2026-11-24T01:00:00Z',
    promisedBy: null,
  },
};
const REJECTED: SubmitOutcome = { kind: 'rejected', reason: REASON };
const OUTCOMES: readonly SubmitOutcome[] = [
  ACCEPTED,
  REJECTED,
  { kind: 'pending' },
  { kind: 'not-submitted', fault: 'unreachable' },
  { kind: 'not-submitted', fault: 'denied' },
];

function* waysOf(parts: number): Generator<readonly SubmitOutcome[]> {
  for (const others of [ACCEPTED, REJECTED])
    for (let one = 0; one < parts; one += 1)
      for (const outcome of OUTCOMES)
        yield Array.from({ length: parts }, (_, index) => (index === one ? outcome : others));
}

function walkParts(
  definition: ItemDefinition,
  config: ItemConfig,
  place: Place,
  confirm: string,
  evaluate: Evaluate,
  outcomes: readonly SubmitOutcome[],
) {
  // What it is; the contract hides it.
  const machine = machineOf(definition, config, evaluate, silentActors) as unknown as AnyStateMachine;
  let snapshot: AnyMachineSnapshot = machine.resolveState({
    value: place.snapshot.value,
    context: contextAt(place),
  });
  const send = (event: {
    readonly type: string;
    readonly step?: string;
    readonly output?: SubmitOutcome;
  }) => {
    [snapshot] = transition(machine, snapshot, event);
  };
  send({ type: 'CONFIRM', step: confirm });
  for (const [index, output] of outcomes.entries()) {
    const step = stepIn(snapshot);
    const answer = { type: `xstate.done.actor.submit:${step}`, output };
    /** The citizen goes while the last is sent: what follows the parts is passed over, as the graph proves of it. */
    if (index === outcomes.length - 1) send({ type: 'LEAVE' });
    send(answer);
    if (stepIn(snapshot) !== step) continue;
    /** Trying again does not help either: gone on without. */
    send({ type: 'RETRY' });
    send(answer);
    send({ type: 'CONTINUE', step });
  }
  const { record, outcome }: ItemContext = snapshot.context;
  return {
    record,
    ending: [outcome?.kind ?? 'still running', ...(outcome && 'slip' in outcome ? [outcome.slip] : [])].join(
      ' ',
    ),
  };
}

const stepIn = ({ value }: AnyMachineSnapshot): string =>
  (typeof value === 'string' ? value : (Object.keys(value)[0] ?? '')).replace('at:', '');
