import type { Dataset } from '../language/dataset.ts';
import type { ItemDefinition } from '../language/definition.ts';
import type { ItemConfig } from '../machine/config.ts';
import { viewOf } from '../machine/view.ts';
import { isMachineWork } from '../session/serving.ts';
import { explore, type Place } from './explore.ts';
import type { Failure } from './failure.ts';
import { partsTold } from './parts.ts';
import { failuresOf } from './promises.ts';
import { countPaths } from './simple-paths.ts';
import { type Subject, subjectOf } from './subject.ts';
import type { Sight } from './visit/item-classes.ts';
import { join } from './visit/join.ts';
import { sessionGraph } from './visit/session-graph.ts';
import { visitFailures } from './visit/visit-promises.ts';
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
  /** Places of the visits it can run in. */
  readonly visits: number;
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
  const visit = graph.isCut ? null : join(sessionGraph(definition.assurance), graph, sightOf(subject));
  return {
    item: definition.id,
    citizens: citizens.length,
    states: graph.places.size,
    transitions: [...graph.places.values()].reduce((sum, { ways }) => sum + ways.length, 0),
    pairs: graph.pairs,
    paths,
    isEveryPath,
    visits: visit?.places.size ?? 0,
    failures: [
      ...failuresOf(subject, graph),
      ...(graph.isCut ? [] : partsTold(definition, graph, config)),
      ...(visit === null ? [] : visitFailures(visit)),
    ],
    ms: Math.round(performance.now() - began),
  };
}

/** What the session sees of the item, by the same eyes as in a visit. */
const sightOf =
  ({ definition, evaluate }: Subject) =>
  ({ snapshot }: Place): Sight => ({
    isBusy: snapshot.status === 'active' && isMachineWork(viewOf(definition, evaluate, snapshot)),
    outcome: snapshot.context.outcome,
  });
