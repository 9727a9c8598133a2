import { submitsOf } from '../language/joint.ts';
import { money, sending, slips } from './case-promises.ts';
import { type Graph, type Place, type Way, wayTo } from './explore.ts';
import { atomOf, contextAt, type Failure, isEnd, say, standingIn, traceOver, traceTo } from './failure.ts';
import { type DeclaredTransition, type Subject, statesOf } from './subject.ts';

/** Steps to the nearest end, whatever the citizen does on the way. */
const NEAR = 6;
/**
 * Alternatives the compiler writes for every item alike, which this one may have no use for: going back to a step
 * whose condition excludes this one's, leaving without a case where there is one by then. Their absence is no fault
 * of the definition, their being taken is proven like any other.
 */
const isFallback = ({ on, guard, target }: DeclaredTransition): boolean =>
  (on === 'BACK' && guard?.type !== 'isEditing') || (on === 'LEAVE' && target === 'left');

export function failuresOf(subject: Subject, graph: Graph): readonly Failure[] {
  if (graph.isCut)
    return [
      {
        promise: 'the picture of the item is right',
        what: 'the item decides too much from data at once: move data out of conditions',
        trace: [],
      },
    ];
  return [
    confusions,
    unreached,
    undecided,
    trapped,
    restless,
    unanswered,
    unanswerable,
    money,
    sending,
    slips,
  ].flatMap((check) => check(subject, graph));
}

function confusions(_subject: Subject, graph: Graph): readonly Failure[] {
  return graph.confused.slice(0, 1).map(({ place, way, label }) => ({
    promise: 'the picture of the item is right',
    what: `two ways to the same place go on differently: ${label}`,
    trace: [...say(wayTo(graph, place)), way.says],
  }));
}

function unreached({ config, transitions, definition }: Subject, { places }: Graph): readonly Failure[] {
  const stood = new Set([...places.values()].flatMap(standingIn));
  const taken = new Set([...places.values()].flatMap(({ ways }) => ways.flatMap((way) => way.taken)));
  const used = new Set([...transitions.values()].flatMap(({ target }) => target ?? []));
  const fail = (what: string): Failure => ({ promise: 'everything written is reached', what, trace: [] });
  const states = [...statesOf(config)].filter(
    /** An end nothing leads to is not this item's: a query takes no money. */
    ([name, state]) => !state.always && !(state.type === 'final' && !used.has(name)) && !stood.has(name),
  );
  const steps = new Set(definition.steps.map(({ id }) => id));
  const lost = states.flatMap(([name]) => {
    const id = /^at:(\w+)/.exec(name)?.[1];
    if (name.includes('.') || (id === undefined && !name.includes('problem'))) return [];
    return [
      fail(
        id !== undefined && steps.has(id)
          ? `nobody ever comes to the step ${id}`
          : `nobody ever comes to ${name}`,
      ),
    ];
  });
  if (lost.length > 0) return lost;
  /** What is passed at once is no place to stand: gates are reached with their steps. */
  return [...transitions]
    .filter(
      ([name, declared]) =>
        !taken.has(name) && stood.has(declared.state) && declared.on !== 'always' && !isFallback(declared),
    )
    .map(([, { state, on, guard, target }]) =>
      fail(
        `nothing leads from ${state} by ${on} ${guard ? JSON.stringify(guard) : ''} to ${target ?? 'itself'}`,
      ),
    );
}

/** A condition without a value stops the item: some record has no such field, and the condition does not say so. */
function undecided({ transitions }: Subject, graph: Graph): readonly Failure[] {
  for (const place of graph.places.values())
    for (const way of place.ways) {
      const guard = way.taken
        .map((name) => transitions.get(name)?.guard)
        .find((one) => one?.type === 'isUndetermined');
      if (guard && 'params' in guard)
        return [
          {
            promise: 'every condition can be decided',
            what: `nobody can say whether it holds: ${JSON.stringify(guard.params)}`,
            trace: traceOver(graph, place, way),
          },
        ];
    }
  return [];
}

/** From everywhere an end is near, by what citizens do and the exchange answers. */
function trapped(subject: Subject, graph: Graph): readonly Failure[] {
  const before = new Map<string, string[]>();
  for (const { key, ways } of graph.places.values())
    for (const { to } of ways) before.set(to, [...(before.get(to) ?? []), key]);
  const distance = new Map([...graph.places.values()].filter(isEnd).map(({ key }) => [key, 0]));
  for (const [key, steps] of distance)
    for (const from of before.get(key) ?? []) if (!distance.has(from)) distance.set(from, steps + 1);
  const places = [...graph.places.values()];
  const trap = places.find(({ key }) => !distance.has(key));
  if (trap)
    return [
      {
        promise: 'the way out is near',
        what: `there is no way out of ${atomOf(trap)}`,
        trace: traceTo(graph, trap),
      },
    ];
  /** Each part of a joint item is one answer more, which nobody has to do anything for. */
  const near = NEAR + submitsOf(subject.definition).length;
  const far = places.find(({ key }) => (distance.get(key) ?? 0) > near);
  return far
    ? [
        {
          promise: 'the way out is near',
          what: `${atomOf(far)} is more than ${near} steps from an end`,
          trace: traceTo(graph, far),
        },
      ]
    : [];
}

