import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  fromPromise,
  getNextTransitions,
  initialTransition,
  transition,
} from 'xstate';
import type { CompiledItem, ItemMachine, ItemOutcome } from '../../machine/contract.ts';
import { canonicalJson } from '../../machine/hash.ts';
import { type Assurance, satisfies } from '../../session/assurance.ts';
import type {
  FaceOutcome,
  PasswordOutcome,
  PrintDocumentInput,
  PrintDocumentOutcome,
  PrintInput,
  PrintOutcome,
  ReadCardOutcome,
  SessionContext,
  SessionNews,
  SessionTimers,
} from '../../session/contract.ts';
import { createSessionMachine } from '../../session/session-machine.ts';
import { TODAY } from '../world.ts';
import { outcomeClass } from './item-classes.ts';
import { answersOf, spoken } from './session-world.ts';

/** Where a visit stands, without the item that runs in it. */
export type SessionPlace = {
  readonly key: string;
  readonly snapshot: AnyMachineSnapshot;
  readonly context: SessionContext;
  /** An item is running. */
  readonly isServing: boolean;
  /** What can happen of itself: all but what the running item does. */
  readonly moves: () => readonly SessionMove[];
  /** What the running item does is seen: it works by itself or waits, it ends, it breaks down. */
  readonly onItem: (seen: ItemSeen) => SessionMove;
};
export type ItemSeen =
  | { readonly kind: 'shows'; readonly isBusy: boolean }
  | { readonly kind: 'ends'; readonly outcome: ItemOutcome };
export type SessionMove = {
  readonly label: string;
  readonly says: string;
  /** Done by a person; otherwise a timer, or the answer of an actor. */
  readonly isPersons: boolean;
  readonly to: SessionPlace;
  /** Events handed to the running item. */
  readonly sent: readonly string[];
  readonly news: readonly SessionNews['type'][];
};

/** Their lengths do not matter: every timer may fire whenever it runs. */
const TIMERS: SessionTimers = {
  browseIdleMs: 1,
  identifiedIdleMs: 1,
  idleCountdownMs: 1,
  cardLeftMs: 1,
  paperLeftMs: 1,
  doneMs: 1,
};
export const ITEM = 'proof.item';
/** Never answers: the answers are made up here. */
const silent = <Output, Input = unknown>() => fromPromise<Output, Input>(() => new Promise(() => {}));

/**
 * The graph of a visit around an item of one level of assurance, made as it is walked. The session sees of an item that
 * it is busy and how it ends, so one graph serves all items of that level. Gives where every visit begins: the standby screen.
 */
export function sessionGraph(assurance: Assurance): SessionPlace {
  const start = graphs.get(assurance) ?? walked(assurance, sessionMachine(assurance));
  graphs.set(assurance, start);
  return start;
}
const graphs = new Map<Assurance, SessionPlace>();

/** The very machine a visit runs on, with actors that stay silent. */
export function sessionMachine(assurance: Assurance): AnyStateMachine {
  // All that a session looks at of an item; what it shows is the snapshot itself here.
  const item = {
    definition: { id: ITEM },
    hash: '',
    needs: { devices: [], dataSets: [], assurance },
    view: (snapshot: unknown) => snapshot,
  } as unknown as CompiledItem;
  return createSessionMachine(new Map([[ITEM, item]]), TIMERS).provide({
    actors: {
      readCard: silent<ReadCardOutcome>(),
      proveFace: silent<FaceOutcome>(),
      provePassword: silent<PasswordOutcome, { digits: string }>(),
      printDocument: silent<PrintDocumentOutcome, PrintDocumentInput>(),
      print: silent<PrintOutcome, PrintInput>(),
      clear: silent<void, { visit: string | null }>(),
      // Any logic will do: it is never started, the item's own graph stands for it.
      item: silent() as unknown as ItemMachine,
    },
  });
}

