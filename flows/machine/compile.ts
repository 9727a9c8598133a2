import type { Snapshot } from 'xstate';
import type { ItemDefinition } from '../language/definition.ts';
import { resourcesOf } from '../language/resources.ts';
import { compileConfig } from './compile-item.ts';
import type { CompiledItem, ItemActors, ItemOutcome } from './contract.ts';
import { createEvaluator, type Evaluate } from './evaluate.ts';
import { canonicalHash } from './hash.ts';
import { lazily } from './lazily.ts';
import { machineOf } from './machine.ts';
import { needsOf } from './needs.ts';
import { recordIn, viewOf } from './view.ts';

/**
 * Makes an item ready to run. The definition must have passed lint; what would break the machine's promises
 * (a step id twice, two payments) throws here, because no item may reach a citizen that way.
 */
export function compileItem(
  definition: ItemDefinition,
  { evaluate = createEvaluator() }: { readonly evaluate?: Evaluate } = {},
): CompiledItem {
  refuseBroken(definition);
  const item = lazily(
    {
      definition,
      needs: needsOf(definition),
      provide: (actors: ItemActors) => machineOf(definition, item.config, evaluate, actors),
      view: (snapshot: Snapshot<ItemOutcome>) => viewOf(definition, evaluate, snapshot),
      recordOf: recordIn,
    },
    {
      hash: () => canonicalHash(definition),
      resources: () => resourcesOf(definition),
      config: () => compileConfig(definition),
    },
  );
  return item;
}

function refuseBroken({ id, steps }: ItemDefinition): void {
  const twice = steps.find((step, index) => steps.findIndex((other) => other.id === step.id) !== index);
  if (twice) throw new Error(`${id}: two steps are called ${twice.id}`);
  if (steps.filter((step) => step.verb === 'pay').length > 1)
    throw new Error(`${id}: an item has one payment at most, or a citizen could be charged twice`);
}
