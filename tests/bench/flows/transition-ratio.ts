import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  assign,
  initialTransition,
  transition,
} from 'xstate';
import type { Catalogue } from '../../../flows/catalogue/catalogue.ts';
import type { ItemDefinition } from '../../../flows/language/definition.ts';
import { compileItem } from '../../../flows/machine/compile.ts';
import type { ItemInput, ItemRecord } from '../../../flows/machine/contract.ts';
import { silentActors } from '../../../flows/machine/silent-actors.ts';
import { explore, type Graph, type Place, wayTo } from '../../../flows/paths/explore.ts';
import { subjectOf } from '../../../flows/paths/subject.ts';
import { citizensOf } from '../../../flows/paths/world.ts';

const ROUND_MS = 400;
const ROUNDS = 5;
/** Steps of an item whose graph is walked in a moment. */
const FEW_STEPS = 9;

export type TransitionRates = {
  readonly ratio: number;
  /** Transitions a second. */
  readonly ours: number;
  readonly bare: number;
  readonly items: readonly string[];
};

/**
 * Transitions a second of compiled items on their shortest way to the receipt, over those of the same machines in bare
 * XState: the same configuration, its guards answering what ours answered, its actions doing nothing. So the ratio is what the
 * language itself costs: conditions, and the record that is kept.
 */
export function transitionRates(catalogue: Catalogue, now: () => number): TransitionRates {
  const walks = oneOfEachKind(catalogue).flatMap((definition) => walkOf(definition, catalogue));
  const rate = (run: (walk: Walk) => number): number => {
    const since = now();
    let count = 0;
    while (now() - since < ROUND_MS) for (const walk of walks) count += run(walk);
    return (count * 1000) / (now() - since);
  };
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: rate(runOurs), bare: rate(runBare) }));
  const best = (of: (round: { ours: number; bare: number }) => number): number => Math.max(...rounds.map(of));
  const ours = best((round) => round.ours);
  const bare = best((round) => round.bare);
  return { ratio: ours / bare, ours, bare, items: walks.map(({ item }) => item) };
}

/** The smallest of each kind that sends something, so that a way to its end is soon found. */
function oneOfEachKind({ items }: Catalogue): readonly ItemDefinition[] {
  const definitions = [...items.values()].map(({ definition }) => definition);
  return [...Map.groupBy(definitions, ({ kind }) => kind).values()].flatMap((ofKind) => {
    const small = ofKind.filter(({ steps }) => steps.length <= FEW_STEPS);
    return small.toSorted((a, b) => b.steps.length - a.steps.length).slice(0, 1);
  });
}

type Walk = {
  readonly item: string;
  readonly machine: AnyStateMachine;
  readonly start: AnyMachineSnapshot;
  readonly events: readonly AnyEventObject[];
  readonly bare: AnyStateMachine;
  readonly replay: { at: number };
};

function walkOf(definition: ItemDefinition, { datasets }: Catalogue): readonly Walk[] {
  const graph = explore(subjectOf(definition), citizensOf(definition, datasets));
  const end = [...graph.places.values()].find(({ snapshot }) => snapshot.context.outcome?.kind === 'done');
  if (!end) return [];
  const events = wayTo(graph, end.key).map(({ event }) => event);
  // The contract hides that it is one.
  const machine = compileItem(definition).provide(silentActors) as unknown as AnyStateMachine;
  const start = initialTransition(machine, inputOf(graph, end))[0];
  const answers: boolean[] = [];
  const asked = machine.provide({
    guards: eachOf(machine.implementations.guards, (guard: Guard) => (args: never, params: never) => {
      const answer = guard(args, params);
      answers.push(answer);
      return answer;
    }),
  });
  follow(asked, start, events);
  const replay = { at: 0 };
  const bare = machine.provide({
    guards: eachOf(machine.implementations.guards, () => () => answers[replay.at++] ?? false),
    actions: eachOf(machine.implementations.actions, () => assign({})),
  });
  return [{ item: definition.id, machine, start, events, bare, replay }];
}

type Guard = (args: never, params: never) => boolean;
const eachOf = <From, To>(named: object, make: (one: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(named).map(([name, one]) => [name, make(one)]));

function follow(
  machine: AnyStateMachine,
  start: AnyMachineSnapshot,
  events: readonly AnyEventObject[],
): void {
  let here = start;
  for (const event of events) [here] = transition(machine, here, event);
  if (here.status !== 'done') throw new Error('the way no longer leads to the end');
}

const runOurs = ({ machine, start, events }: Walk): number => {
  follow(machine, start, events);
  return events.length;
};
const runBare = ({ bare, replay, start, events }: Walk): number => {
  replay.at = 0;
  follow(bare, start, events);
  return events.length;
};

/** Who stood at the beginning of the way to this place. */
function inputOf(graph: Graph, place: Place): ItemInput {
  const before = place.from === null ? undefined : graph.places.get(place.from.place);
  if (before) return inputOf(graph, before);
  const { person, today }: ItemRecord = place.snapshot.context.record;
  return { person, today };
}