/** @param machine another one stands in where the promises are themselves proven, on a planted fault */
export function walked(assurance: Assurance, machine: AnyStateMachine): SessionPlace {
  const places = new Map<string, SessionPlace>();
  const placeOf = (snapshot: AnyMachineSnapshot): SessionPlace => {
    const key = keyOf(snapshot, assurance);
    const known = places.get(key);
    if (known) return known;
    const moved = (event: AnyEventObject, label: string, says: string, isPersons: boolean): SessionMove => {
      const [next, actions] = transition(machine, snapshot, event);
      return { label, says, isPersons, to: placeOf(next), ...toldBy(actions) };
    };
    let moves: readonly SessionMove[] | null = null;
    const seen = new Map<string, SessionMove>();
    const place: SessionPlace = {
      key,
      snapshot,
      context: snapshot.context,
      isServing: 'item' in snapshot.children,
      moves: () => {
        moves ??= happeningsAt(snapshot).map(({ event, label, says, isPersons }) =>
          moved(event, label, says, isPersons),
        );
        return moves;
      },
      onItem: (sight) => {
        const name = sight.kind === 'shows' ? `shows ${sight.isBusy}` : `ends ${outcomeClass(sight.outcome)}`;
        const move =
          seen.get(name) ??
          moved(
            sight.kind === 'shows'
              ? { type: 'xstate.snapshot.item', snapshot: { kind: sight.isBusy ? 'gathering' : 'ended' } }
              : { type: 'xstate.done.actor.item', output: sight.outcome },
            name,
            `the item ${name}`,
            false,
          );
        seen.set(name, move);
        return move;
      },
    };
    places.set(key, place);
    return place;
  };
  return placeOf(initialTransition(machine)[0]);
}

/** Everything the guards of a session can read. Once the level is reached, how it was tried decides nothing more. */
function keyOf({ value, context }: AnyMachineSnapshot, needed: Assurance): string {
  const session: SessionContext = context;
  const isReached = satisfies(session.assurance, needed);
  return canonicalJson([
    value,
    session.person?.number ?? null,
    session.item,
    isReached
      ? null
      : [session.faceTries, session.proofProblem?.way ?? null, session.passwordClosed !== null],
    [session.itemBusy, session.exitAfterItem, session.visit !== null],
    outcomeClass(session.outcome),
    [session.documentPrint?.kind ?? null, session.print?.kind ?? null],
    session.rating !== null,
  ]);
}

type Happening = Pick<SessionMove, 'label' | 'says' | 'isPersons'> & { readonly event: AnyEventObject };

function happeningsAt(snapshot: AnyMachineSnapshot): readonly Happening[] {
  const called = new Map<string, string>(
    snapshot._nodes.flatMap(({ invoke }) => invoke.map(({ id, src }) => [id, String(src)] as const)),
  );
  const types = new Set(getNextTransitions(snapshot).map(({ eventType }) => String(eventType)));
  return [...types].flatMap((type): readonly Happening[] => {
    const [, end, call = ''] = /^xstate\.(done|error|snapshot)\.actor\.(.+)$/.exec(type) ?? [];
    if (type === '' || type === 'xstate.snapshot.item' || call === 'item') return [];
    const actor = called.get(call) ?? '';
    if (end === 'error')
      return [
        {
          event: { type, error: new Error('a bug') },
          label: `${actor} breaks`,
          says: `${actor} breaks down`,
          isPersons: false,
        },
      ];
    if (end === 'done')
      return answersOf(actor, snapshot.context).map(({ output, says }) => ({
        event: { type, output },
        label: `${actor} ${says}`,
        says: `${actor} answers: ${says}`,
        isPersons: false,
      }));
    if (type.startsWith('xstate.after.'))
      return [
        { event: { type }, label: type, says: `time is over (${type.split('.')[2]})`, isPersons: false },
      ];
    return spoken(type, { visit: 'v', item: ITEM, today: TODAY }).map((event) => ({
      event,
      label: canonicalJson(event),
      says: type.toLowerCase().replaceAll('_', ' '),
      isPersons: true,
    }));
  });
}

function toldBy(
  actions: readonly { readonly type: string; readonly params: unknown }[],
): Pick<SessionMove, 'sent' | 'news'> {
  const typeIn = (params: unknown): string => (params as { event: { type: string } }).event.type;
  const ofKind = (kind: string) =>
    actions.filter(({ type }) => type === kind).map(({ params }) => typeIn(params));
  return { sent: ofKind('xstate.sendTo'), news: ofKind('xstate.emit') as SessionNews['type'][] };
}
