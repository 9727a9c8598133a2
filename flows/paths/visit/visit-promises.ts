import { nobody } from '../../session/session-setup.ts';
import type { Failure, PathPromise } from '../failure.ts';
import { outcomeClass } from './item-classes.ts';
import { type VisitGraph, type VisitPlace, type VisitWay, wayTo } from './join.ts';

/** What a citizen must do at most, from wherever they are, until the machine stands ready for the next. */
const NEAR = 6;

export function visitFailures(graph: VisitGraph): readonly Failure[] {
  return [cleared, homeIsNear, leftAlone, cardFirst, cardLeft, owedPaper, told].flatMap((check) =>
    check(graph).slice(0, 1),
  );
}

const flowOf = ({ session }: VisitPlace): string => JSON.stringify(session.snapshot.value.flow);
const isHome = (place: VisitPlace): boolean => flowOf(place) === '"attract"';
const isClearing = (place: VisitPlace): boolean => flowOf(place) === '"clearing"';
const fail = (promise: PathPromise, what: string, place: VisitPlace, way?: VisitWay): Failure => ({
  promise,
  what,
  trace: [...wayTo(place), ...(way === undefined ? [] : [way])].map(({ says }) => says),
});

/** On the standby screen the machine knows nothing of anybody. */
function cleared({ places }: VisitGraph): readonly Failure[] {
  return [...places.values()].filter(isHome).flatMap((place) => {
    const kept = Object.entries(nobody).find(
      ([name, empty]) => place.session.context[name as keyof typeof nobody] !== empty,
    );
    return kept
      ? [fail('nothing of a citizen stays', `${kept[0]} is still known on the standby screen`, place)]
      : [];
  });
}

/** Counting what people do; what timers and actors do of themselves costs nobody anything. */
function homeIsNear(graph: VisitGraph): readonly Failure[] {
  const distance = distancesHome(graph);
  return [...graph.places.values()].flatMap((place) => {
    const steps = distance.get(place.key);
    if (steps !== undefined && steps <= NEAR) return [];
    const what = steps === undefined ? 'nothing leads home' : `home is ${steps} taps away`;
    return [fail('home is near', `${what} from ${flowOf(place)}`, place)];
  });
}

function distancesHome({ places }: VisitGraph): ReadonlyMap<string, number> {
  const before = new Map<string, { readonly from: string; readonly cost: 0 | 1 }[]>();
  for (const { key, ways } of places.values())
    for (const { to, isPersons } of ways) {
      const list = before.get(to.key) ?? [];
      list.push({ from: key, cost: isPersons ? 1 : 0 });
      before.set(to.key, list);
    }
  const distance = new Map<string, number>();
  let rim = [...places.values()].filter(isHome).map(({ key }) => key);
  for (let steps = 0; rim.length > 0; steps += 1) {
    const next: string[] = [];
    for (const key of rim) {
      if (distance.has(key)) continue;
      distance.set(key, steps);
      for (const { from, cost } of before.get(key) ?? [])
        if (!distance.has(from)) (cost === 0 ? rim : next).push(from);
    }
    rim = next;
  }
  return distance;
}

/**
 * Nobody is there any more. Whatever timers fire and actors answer, in any order, the visit comes home: no place without
 * such a way on, and no circle of them. A timer that only begins anew is no way on; another one is running there.
 */
function leftAlone({ places }: VisitGraph): readonly Failure[] {
  const alone = (place: VisitPlace): readonly VisitPlace[] =>
    isHome(place) ? [] : place.ways.filter((way) => !way.isPersons && way.to !== place).map(({ to }) => to);
  for (const place of places.values())
    if (!isHome(place) && alone(place).length === 0)
      return [fail('left alone, it goes home', `nothing happens any more in ${flowOf(place)}`, place)];
  const done = new Set<VisitPlace>();
  for (const root of places.values()) {
    const open = new Set<VisitPlace>();
    const stack = [{ place: root, next: alone(root) }];
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (!top) break;
      const [to, ...rest] = top.next;
      if (to === undefined) {
        stack.pop();
        open.delete(top.place);
        done.add(top.place);
        continue;
      }
      top.next = rest;
      open.add(top.place);
      if (open.has(to)) return [fail('left alone, it goes home', `it goes round in ${flowOf(to)}`, to)];
      if (!done.has(to)) stack.push({ place: to, next: alone(to) });
    }
  }
  return [];
}

/**
 * The card is away before the machine forgets whose it was, or it is said that it was left behind. One that has just
 * been read again and ends the visit is somebody else's: it may lie there.
 */
function cardFirst({ places }: VisitGraph): readonly Failure[] {
  return [...places.values()].flatMap((place) =>
    place.ways
      .filter(
        ({ to, news }) =>
          isClearing(to) &&
          !isClearing(place) &&
          to.session.context.person !== null &&
          to.session.snapshot.value.card === 'present' &&
          place.session.snapshot.value.card !== 'rereading' &&
          !news.includes('card-left'),
      )
      .map((way) =>
        fail('the card first', `${flowOf(place)} is cleared while the card lies there`, place, way),
      ),
  );
}

/** A card that was taken is not said to be left behind: nobody would look for it, and nobody would get their paper. */
function cardLeft({ places }: VisitGraph): readonly Failure[] {
  const cardOf = ({ session }: VisitPlace): string => session.snapshot.value.card;
  return [...places.values()].flatMap((place) =>
    place.ways
      .filter(({ news }) => news.includes('card-left') && cardOf(place) === 'lifted')
      .map((way) => fail('the card first', 'a card is said to be left behind that was taken', place, way)),
  );
}

/** What an item ended with is on paper, or the citizen was told why not, before the visit ends. */
function owedPaper({ places }: VisitGraph): readonly Failure[] {
  return [...places.values()].flatMap((place) =>
    place.ways.flatMap((way) => {
      if (!isClearing(way.to) || isClearing(place) || way.news.includes('card-left')) return [];
      const { outcome, print, documentPrint } = way.to.session.context;
      const owed = outcomeClass(outcome).split('+');
      if (owed.includes('slip') && print === null)
        return [fail('owed paper is printed', 'the visit ends before its slip was printed', place, way)];
      if (owed.includes('document') && documentPrint === null)
        return [fail('owed paper is printed', 'the visit ends before its document was printed', place, way)];
      return [];
    }),
  );
}

/** An item that began has ended, for the journal too, before the visit does. */
function told({ places }: VisitGraph): readonly Failure[] {
  return [...places.values()].flatMap((place) =>
    place.ways
      .filter(({ to, news }) => place.item !== null && to.item === null && !news.includes('item-ended'))
      .map((way) =>
        fail('the journal knows the end', 'an item is gone and nobody says how it ended', place, way),
      ),
  );
}
