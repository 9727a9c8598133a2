import type { EligibilityRule, ItemDefinition } from '../language/definition.ts';
import { hasRuleAfter, lookUpsAfter, ruleJudgedAfter } from '../language/known-after.ts';
import type { StateConfig, Transition } from './config.ts';
import { FAILED, FINAL, LEFT, lookState, nextOf, screeningOf } from './route.ts';

/** Reading shared data: the records of who stands there first, and others' by key once the key is known. */
type Reading = {
  /** What sets the states of one reading apart: nothing, or `:start`, `:<step>`. */
  readonly suffix: string;
  /** Names of the records; without them, all that need no key. */
  readonly sets?: readonly string[];
  readonly onward: string;
};

export function gatheringStates({ suffix, sets, onward }: Reading): Readonly<Record<string, StateConfig>> {
  const problem = `#item.gather-problem${suffix}`;
  return {
    [`gathering${suffix}`]: {
      meta: { shows: 'gathering' },
      on: { LEAVE: [LEFT] },
      invoke: {
        id: `gather${suffix}`,
        src: 'gather',
        input: sets === undefined ? {} : { sets },
        onDone: [
          {
            guard: { type: 'answered', params: { kind: 'ok' } },
            target: onward,
            actions: [{ type: 'keepData', params: sets === undefined ? {} : { sets } }],
          },
          { target: problem, actions: [{ type: 'noteFault', params: {} }] },
        ],
        onError: [FAILED],
      },
      after: {
        exchangeWatchdog: [
          { target: problem, actions: [{ type: 'noteFault', params: { fault: 'timeout' } }] },
        ],
      },
    },
    [`gather-problem${suffix}`]: {
      meta: { shows: 'problem', during: 'gather' },
      on: {
        RETRY: [{ guard: { type: 'isRetryable' }, target: `#item.gathering${suffix}` }],
        LEAVE: [LEFT],
      },
    },
  };
}

/**
 * What happens right after a step whose answer makes keys known, or decides rules: the records are read, unless they
 * were read for the same keys before, and the rules are judged. `index` −1 is before the first step.
 */
export function lookUpStates(
  definition: ItemDefinition,
  index: number,
): Readonly<Record<string, StateConfig>> {
  const sets = lookUpsAfter(definition, index).map(({ as }) => as);
  const rules: StateConfig = { always: [...rulesAfter(definition, index), nextOf(definition, index)] };
  const screening = screeningOf(definition, index);
  const judged = { [screening.slice('#item.'.length)]: rules };
  if (sets.length === 0) return index === -1 || hasRuleAfter(definition, index) ? judged : {};
  const suffix = `:${definition.steps[index]?.id ?? 'start'}`;
  return {
    [lookState(definition, index)]: {
      always: [
        { guard: { type: 'hasRecords', params: { sets } }, target: screening },
        { target: `#item.gathering${suffix}` },
      ],
    },
    ...gatheringStates({ suffix, sets, onward: screening }),
    ...judged,
  };
}

/** In the order they are written. A rule nobody can decide neither refuses a citizen nor lets one through. */
function rulesAfter(definition: ItemDefinition, index: number): readonly Transition[] {
  return definition.eligibility.flatMap((rule: EligibilityRule, place): readonly Transition[] =>
    ruleJudgedAfter(rule.require, definition) !== index
      ? []
      : [
          { guard: { type: 'isUndetermined', params: { condition: rule.require } }, ...FAILED },
          {
            guard: { type: 'breaks', params: { require: rule.require } },
            target: FINAL.refused,
            actions: [{ type: 'end', params: { kind: 'refused', rule: place } }],
          },
        ],
  );
}

/** Where an item begins. */
export function beginningOf(definition: ItemDefinition): string {
  if (definition.data.some(({ key }) => key === undefined)) return 'gathering';
  return startOf(definition).slice('#item.'.length);
}

/** What follows the records that need no key. */
export const startOf = (definition: ItemDefinition): string =>
  lookUpsAfter(definition, -1).length > 0
    ? `#item.${lookState(definition, -1)}`
    : screeningOf(definition, -1);
