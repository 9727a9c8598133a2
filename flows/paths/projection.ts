import type { AnyMachineSnapshot } from 'xstate';
import { inspect } from '../cel/cel.ts';
import type { ItemDefinition } from '../language/definition.ts';
import { isJoint } from '../language/joint.ts';
import { answersReadBy, isKeyed, knownAfter } from '../language/known-after.ts';
import type { Step } from '../language/steps.ts';
import { checkAnswer } from '../machine/answers.ts';
import type { GuardRef } from '../machine/config.ts';
import type { ItemContext } from '../machine/context.ts';
import { type CelScope, type Evaluate, truthOf } from '../machine/evaluate.ts';
import { hasResult, isRetryable, isToBeRead, isUnpaid, priceOf } from '../machine/guards.ts';
import { canonicalJson } from '../machine/hash.ts';
import { optionsOf } from '../machine/options.ts';
import { keyOf } from '../machine/record.ts';
import { scopeOf } from '../machine/scope.ts';
import { partsDecided } from './every-part.ts';
import { type Subject, statesOf } from './subject.ts';

/** Names a place of an item by what decides there; two places of one name are held to be one. */
export type Project = (snapshot: AnyMachineSnapshot) => string;

/**
 * Everything a guard can read, and no more: the state, how each condition comes out, which answers there are and
 * whether they hold, flags, and how far case, order and document are. That it is enough is not assumed: `explore`
 * follows every way to a place and compares what can happen from there.
 */
export function projectionOf({ definition, config, evaluate, transitions }: Subject): Project {
  const guards = [...transitions.values()].flatMap(({ guard }) => guard ?? []);
  const whole = [
    ...guards.flatMap(conditionIn),
    ...definition.steps.flatMap((step) =>
      step.verb === 'choose' ? (step.options ?? []).flatMap(({ when }) => when ?? []) : [],
    ),
  ];
  /** Part of a condition may be decided, by data say, long before the rest is asked. */
  const earlier = whole.flatMap((condition) => {
    const after = knownAfter(condition, definition);
    return inspect(condition).conditions.filter((part) => knownAfter(part, definition) < after);
  });
  const conditions = [...new Set([...whole, ...earlier])];
  const read = new Set(conditions.flatMap((condition) => [...answersReadBy(condition, definition)]));
  const prices = [
    ...new Set(guards.flatMap((guard) => (guard.type === 'isPriced' ? guard.params.amountFen : []))),
  ];
  const keyed = definition.data.filter(isKeyed);
  const scanning = new Set(
    definition.steps.filter(({ verb }) => verb === 'scan').map(({ id }) => `at:${id}`),
  );
  const finals = new Set([...statesOf(config)].flatMap(([name, { type }]) => (type === 'final' ? name : [])));

  /** Going on from a step without editing asks every step from there on again, whatever was answered before. */
  const asked = (value: AnyMachineSnapshot['value'], { editing }: ItemContext): number => {
    const index = definition.steps.findIndex(({ id }) => stateIn(value) === `at:${id}`);
    return editing === null && index !== -1 ? index : definition.steps.length;
  };

  const reached = reachedIn(definition);
  const firstSent = definition.steps.findIndex(({ verb }) => verb === 'submit');
  /** What was sent cannot be gone back behind: only conditions that still lie ahead decide anything there. */
  const ahead = (value: AnyMachineSnapshot['value']): readonly string[] | null => {
    const index = definition.steps.findIndex(({ id }) => stateIn(value) === `at:${id}`);
    return firstSent === -1 || index < firstSent
      ? null
      : definition.steps.slice(index).flatMap(({ verb, when }) => (verb === 'submit' ? [] : (when ?? [])));
  };

  const decided = new Map<string, number>();
  /** The index of the step after which a condition is decided; −1 for one that is decided by data alone. */
  const decidedAfter = (condition: string | undefined): number => {
    if (condition === undefined) return -1;
    const found = decided.get(condition) ?? knownAfter(condition, definition);
    decided.set(condition, found);
    return found;
  };

  /** A step an answer may take off the way keeps what it was given, and is passed over with it on the way back to the check. */
  const keptFor = (step: Step, given: ItemContext['given']): unknown =>
    decidedAfter(step.when) === -1
      ? null
      : [keptAnswer(step, given), given.signatures[step.id] !== undefined];
  /** Which answer it was counts where a condition asks for it; elsewhere, that there is one. */
  const keptAnswer = ({ id }: Step, { answers }: ItemContext['given']): unknown =>
    read.has(id) ? (answers[id] ?? null) : answers[id] !== undefined;

  return ({ value, context, status }) => {
    const known: ItemContext = context;
    const { record, given, outcome } = known;
    if (typeof value === 'string' && finals.has(value))
      return canonicalJson([value, status, ending(outcome), reached(record)]);
    const scope = scopeOf(record);
    const from = asked(value, known);
    const deciding = ahead(value);
    if (deciding !== null && isJoint(definition))
      return canonicalJson([
        value,
        deciding.map((condition) => truthOf(evaluate, condition, scope)),
        prices.map((price) => priceOf(price, known, evaluate) !== null),
        known.fault === null ? null : isRetryable(known.fault),
        [known.leaving, known.cancelled, known.extended],
        reached(record),
      ]);
    return canonicalJson([
      value,
      isJoint(definition) ? partsDecided(definition, known, evaluate) : null,
      /** Before anything was looked up the records are not known, and the person decides what can be found. */
      value === 'gathering' || value === 'gather-problem' || keyed.length > 0 ? record.person : null,
      keyed.map((use) => [keyOf(use, record, evaluate) === null, isToBeRead(use, known, evaluate)]),
      conditions.map((condition) =>
        keyed.length === 0 && decidedAfter(condition) >= from ? null : truthOf(evaluate, condition, scope),
      ),
      prices.map((price) => priceOf(price, known, evaluate) !== null),
      definition.steps.map((step, index) =>
        index >= from && step.verb !== 'scan'
          ? ['asked again', canBeChosen(step, scope, evaluate), keptFor(step, given)]
          : [
              answerClass(step, known, evaluate),
              record.signatures[step.id] !== undefined,
              /** Kept for the way back, though not on the way now. */
              record.answers[step.id] === undefined ? (given.answers[step.id] ?? null) : null,
              given.signatures[step.id] !== undefined,
              step.verb === 'scan' ? (given.pages[step.id]?.length ?? 0) : null,
              canBeChosen(step, scope, evaluate),
            ],
      ),
      known.editing,
      known.fault === null ? null : isRetryable(known.fault),
      [known.leaving, known.cancelled, known.extended],
      known.slots?.length ?? null,
      /** What is in hand at the scanner counts only there: each scan step begins with nothing in hand. */
      scanning.has(stateIn(value))
        ? [known.scan.tries, known.scan.page?.verdict === 'blank', known.scan.page !== null]
        : null,
      reached(record),
    ]);
  };
}

