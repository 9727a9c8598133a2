import type { ItemDefinition, Step } from '../language/definition.ts';
import { issueState } from './compile-issue.ts';
import { paymentState } from './compile-payment.ts';
import { bookingState, questionState } from './compile-question.ts';
import { scanState } from './compile-scan.ts';
import { submissionState } from './compile-submission.ts';
import type { ItemConfig, StateConfig, Transition } from './config.ts';
import { conditionOf, done, FAILED, FINAL, firstOf, LEFT, type Route, routeOf, stateOf } from './route.ts';

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
    return state === null ? [gate] : [gate, [`at:${step.id}`, state]];
  });
  return {
    id: 'item',
    initial: definition.data.length > 0 ? 'gathering' : 'screening',
    states: {
      ...(definition.data.length > 0 ? GATHERING : {}),
      screening: screening(definition),
      ...Object.fromEntries(steps),
      ...FINALS,
    },
  };
}

const GATHERING: Readonly<Record<string, StateConfig>> = {
  gathering: {
    meta: { shows: 'gathering' },
    on: { LEAVE: [LEFT] },
    invoke: {
      id: 'gather',
      src: 'gather',
      input: {},
      onDone: [
        {
          guard: { type: 'answered', params: { kind: 'ok' } },
          target: '#item.screening',
          actions: [{ type: 'keepData' }],
        },
        { target: '#item.gather-problem', actions: [{ type: 'noteFault', params: {} }] },
      ],
      onError: [FAILED],
    },
    after: {
      exchangeWatchdog: [
        { target: '#item.gather-problem', actions: [{ type: 'noteFault', params: { fault: 'timeout' } }] },
      ],
    },
  },
  'gather-problem': {
    meta: { shows: 'problem', during: 'gather' },
    on: { RETRY: [{ guard: { type: 'isRetryable' }, target: '#item.gathering' }], LEAVE: [LEFT] },
  },
};

/** In the order they are written. A rule nobody can decide neither refuses a citizen nor lets one through. */
function screening(definition: ItemDefinition): StateConfig {
  const rules = definition.eligibility.flatMap(({ require }, rule): Transition[] => [
    { guard: { type: 'isUndetermined', params: { condition: require } }, ...FAILED },
    {
      guard: { type: 'breaks', params: { require } },
      target: FINAL.refused,
      actions: [{ type: 'end', params: { kind: 'refused', rule } }],
    },
  ]);
  return { always: [...rules, firstOf(definition)] };
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
