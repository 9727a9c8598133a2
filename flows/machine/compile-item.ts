import type { ItemDefinition } from '../language/definition.ts';
import { isJoint } from '../language/joint.ts';
import type { Step } from '../language/steps.ts';
import { issueState } from './compile-issue.ts';
import { beginningOf, gatheringStates, lookUpStates, startOf } from './compile-lookup.ts';
import { partState, undecidedPart } from './compile-part.ts';
import { paymentState } from './compile-payment.ts';
import { bookingState, questionState } from './compile-question.ts';
import { scanState } from './compile-scan.ts';
import { submissionState } from './compile-submission.ts';
import type { ItemConfig, StateConfig, Transition } from './config.ts';
import { conditionOf, done, FAILED, FINAL, NONE_ACCEPTED, type Route, routeOf, stateOf } from './route.ts';

/**
 * The whole item as states: gathering → screening → for each step a gate (is it on the way?) and the step
 * itself → the ways an item can end. Steps' states carry the prefixes `gate:` and `at:`, so that an author
 * may call a step whatever they like.
 */
export function compileConfig(definition: ItemDefinition): ItemConfig {
  const steps = definition.steps.flatMap((step, index): [string, StateConfig][] => {
    const route = routeOf(definition, index);
    const state = stateFor(step, route);
    const gates = route.isJoint ? jointGateFor(step, route) : null;
    const gate: [string, StateConfig] = [`gate:${step.id}`, { always: gates ?? gateFor(step, route) }];
    const looked = Object.entries(lookUpStates(definition, index));
    return state === null ? [gate, ...looked] : [gate, [`at:${step.id}`, state], ...looked];
  });
  const initial = beginningOf(definition);
  return {
    id: 'item',
    initial,
    states: {
      ...(initial === 'gathering' ? gatheringStates({ suffix: '', onward: startOf(definition) }) : {}),
      ...lookUpStates(definition, -1),
      ...Object.fromEntries(steps),
      ...finalsOf(definition),
    },
  };
}

/**
 * A step whose condition cannot be decided stops the item before it asks or acts; a receipt is printed all
 * the same, because it is owed.
 */
function gateFor(step: Step, route: Route): readonly Transition[] {
  const skip: Transition = {
    guard: { type: 'skips', params: { step: step.id, ...conditionOf(step) } },
    ...route.onward,
  };
  const undetermined: readonly Transition[] =
    step.when === undefined
      ? []
      : [{ guard: { type: 'isUndetermined', params: { condition: step.when } }, ...FAILED }];
  switch (step.verb) {
    case 'receipt':
      return step.when === undefined ? [done('receipt')] : [skip, done('receipt')];
    case 'submit':
      return [...undetermined, ...(step.when === undefined ? [] : [skip]), { target: stateOf(step) }];
    case 'pay':
    case 'issue':
    case 'confirm':
      return [
        ...route.leaving,
        ...undetermined,
        ...(step.when === undefined ? [] : [skip]),
        { target: stateOf(step) },
      ];
    case 'show':
    case 'choose':
    case 'ask':
    case 'sign':
    case 'scan':
    case 'book':
      return [...route.leaving, ...undetermined, skip, { target: stateOf(step) }];
  }
}

/** Of the steps that send and what follows: no part of a joint item stops the ones after it. Null for steps like any item's. */
function jointGateFor(step: Step, route: Route): readonly Transition[] | null {
  const { onward } = route;
  const onTheWay: readonly Transition[] =
    step.when === undefined
      ? [{ target: stateOf(step) }]
      : [{ guard: { type: 'applies', params: { when: step.when } }, target: stateOf(step) }, onward];
  const lacking = (department: string): readonly Transition[] => [
    ...route.leaving,
    { guard: { type: 'lacksCase', params: { department } }, ...onward },
  ];
  switch (step.verb) {
    case 'submit':
      return [...undecidedPart(step, route), ...onTheWay];
    case 'pay':
      return [...lacking(step.department), ...onTheWay];
    /** Nothing is sealed for a case that still waits for its money. */
    case 'issue':
      return [
        ...lacking(step.department),
        { guard: { type: 'isUnpaid', params: { department: step.department } }, ...onward },
        ...onTheWay,
      ];
    case 'receipt':
      return [{ guard: { type: 'hasResult' }, ...done('receipt') }, NONE_ACCEPTED];
    default:
      return null;
  }
}

function stateFor(step: Step, route: Route): StateConfig | null {
  switch (step.verb) {
    case 'show':
    case 'choose':
    case 'ask':
    case 'sign':
    case 'confirm':
      return questionState(step, route);
    case 'scan':
      return scanState(step, route);
    case 'book':
      return bookingState(step, route);
    case 'submit':
      return route.isJoint ? partState(step, route) : submissionState(step, route);
    case 'pay':
      return paymentState(step, route);
    case 'issue':
      return issueState(step, route);
    case 'receipt':
      return null;
  }
}

const finalsOf = (definition: ItemDefinition): Readonly<Record<string, StateConfig>> =>
  Object.fromEntries(
    Object.values(FINAL)
      .filter((target) => target !== FINAL.noneAccepted || isJoint(definition))
      .map((target) => [target.slice('#item.'.length), { type: 'final' }]),
  );
