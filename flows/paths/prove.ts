import type { Dataset } from '../language/dataset.ts';
import type { ItemDefinition } from '../language/definition.ts';
import type { ItemConfig } from '../machine/config.ts';
import { explore } from './explore.ts';
import type { Failure } from './failure.ts';
import { failuresOf } from './promises.ts';
import { countPaths } from './simple-paths.ts';
import { subjectOf } from './subject.ts';
import { citizensOf } from './world.ts';

/** What was proven of one item, and what was not. */
export type ItemProof = {
  readonly item: string;
  /** Kinds of citizen the item tells apart. */
  readonly citizens: number;
  /** Places in its graph. */
  readonly states: number;
  readonly transitions: number;
  readonly pairs: number;
  readonly paths: number;
  /** False where there are too many: then one shortest path through each transition stands for them. */
  readonly isEveryPath: boolean;
  readonly failures: readonly Failure[];
  readonly ms: number;
};

export function proveItem(
  definition: ItemDefinition,
  datasets: ReadonlyMap<string, Dataset>,
  config?: ItemConfig,
): ItemProof {
  const began = performance.now();
  const subject = subjectOf(definition, config);
  const citizens = citizensOf(definition, datasets);
  const graph = explore(subject, citizens);
  const { paths, isEveryPath } = countPaths(graph);
  return {
    item: definition.id,
    citizens: citizens.length,
    states: graph.places.size,
    transitions: [...graph.places.values()].reduce((sum, { ways }) => sum + ways.length, 0),
    pairs: graph.pairs,
    paths,
    isEveryPath,
    failures: failuresOf(subject, graph),
    ms: Math.round(performance.now() - began),
  };
}
