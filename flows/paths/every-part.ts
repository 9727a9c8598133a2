import type { ItemDefinition } from '../language/definition.ts';
import { isJoint, submitsOf } from '../language/joint.ts';
import type { ItemContext } from '../machine/context.ts';
import { type Evaluate, truthOf } from '../machine/evaluate.ts';
import { scopeOf } from '../machine/scope.ts';

/**
 * Which departments an item is sent to multiplies its graph by two for each it may be sent to, and decides nothing before.
 * So its graph is that of the machine with every part on the way; that parts are passed over as they should is proven
 * apart (`parts.ts`).
 */
export const withEveryPart = (definition: ItemDefinition): ItemDefinition =>
  isJoint(definition)
    ? {
        ...definition,
        steps: definition.steps.map(({ when, ...step }) =>
          step.verb === 'submit' || when === undefined ? step : { ...step, when },
        ),
      }
    : definition;

/** Whether any part is on the way, and whether nobody can say so of one. */
export const partsDecided = (
  definition: ItemDefinition,
  { record }: ItemContext,
  evaluate: Evaluate,
): readonly [isAny: boolean, isUndecided: boolean] => {
  const truths = submitsOf(definition).map(({ when }) => truthOf(evaluate, when, scopeOf(record)));
  return [truths.includes('yes'), truths.includes('undetermined')];
};