const stateIn = (value: AnyMachineSnapshot['value']): string =>
  typeof value === 'string' ? value : (Object.keys(value)[0] ?? '');

function conditionIn(guard: GuardRef): readonly string[] {
  const params: Readonly<Record<string, unknown>> = 'params' in guard ? guard.params : {};
  return [params.when, params.require, params.condition].filter((text) => typeof text === 'string');
}

/** Whether there is anything to choose, where that is for the data to say. */
const canBeChosen = (step: Step, scope: CelScope, evaluate: Evaluate): boolean | null =>
  step.verb === 'choose' && step.optionsFrom ? optionsOf(step, scope, evaluate).length > 0 : null;

function answerClass(step: Step, context: ItemContext, evaluate: Evaluate): string {
  const answer = context.record.answers[step.id];
  if (answer === undefined) return 'none';
  if (step.verb !== 'choose' && step.verb !== 'ask') return 'given';
  const checked = checkAnswer(step, answer, { scope: scopeOf(context.record), evaluate, slots: null });
  return checked.kind === 'ok' ? 'holds' : 'no longer holds';
}

/** How far case, order and document are; of a joint item only what decides anything, or its parts would multiply. */
const reachedIn = (definition: ItemDefinition) => {
  const judged = new Set(
    definition.steps.flatMap((step) => (step.verb === 'pay' || step.verb === 'issue' ? step.department : [])),
  );
  return (record: ItemContext['record']) => [
    isJoint(definition)
      ? [
          hasResult(record),
          Object.keys(record.cases).filter((department) => judged.has(department)),
          [...judged].filter((department) => isUnpaid(record, department)),
        ]
      : Object.keys(record.cases),
    record.order !== null,
    record.paidAt !== null,
    record.issued !== null,
  ];
};

const ending = (outcome: ItemContext['outcome']) =>
  outcome === null
    ? null
    : {
        kind: outcome.kind,
        slip: 'slip' in outcome ? outcome.slip : null,
        fault: 'fault' in outcome ? outcome.fault : null,
        rule: 'rule' in outcome ? outcome.rule : null,
      };
