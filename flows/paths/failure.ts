import type { ItemContext } from '../machine/context.ts';
import { type Graph, type Place, type Way, wayTo } from './explore.ts';

/** A promise that is broken, and the shortest way to where it is. */
export type Failure = {
  readonly promise: PathPromise;
  readonly what: string;
  readonly trace: readonly string[];
};
export type PathPromise =
  | 'the picture of the item is right'
  | 'everything written is reached'
  | 'every condition can be decided'
  | 'the way out is near'
  | 'left alone, it ends'
  | 'every call is answered for'
  | 'every refusal says what next'
  | 'every question can be answered'
  | 'no one pays twice'
  | 'money is never forgotten'
  | 'what is sent is never sent anew'
  | 'a slip says what happened'
  | 'every part is told'
  | 'nothing of a citizen stays'
  | 'home is near'
  | 'left alone, it goes home'
  | 'the card first'
  | 'owed paper is printed'
  | 'the journal knows the end';

export const say = (ways: readonly Way[]): readonly string[] => ways.map(({ says }) => says);
export const traceTo = (graph: Graph, { key }: Place): readonly string[] => say(wayTo(graph, key));
export const traceOver = (graph: Graph, place: Place, way: Way): readonly string[] =>
  say([...wayTo(graph, place.key), way]);
export const contextAt = ({ snapshot }: Place): ItemContext => snapshot.context;
export const isEnd = ({ snapshot }: Place): boolean => snapshot.status !== 'active';

/** Names of the states somebody stands in, parents included. */
export const standingIn = ({ snapshot }: Place): readonly string[] =>
  snapshot._nodes.map((node: { readonly path: readonly string[] }) => node.path.join('.'));
export const atomOf = (place: Place): string =>
  standingIn(place).reduce((a, b) => (b.length > a.length ? b : a), '');
