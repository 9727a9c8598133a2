import { expect, it } from 'vitest';
import { compileConfig } from '../compile-item.ts';
import type { StateConfig } from '../config.ts';
import { type Edge, explore, machineIn, type Place, type World } from './explore.ts';

export type PathPromises = {
  readonly world: World;
  /** Ends that this item cannot come to: it refuses nobody, takes no money. */
  readonly never: readonly string[];
  readonly orders: 0 | 1;
};

/** What must hold on every path of every item, each as a test of its own. */
export function itKeepsItsPromises({ world, never, orders }: PathPromises): void {
  const { places, edges } = explore(world, machineIn(world));
  const states = statesOf(compileConfig(world.definition).states, 'item');

  it('reaches every state that is declared, and none that is not', () => {
    const declared = states.filter(([, state]) => !state.always && !state.states).map(([id]) => id);
    const reached = new Set([...places.values()].flatMap(restingIn));
    expect([...reached].filter((id) => !declared.includes(id))).toEqual([]);
    expect(declared.filter((id) => !reached.has(id))).toEqual(never.map((end) => `item.${end}`));
  });

  it('leads home from everywhere, within four steps', () => {
    const home = [...places].filter(([, { snapshot }]) => snapshot.status === 'done').map(([key]) => key);
    const reach = backwards(home, edges);
    expect(reach.size).toBe(places.size);
    expect(Math.max(...reach.values())).toBeLessThanOrEqual(4);
  });

  it('ends by itself when the citizen walks away and nobody answers', () => {
    for (const key of places.keys()) expect(walkedAway(key, places, edges)).toBe('done');
  });

  it('opens an order at most once', () => {
    expect(Math.max(...[...places.values()].map((place) => place.opened))).toBe(orders);
  });

  it('never forgets an order that may have been paid', () => {
    for (const { snapshot } of places.values()) {
      const { outcome, record } = snapshot.context;
      if (outcome?.kind === 'done' && record.order) expect(record.paidAt).not.toBeNull();
      if (outcome?.kind === 'left' || outcome?.kind === 'failed') expect(record.order).toBeNull();
      if (outcome?.kind === 'not-charged') expect(record.paidAt).toBeNull();
    }
  });

  it('says “not charged” of an open order only when the exchange says it is closed', () => {
    for (const [from, ways] of edges)
      for (const { event, to } of ways) {
        const before = places.get(from)?.snapshot;
        const outcome = places.get(to)?.snapshot.context.outcome;
        if (before?.status === 'active' && outcome?.kind === 'not-charged' && outcome.record.order)
          expect(event).toMatchObject({ output: { kind: 'closed' } });
      }
  });

  it('promises a receipt only for a case that was accepted', () => {
    for (const { snapshot } of places.values()) {
      const { outcome } = snapshot.context;
      if (outcome?.kind === 'done' && outcome.slip === 'receipt' && sends(world))
        expect(Object.keys(outcome.record.cases)).toHaveLength(1);
    }
  });

  it('goes on from every call to the outside: its answers, its failure, its silence', () => {
    const calling = states.filter(([, state]) => state.invoke);
    expect(calling.length).toBeGreaterThan(0);
    for (const [id, state] of calling) {
      const timed = [state, ...Object.values(state.states ?? {})];
      expect(state.invoke?.onDone, id).not.toHaveLength(0);
      expect(state.invoke?.onError, id).not.toHaveLength(0);
      expect(
        timed.every((part) => part === state || part.after),
        id,
      ).toBe(true);
      expect(
        timed.some((part) => part.after),
        id,
      ).toBe(true);
    }
  });
}

const sends = ({ definition }: World): boolean => definition.steps.some((step) => step.verb === 'submit');

type States = Readonly<Record<string, StateConfig>>;
const statesOf = (states: States, parent: string): readonly (readonly [string, StateConfig])[] =>
  Object.entries(states).flatMap(([key, state]) => [
    [`${parent}.${key}`, state] as const,
    ...statesOf(state.states ?? {}, `${parent}.${key}`),
  ]);

const restingIn = ({ snapshot }: Place): readonly string[] =>
  snapshot._nodes.filter((node) => node.type === 'atomic' || node.type === 'final').map((node) => node.id);

type Edges = ReadonlyMap<string, readonly Edge[]>;

/** Steps from each place to the nearest of the goals. */
function backwards(goals: readonly string[], edges: Edges): ReadonlyMap<string, number> {
  const before = Map.groupBy(
    [...edges].flatMap(([from, ways]) => ways.map(({ to }) => ({ from, to }))),
    ({ to }) => to,
  );
  const reach = new Map(goals.map((goal) => [goal, 0]));
  for (const [key, distance] of reach)
    for (const { from } of before.get(key) ?? []) if (!reach.has(from)) reach.set(from, distance + 1);
  return reach;
}

/** The session's idle timer says LEAVE again and again; apart from that only timers fire. */
function walkedAway(start: string, places: ReadonlyMap<string, Place>, edges: Edges): string | undefined {
  let key = start;
  for (let turn = 0; turn < 8; turn += 1) {
    const ways = (edges.get(key) ?? []).filter(({ to }) => to !== key);
    const way =
      ways.find(({ event }) => event.type === 'LEAVE') ??
      ways.find(({ event }) => event.type.startsWith('xstate.after.'));
    if (!way) break;
    key = way.to;
  }
  return places.get(key)?.snapshot.status;
}
