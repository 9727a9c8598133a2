import { describe, expect, it } from 'vitest';
import { compileConfig } from './compile-item.ts';
import type { StateConfig } from './config.ts';
import { type Edge, explore, machineIn, type Place, type World } from './testing/explore.ts';
import { booking, filing, fine } from './testing/items.ts';
import { gathered } from './testing/street.ts';

const worlds: Readonly<Record<string, World>> = {
  filing: {
    definition: filing,
    answers: { kind: ['home', 'other', '?'], city: ['ningbo'], from: ['2026-11-25'], phone: ['13800000000'] },
    gather: [
      gathered({ insured: { city: 'hangzhou' } }),
      gathered({ insured: null }),
      { kind: 'failed', fault: 'timeout', set: 'insured-set' },
      { kind: 'failed', fault: 'denied', set: 'insured-set' },
    ],
  },
  fine: {
    definition: fine,
    answers: { fine: ['A1'] },
    gather: [
      gathered({ fines: { open: [{ no: 'A1', fen: 20_000 }] } }),
      gathered({ fines: { open: [] } }),
      gathered({ fines: null }),
      { kind: 'failed', fault: 'timeout', set: 'fines-set' },
    ],
  },
  booking: { definition: booking, answers: { people: [2, 9], slot: ['2026-11-25/am'] }, gather: [] },
};

describe.each(Object.entries(worlds))('every path through an item: %s', (name, world) => {
  const machine = machineIn(world);
  const { places, edges } = explore(world, machine);
  const config = compileConfig(world.definition);

  it('reaches every state that is declared, and none that is not', () => {
    const reached = new Set([...places.values()].flatMap((place) => stateIds(place)));
    const resting = statesOf(config.states, 'item').filter(([, state]) => !state.always && !state.states);
    const declared = resting.map(([id]) => id);
    expect([...reached].filter((id) => !declared.includes(id))).toEqual([]);
    expect(declared.filter((id) => !reached.has(id))).toEqual(UNREACHED[name] ?? []);
  });

  it('leads home from everywhere, within four of the citizen’s own steps', () => {
    const home = [...places.entries()]
      .filter(([, { snapshot }]) => snapshot.status === 'done')
      .map(([key]) => key);
    const reach = backwards(home, edges);
    expect(reach.size).toBe(places.size);
    expect(Math.max(...reach.values())).toBeLessThanOrEqual(4);
  });

  it('ends by itself when the citizen walks away and nobody answers', () => {
    for (const key of places.keys()) expect(walkedAway(key, places, edges)).toBe('done');
  });

  it('opens one order at most', () => {
    expect(Math.max(...[...places.values()].map((place) => place.opened))).toBe(name === 'fine' ? 1 : 0);
  });

  it('never says “not charged” or “left” of an order that may have been paid', () => {
    for (const { snapshot } of places.values()) {
      const { outcome, record } = snapshot.context;
      if (outcome?.kind === 'done' && record.order) expect(record.paidAt).not.toBeNull();
      if (outcome?.kind === 'left' || outcome?.kind === 'failed') expect(record.order).toBeNull();
      if (outcome?.kind === 'not-charged') expect(record.paidAt).toBeNull();
    }
  });

  it('ends with a record whose case was accepted wherever a receipt is promised', () => {
    for (const { snapshot } of places.values()) {
      const { outcome } = snapshot.context;
      if (outcome?.kind === 'done' && outcome.slip === 'receipt')
        expect(Object.keys(outcome.record.cases)).toHaveLength(1);
    }
  });
});

describe('every call to the outside', () => {
  it.each(Object.values(worlds))(
    'has an answer, an error and a time-out it goes on from',
    ({ definition }) => {
      const calling = statesOf(compileConfig(definition).states, 'item').filter(([, state]) => state.invoke);
      for (const [id, state] of calling) {
        const timed = [state, ...Object.values(state.states ?? {})];
        expect(state.invoke?.onDone.at(-1)?.target ?? state.invoke?.src, id).toBeDefined();
        expect(state.invoke?.onError, id).not.toHaveLength(0);
        expect(
          timed.some((part) => part.after),
          id,
        ).toBe(true);
      }
      expect(calling.length).toBeGreaterThan(0);
    },
  );
});

/** An item that never fails inside has no way to `failed` but through bugs of the host. */
const UNREACHED: Readonly<Record<string, readonly string[]>> = {
  filing: ['item.payment-unknown', 'item.not-charged'],
  fine: ['item.refused'],
  booking: ['item.refused', 'item.payment-unknown', 'item.not-charged'],
};

function statesOf(
  states: Readonly<Record<string, StateConfig>>,
  parent: string,
): readonly [string, StateConfig][] {
  return Object.entries(states).flatMap(([key, state]): readonly [string, StateConfig][] => [
    [`${parent}.${key}`, state],
    ...statesOf(state.states ?? {}, `${parent}.${key}`),
  ]);
}

const stateIds = ({ snapshot }: Place): readonly string[] =>
  snapshot._nodes.filter((node) => node.type === 'atomic' || node.type === 'final').map((node) => node.id);

/** Steps from each place to the nearest of the goals. */
function backwards(
  goals: readonly string[],
  edges: ReadonlyMap<string, readonly Edge[]>,
): ReadonlyMap<string, number> {
  const before = new Map<string, string[]>();
  for (const [from, ways] of edges)
    for (const { to } of ways) before.set(to, [...(before.get(to) ?? []), from]);
  const reach = new Map(goals.map((goal) => [goal, 0]));
  for (const [key, distance] of reach)
    for (const from of before.get(key) ?? []) if (!reach.has(from)) reach.set(from, distance + 1);
  return reach;
}

/** The session's idle timer says LEAVE again and again; apart from that only timers fire. */
function walkedAway(
  start: string,
  places: ReadonlyMap<string, Place>,
  edges: ReadonlyMap<string, readonly Edge[]>,
): string {
  let key = start;
  for (let turn = 0; turn < 8; turn += 1) {
    const ways = edges.get(key) ?? [];
    const timer = ways.find(({ event, to }) => event.type.startsWith('xstate.after.') && to !== key);
    const leave = ways.find(({ event, to }) => event.type === 'LEAVE' && to !== key);
    const way = leave ?? timer;
    if (!way) break;
    key = way.to;
  }
  return places.get(key)?.snapshot.status ?? 'nowhere';
}
