import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  getNextTransitions,
  initialTransition,
  transition,
} from 'xstate';
import type { ItemDefinition } from '../../language/definition.ts';
import { compileItem } from '../compile.ts';
import type { ItemActors, ItemEvent } from '../contract.ts';
import { canonicalJson } from '../hash.ts';
import { silentActors } from '../silent-actors.ts';
import { accepted, issued, order, pen, person, scanned, TODAY } from './street.ts';

/**
 * Walks an item through XState's pure `transition`, with the whole outside world made up: every event a
 * state listens to, every outcome of every actor, every timer.
 */
export type World = {
  readonly definition: ItemDefinition;
  /** Answers given to the steps; every other citizen's event follows from the definition. */
  readonly answers: Readonly<Record<string, readonly (string | number)[]>>;
  readonly gather: readonly OutputOf<'gather'>[];
};
type OutputOf<Name extends keyof ItemActors> = ItemActors[Name] extends { transition: never }
  ? never
  : NonNullable<ReturnType<ItemActors[Name]['getInitialSnapshot']>['output']>;

/** Where a walk stands; `opened` counts orders opened on the way to it. */
export type Place = { readonly snapshot: AnyMachineSnapshot; readonly opened: number };
export type Edge = { readonly event: AnyEventObject; readonly to: string };

const OUTCOMES: Readonly<Record<string, readonly unknown[]>> = {
  slots: [
    { kind: 'ok', slots: [{ date: '2026-11-25', part: 'am', left: 1 }] },
    { kind: 'failed', fault: 'timeout' },
    { kind: 'failed', fault: 'denied' },
  ],
  submit: [
    accepted,
    { kind: 'rejected', reason: { 'zh-CN': '不符', en: 'no' } },
    { kind: 'not-submitted', fault: 'unreachable' },
    { kind: 'not-submitted', fault: 'denied' },
    { kind: 'pending' },
  ],
  openOrder: [
    { kind: 'open', order },
    { kind: 'failed', fault: 'timeout' },
  ],
  awaitPayment: [{ kind: 'paid', at: TODAY }, { kind: 'closed' }],
  closeOrder: [{ kind: 'paid', at: TODAY }, { kind: 'closed' }, { kind: 'unknown' }],
  scan: [scanned('p1'), scanned('p2', 'blank'), { kind: 'not-scanned', why: 'jammed' }],
  issue: [
    issued,
    { kind: 'rejected', reason: { 'zh-CN': '不符', en: 'no' } },
    { kind: 'not-issued', fault: 'unreachable' },
    { kind: 'not-issued', fault: 'denied' },
    { kind: 'pending' },
  ],
};

export function machineIn({ definition }: Pick<World, 'definition'>): AnyStateMachine {
  return compileItem(definition).provide(silentActors) as unknown as AnyStateMachine;
}

export function begin(machine: AnyStateMachine): Place {
  const [snapshot] = initialTransition(machine, { person, today: TODAY });
  return { snapshot, opened: 0 };
}

export function follow(machine: AnyStateMachine, { snapshot, opened }: Place, event: AnyEventObject): Place {
  const [next] = transition(machine, snapshot, event);
  return { snapshot: next, opened: opened + (isOpening(event) && next !== snapshot ? 1 : 0) };
}

/** The exchange says it has made an order, and the item hears it. */
const isOpening = (event: AnyEventObject): boolean =>
  event.type.startsWith('xstate.done.actor.openOrder:') && event.output?.kind === 'open';

/** Everything that can happen at this place: the events its states listen to, with each meaning they may have. */
export function eventsAt(world: World, { snapshot }: Place): readonly AnyEventObject[] {
  const types = new Set(getNextTransitions(snapshot).map((candidate) => String(candidate.eventType)));
  return [...types].filter((type) => type !== '').flatMap((type) => eventsOf(world, type));
}

function eventsOf(world: World, type: string): readonly AnyEventObject[] {
  const [, kind, name] = /^xstate\.(done|error)\.actor\.([^:]+)/.exec(type) ?? [];
  if (kind === 'error') return [{ type, error: new Error('a bug in the host') }];
  if (kind === 'done' && name !== undefined) {
    const outcomes = name === 'gather' ? world.gather : (OUTCOMES[name] ?? []);
    return outcomes.map((output) => ({ type, output }));
  }
  if (type.startsWith('xstate.after.')) return [{ type }];
  return citizenEvents(world).filter((event) => event.type === type);
}

export function citizenEvents({ definition, answers }: World): readonly ItemEvent[] {
  return [
    { type: 'BACK' },
    { type: 'RETRY' },
    { type: 'LEAVE' },
    { type: 'CANCEL_PAYMENT' },
    { type: 'EXTEND_PAYMENT' },
    ...definition.steps.flatMap(({ id: step }): readonly ItemEvent[] => [
      { type: 'CONTINUE', step },
      { type: 'CONFIRM', step },
      { type: 'EDIT', step },
      { type: 'SCAN', step },
      { type: 'KEEP_PAGE', step },
      { type: 'DISCARD_PAGES', step },
      { type: 'BRING_LATER', step },
      { type: 'SIGN', step, signature: pen },
      ...(answers[step] ?? []).map((value) => ({ type: 'ANSWER', step, value }) as const),
    ]),
  ];
}

export const keyOf = ({ snapshot, opened }: Place): string =>
  canonicalJson([snapshot.value, snapshot.context, opened]);

/** Every place the item can be in, and every way from one to the next. */
export function explore(world: World, machine: AnyStateMachine) {
  const start = begin(machine);
  const places = new Map<string, Place>([[keyOf(start), start]]);
  const edges = new Map<string, readonly Edge[]>();
  for (const [key, place] of places) {
    const ways = eventsAt(world, place).map((event): Edge => {
      const next = follow(machine, place, event);
      const to = keyOf(next);
      if (!places.has(to)) places.set(to, next);
      return { event, to };
    });
    edges.set(key, ways);
  }
  return { places, edges };
}
