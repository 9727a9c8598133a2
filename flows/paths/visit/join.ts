import type { Graph, Place as ItemPlace, Way } from '../explore.ts';
import { classesOf, kindOf, type Sight } from './item-classes.ts';
import type { SessionMove, SessionPlace } from './session-graph.ts';

/** A visit and the item in it, at one moment. */
export type VisitPlace = {
  readonly key: string;
  readonly session: SessionPlace;
  /** Where the running item stands; null while none runs. */
  readonly item: ItemPlace | null;
  readonly ways: readonly VisitWay[];
  /** The first way that led here: with those before it, a shortest one. */
  readonly from: { readonly place: VisitPlace; readonly way: VisitWay } | null;
};
export type VisitWay = {
  readonly says: string;
  readonly isPersons: boolean;
  readonly news: SessionMove['news'];
  readonly to: VisitPlace;
};
export type VisitGraph = { readonly start: VisitPlace; readonly places: ReadonlyMap<string, VisitPlace> };

type Growing = { -readonly [Key in keyof VisitPlace]: VisitPlace[Key] };
type Arrival = {
  readonly session: SessionPlace;
  readonly item: ItemPlace | null;
  readonly news: SessionMove['news'];
};

/**
 * Joins an item's graph with the session's: what the session hands to the item moves it, and what the item then shows, or
 * how it ends, moves the session. Places of the item that no session can tell apart are one; the way to each is a real one.
 */
export function join(start: SessionPlace, graph: Graph, sightOf: (place: ItemPlace) => Sight): VisitGraph {
  const classes = classesOf(graph, sightOf);
  /** One start for each way the item can begin for somebody. */
  const starts = [...new Map(graph.starts.map((key) => [classes.get(key), key])).values()].flatMap(
    (key) => graph.places.get(key) ?? [],
  );
  const places = new Map<string, Growing>();
  const queue: Growing[] = [];
  const arrive = (session: SessionPlace, item: ItemPlace | null, from: VisitPlace['from']): VisitPlace => {
    const key = `${session.key} ${item === null ? '' : classes.get(item.key)}`;
    const known = places.get(key);
    if (known) return known;
    const place: Growing = { key, session, item, ways: [], from };
    places.set(key, place);
    queue.push(place);
    return place;
  };

  /** The session sees where the item has got to. */
  const shown = (session: SessionPlace, item: ItemPlace, news: SessionMove['news']): Arrival => {
    const { isBusy, outcome } = sightOf(item);
    const seen = session.onItem(outcome === null ? { kind: 'shows', isBusy } : { kind: 'ends', outcome });
    return { session: seen.to, item: seen.to.isServing ? item : null, news: [...news, ...seen.news] };
  };
  const placeAfter = (way: Way): ItemPlace => {
    const place = graph.places.get(way.to);
    if (!place) throw new Error('a way leads to a place');
    return place;
  };
  /** All that can come of one move of the session: of an item it begins, of each thing it hands to the one that runs. */
  const after = (move: SessionMove, item: ItemPlace | null): readonly Arrival[] => {
    const { to, sent, news } = move;
    if (!to.isServing) return [{ session: to, item: null, news }];
    if (item === null) return starts.map((begun) => shown(to, begun, news));
    const moved = item.ways.filter(({ event }) => sent.includes(event.type)).map(placeAfter);
    return moved.length === 0 ? [{ session: to, item, news }] : moved.map((there) => shown(to, there, news));
  };

  const first = arrive(start, null, null);
  for (const place of queue) {
    const { session, item } = place;
    const ways: VisitWay[] = [];
    const go = (way: Pick<VisitWay, 'says' | 'isPersons'>, { session: to, item: at, news }: Arrival) => {
      const made = { ...way, news };
      ways.push({ ...made, to: arrive(to, at, { place, way: { ...made, to: place } }) });
    };
    for (const move of session.moves()) for (const arrival of after(move, item)) go(move, arrival);
    const seen = new Set<string>();
    for (const way of item?.ways ?? []) {
      const kind = kindOf(way);
      const same = `${kind} ${classes.get(way.to)}`;
      if (seen.has(same)) continue;
      seen.add(same);
      go({ says: way.says, isPersons: kind !== 'machine' }, shown(session, placeAfter(way), []));
    }
    place.ways = ways;
  }
  return { start: first, places };
}

/** How one gets to a place, first happening first. */
export const wayTo = ({ from }: VisitPlace): readonly VisitWay[] =>
  from === null ? [] : [...wayTo(from.place), from.way];
