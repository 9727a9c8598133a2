import type { ItemOutcome } from '../../machine/contract.ts';
import type { Graph, Place, Way } from '../explore.ts';

/** What a session can see of an item at a place: whether it works by itself, and how it has ended. */
export type Sight = { readonly isBusy: boolean; readonly outcome: ItemOutcome | null };

/** Kinds of happening a session tells apart: what it sends itself, what it hands on, what it has no part in. */
export type Kind = 'LEAVE' | 'BACK' | 'RETRY' | 'citizen' | 'machine';
export const kindOf = ({ event: { type } }: Way): Kind => {
  if (type === 'LEAVE' || type === 'BACK' || type === 'RETRY') return type;
  return type.startsWith('xstate.') ? 'machine' : 'citizen';
};

/**
 * Places no session can ever tell apart, by the name of their class: they look alike, and every kind of happening leads
 * from them to the same classes (the coarsest such partition; Kanellakis and Smolka 1983). A visit is the same whichever
 * of them stands for all, and an item of thousands of places has some tens of classes.
 */
export function classesOf(graph: Graph, sightOf: (place: Place) => Sight): ReadonlyMap<string, string> {
  const places = [...graph.places.values()];
  let classes = new Map(places.map((place) => [place.key, looks(sightOf(place))]));
  for (let count = 0; ; ) {
    const names = new Map<string, string>();
    const refined = new Map(
      places.map(({ key, ways }) => {
        const onward = new Set(ways.map((way) => `${kindOf(way)} ${classes.get(way.to)}`));
        const signature = [classes.get(key), ...[...onward].sort()].join('\n');
        const name = names.get(signature) ?? String(names.size);
        names.set(signature, name);
        return [key, name];
      }),
    );
    if (names.size === count) return classes;
    count = names.size;
    classes = refined;
  }
}

/** How an outcome looks to a session: what it may still have to print is all that matters. */
export function outcomeClass(outcome: ItemOutcome | null): string {
  if (outcome === null) return 'none';
  const slip = 'slip' in outcome ? outcome.slip : null;
  const hasDocument = outcome.kind === 'done' && outcome.record.issued !== null;
  return [outcome.kind, ...(slip === null ? [] : ['slip']), ...(hasDocument ? ['document'] : [])].join('+');
}

const looks = ({ isBusy, outcome }: Sight): string =>
  `${isBusy ? 'busy' : 'waiting'} ${outcomeClass(outcome)}`;
