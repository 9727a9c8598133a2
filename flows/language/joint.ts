import type { ItemDefinition } from './definition.ts';
import type { StepOf } from './steps.ts';

/** The parts of an item: one for each department it is sent to, in order. */
export const submitsOf = ({ steps }: Pick<ItemDefinition, 'steps'>): readonly StepOf<'submit'>[] =>
  steps.filter((step): step is StepOf<'submit'> => step.verb === 'submit');

/**
 * 一件事: one visit, several departments. Each part is sent, answered and told for itself, so what a single item ends with
 * (a refusal, an answer that is not there yet) is here one line of the receipt.
 */
export const isJoint = (definition: Pick<ItemDefinition, 'steps'>): boolean =>
  submitsOf(definition).length > 1;
