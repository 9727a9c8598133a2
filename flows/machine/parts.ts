import type { ItemDefinition } from '../language/definition.ts';
import { submitsOf } from '../language/joint.ts';
import type { StepOf } from '../language/steps.ts';
import type { ItemRecord } from './contract.ts';
import { type Evaluate, truthOf } from './evaluate.ts';
import { scopeOf } from './scope.ts';

/** The departments an item is sent to as it was answered, in order: one, or the parts of a joint item. */
export const partsOnTheWay = (
  definition: ItemDefinition,
  record: ItemRecord,
  evaluate: Evaluate,
): readonly StepOf<'submit'>[] =>
  submitsOf(definition).filter(({ when }) => truthOf(evaluate, when, scopeOf(record)) === 'yes');
