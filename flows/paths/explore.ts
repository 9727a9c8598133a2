import { type AnyMachineSnapshot, initialTransition, transition } from 'xstate';
import { isJoint } from '../language/joint.ts';
import { canonicalJson } from '../machine/hash.ts';
import type { Person } from '../session/person.ts';
import { type Happening, type Outside, outsideOf } from './outside.ts';
import { type Project, projectionOf } from './projection.ts';
import { type Subject, takenIn } from './subject.ts';
import { type Citizen, TODAY } from './world.ts';

/** The finite graph of an item: places, and every way from one to the next. */
export type Graph = {
  readonly places: ReadonlyMap<string, Place>;
  readonly starts: readonly string[];
  /** Times two happenings in a row were executed, the second from where the first really led. */
  readonly pairs: number;
  /** Places where two ways that look alike can go on differently: what the projection would hide. */
  readonly confused: readonly Confusion[];
  /** There was more than an author may ask for. */
  readonly isCut: boolean;
};
export type Place = {
  readonly key: string;
  readonly snapshot: AnyMachineSnapshot;
  readonly ways: readonly Way[];
  /** The first way that led here: with those before it, a shortest one. */
  readonly from: { readonly place: string; readonly way: Way } | null;
};
export type Way = Happening & { readonly taken: readonly string[]; readonly to: string };
export type Confusion = { readonly place: string; readonly way: Way; readonly label: string };

/** Above this a definition decides too much at once. */
const BUDGET = { places: 5_000, ways: 60_000 };
/** Each part of a joint item may be wanted or not, and every choice of them is a place of its own. */
const JOINT_BUDGET = { places: 30_000, ways: 200_000 };

type Growing = { -readonly [Key in keyof Place]: Place[Key] };

/**
 * Walks breadth first through XState's own pure `transition`.
 *
 * @param project which situations are one place; another one stands in where the check of it is itself proven
 */
export function explore(
  subject: Subject,
  citizens: readonly Citizen[],
  project: Project = projectionOf(subject),
): Graph {
  const { machine } = subject;
  const budget = isJoint(subject.definition) ? JOINT_BUDGET : BUDGET;
  const outside = outsideOf(subject.definition, citizens, subject.evaluate);
  const places = new Map<string, Growing>();
  const starts = new Set<string>();
  const queue: Growing[] = [];
  const arrive = (snapshot: AnyMachineSnapshot, from: Place['from']): string => {
    const key = project(snapshot);
    if (!places.has(key)) {
      const place: Growing = { key, snapshot, ways: [], from };
      places.set(key, place);
      queue.push(place);
    }
    return key;
  };

  for (const person of peopleIn(citizens)) {
    const [snapshot] = initialTransition(machine, { person, today: TODAY });
    starts.add(arrive(snapshot, null));
  }
  /** Every way with where it really led, to be gone on from once all places are known. */
  const led: { readonly from: string; readonly way: Way; readonly snapshot: AnyMachineSnapshot }[] = [];
  for (const place of queue) {
    if (places.size > budget.places || led.length > budget.ways) break;
    place.ways = movesFrom(place.snapshot, subject, outside).map(({ next, ...move }) => {
      const way = { ...move, to: project(next) };
      arrive(next, { place: place.key, way });
      led.push({ from: place.key, way, snapshot: next });
      return way;
    });
  }

  const confused: Confusion[] = [];
  const followed = new Set([...places.values()].map(({ snapshot }) => exact(snapshot)));
  let pairs = 0;
  for (const { from, way, snapshot } of led) {
    const there = places.get(way.to);
    pairs += there?.ways.length ?? 0;
    const identity = exact(snapshot);
    if (!there || followed.has(identity)) continue;
    followed.add(identity);
    const expected = new Set(there.ways.map(signature));
    const found = movesFrom(snapshot, subject, outside).map(({ next, ...move }) => ({
      ...move,
      to: project(next),
    }));
    const other =
      found.find((move) => !expected.has(signature(move))) ??
      there.ways.find((move) => !found.some((same) => signature(same) === signature(move)));
    if (other) confused.push({ place: from, way, label: other.says });
  }
  const isCut = places.size > budget.places || led.length > budget.ways;
  return { places, starts: [...starts], pairs, confused, isCut };
}

const signature = ({ label, taken, to }: Way): string => `${label}\n${taken.join('\n')}\n${to}`;
const exact = ({ value, context }: AnyMachineSnapshot): string => canonicalJson([value, context]);

function movesFrom(snapshot: AnyMachineSnapshot, { machine }: Subject, outside: Outside) {
  if (snapshot.status !== 'active') return [];
  return outside(snapshot).map((happening) => {
    const [next, actions] = transition(machine, snapshot, happening.event);
    return { ...happening, taken: takenIn(actions), next: next as AnyMachineSnapshot };
  });
}

const peopleIn = (citizens: readonly Citizen[]): readonly Person[] => [
  ...new Map(citizens.map(({ person }) => [JSON.stringify(person), person])).values(),
];

/** How one gets to a place: the shortest way, first happening first. */
export function wayTo(graph: Graph, key: string): readonly Way[] {
  const { from } = graph.places.get(key) ?? { from: null };
  return from === null ? [] : [...wayTo(graph, from.place), from.way];
}
