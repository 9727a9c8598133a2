import type { ItemDefinition, Step } from '../language/definition.ts';
import { issueState } from './compile-issue.ts';
import { beginningOf, gatheringStates, lookUpStates, startOf } from './compile-lookup.ts';
import { paymentState } from './compile-payment.ts';
import { bookingState, questionState } from './compile-question.ts';
import { scanState } from './compile-scan.ts';
import { submissionState } from './compile-submission.ts';
import type { ItemConfig, StateConfig, Transition } from './config.ts';
import { conditionOf, done, FAILED, FINAL, type Route, routeOf, stateOf } from './route.ts';

/**
 * The whole item as states: gathering → screening → for each step a gate (is it on the way?) and the step
 * itself → the ways an item can end. Steps' states carry the prefixes `gate:` and `at:`, so that an author
 * may call a step whatever they like.
 */
export function compileConfig(definition: ItemDefinition): ItemConfig {
  const steps = definition.steps.flatMap((step, index): [string, StateConfig][] => {
    const route = routeOf(definition, index);
    const state = stateFor(step, route);
    const gate: [string, StateConfig] = [`gate:${step.id}`, { always: gateFor(step, route) }];
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
      ...FINALS,
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
    /** A second case of a joint item is part of what was confirmed: it is sent even if the citizen is leaving. */
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
      return submissionState(step, route);
    case 'pay':
      return paymentState(step, route);
    case 'issue':
      return issueState(step, route);
    case 'receipt':
      return null;
  }
}

const FINALS: Readonly<Record<string, StateConfig>> = Object.fromEntries(
  Object.values(FINAL).map((target) => [target.slice('#item.'.length), { type: 'final' }]),
);