/**
 * The citizen is gone and nobody answers. The session says LEAVE to an item that waits for a citizen, and waits
 * itself while the item works; so each place must have a LEAVE that goes on or a timer, and they must not go round.
 */
function restless(_subject: Subject, graph: Graph): readonly Failure[] {
  for (const place of graph.places.values()) {
    let here: Place | undefined = place;
    const passed = new Set<string>();
    while (here && !isEnd(here)) {
      if (passed.has(here.key))
        return [
          {
            promise: 'left alone, it ends',
            what: `it goes round in ${atomOf(here)}`,
            trace: traceTo(graph, place),
          },
        ];
      passed.add(here.key);
      const moving: readonly Way[] = here.ways.filter(({ to }) => to !== here?.key);
      const way: Way | undefined =
        moving.find(({ event }) => event.type === 'LEAVE') ??
        moving.find(({ event }) => event.type.startsWith('xstate.after.'));
      if (!way)
        return [
          {
            promise: 'left alone, it ends',
            what: `${atomOf(here)} waits for ever`,
            trace: traceTo(graph, here),
          },
        ];
      here = graph.places.get(way.to);
    }
  }
  return [];
}

/** Each call: done, error, and a time-out of its own or of the states below it. */
function unanswered({ config }: Subject, graph: Graph): readonly Failure[] {
  return [...statesOf(config)].flatMap(([name, state]): readonly Failure[] => {
    if (!state.invoke) return [];
    const parts = [state, ...Object.values(state.states ?? {})];
    const missing = [
      ...(state.invoke.onDone.length === 0 ? ['what follows the answer'] : []),
      ...(state.invoke.onDone.length > 0 && state.invoke.onDone.at(-1)?.guard && !coversAll(name, graph)
        ? ['what follows one of the answers']
        : []),
      ...(state.invoke.onError.length === 0 ? ['what follows a breakdown'] : []),
      ...(state.after || (state.states && parts.slice(1).every((part) => part.after)) ? [] : ['a time-out']),
    ];
    const there = [...graph.places.values()].find((place) => standingIn(place).includes(name));
    return missing.map((what) => ({
      promise: 'every call is answered for',
      what: `${name} calls ${state.invoke?.src} and lacks ${what}`,
      trace: there ? traceTo(graph, there) : [],
    }));
  });
}

const coversAll = (name: string, { places }: Graph): boolean =>
  [...places.values()]
    .filter((place) => standingIn(place).includes(name))
    .every(({ ways }) =>
      ways.every(({ event, taken }) => !event.type.startsWith('xstate.done.') || taken.length > 0),
    );

/** A refusal names a next step, a failed call leaves something to do, and each question has an answer that goes on. */
function unanswerable({ definition, config }: Subject, graph: Graph): readonly Failure[] {
  const mute = definition.eligibility.findIndex(
    ({ reason, next }) => Object.values(reason).some(isBlank) || Object.values(next).some(isBlank),
  );
  const failures: Failure[] = [];
  if (mute !== -1) {
    const there = [...graph.places.values()].find((place) => {
      const { outcome } = contextAt(place);
      return outcome?.kind === 'refused' && outcome.rule === mute;
    });
    failures.push({
      promise: 'every refusal says what next',
      what: `rule ${mute + 1} (${definition.eligibility[mute]?.title['zh-CN']}) refuses without a reason and a next step`,
      trace: there ? traceTo(graph, there) : [],
    });
  }
  for (const [name, state] of statesOf(config)) {
    if (state.meta?.shows !== 'step' && state.meta?.shows !== 'booking' && state.meta?.shows !== 'problem')
      continue;
    for (const place of graph.places.values()) {
      if (!standingIn(place).includes(name)) continue;
      const goes = place.ways.filter(
        ({ to, event }) => to !== place.key && !event.type.startsWith('xstate.'),
      );
      const onward = goes.filter(({ event }) => !['LEAVE', 'BACK'].includes(event.type));
      if (goes.length > 0 && (onward.length > 0 || state.meta.shows !== 'step')) continue;
      failures.push({
        promise: 'every question can be answered',
        what: `at ${name} the citizen can do nothing but leave`,
        trace: traceTo(graph, place),
      });
      break;
    }
  }
  return failures;
}

const isBlank = (text: string): boolean => text.trim() === '';
