import { assign, createActor, fromPromise, SimulatedClock, type Snapshot, setup } from 'xstate';
import type {
  CompiledItem,
  ItemEvent,
  ItemInput,
  ItemMachine,
  ItemOutcome,
  ItemRecord,
  ItemView,
} from '../machine/contract.ts';
import type { Assurance } from './assurance.ts';
import type {
  FaceOutcome,
  PasswordOutcome,
  PrintDocumentOutcome,
  PrintOutcome,
  ReadCardOutcome,
  SessionNews,
} from './contract.ts';
import type { Person } from './person.ts';
import { createSessionMachine } from './session-machine.ts';

export const TIMERS = {
  browseIdleMs: 90_000,
  identifiedIdleMs: 150_000,
  idleCountdownMs: 45_000,
  cardLeftMs: 30_000,
  paperLeftMs: 30_000,
  doneMs: 60_000,
};

export const WANG: Person = {
  document: 'resident',
  name: '王测试',
  number: '330122195801010025',
  sex: 'female',
  birthDate: '1958-01-01',
  address: '测试路1号',
  validTo: null,
};

const record = (person: Person): ItemRecord => ({
  person,
  today: '2026-11-24',
  data: {},
  derived: {},
  answers: {},
  signatures: {},
  pages: {},
  cases: {},
  parts: [],
  order: null,
  paidAt: null,
  issued: null,
});

type StubEvent = ItemEvent | { type: 'END'; outcome: ItemOutcome } | { type: 'WORK' };

/** An item that does what a test tells it: `END` with any outcome, `WORK` to be busy, `LEAVE` unless busy. */
const stubMachine = setup({
  types: {
    events: {} as StubEvent,
    context: {} as { outcome: ItemOutcome },
    input: {} as ItemInput,
    output: {} as ItemOutcome,
  },
}).createMachine({
  context: { outcome: { kind: 'left' } },
  initial: 'asking',
  states: {
    asking: { on: { WORK: 'working', LEAVE: 'ended' } },
    working: { on: { CONTINUE: 'asking' } },
    ended: { type: 'final' },
  },
  on: { END: { target: '.ended', actions: assign({ outcome: ({ event }) => event.outcome }) } },
  output: ({ context }) => context.outcome,
});

const stub = (id: string, assurance: Assurance) => ({
  definition: { id },
  hash: 'ab'.repeat(32),
  needs: { devices: [], dataSets: [], assurance },
  view: (snapshot: Snapshot<ItemOutcome>): ItemView =>
    (snapshot as unknown as { value: string }).value === 'working'
      ? { kind: 'gathering' }
      : { kind: 'ended', outcome: { kind: 'left' } },
});

const stubs = new Map(
  (
    [
      ['test.item', 'card'],
      ['test.face', 'card+face'],
      ['test.password', 'card+password'],
    ] as const
  ).map(([id, assurance]) => [id, stub(id, assurance) as unknown as CompiledItem]), // only what the session looks at
);

export const outcomes = {
  done: (): ItemOutcome => ({ kind: 'done', record: record(WANG), slip: 'receipt' }),
  issued: (): ItemOutcome => ({
    kind: 'done',
    record: {
      ...record(WANG),
      issued: {
        number: 'TEST-D1',
        title: { 'zh-CN': '测试证明', en: 'Test certificate' },
        key: 'v1/certificate/police',
        validTo: null,
      },
    },
    slip: 'receipt',
  }),
  doneWithoutSlip: (): ItemOutcome => ({ kind: 'done', record: record(WANG), slip: null }),
  refused: (): ItemOutcome => ({ kind: 'refused', record: record(WANG), rule: 0 }),
  pending: (): ItemOutcome => ({ kind: 'pending', record: record(WANG), slip: 'pending' }),
  failed: (): ItemOutcome => ({ kind: 'failed', fault: 'unreachable' }),
};

const never = (): Promise<never> => new Promise(() => {});

/** A session on a simulated clock, with a reader, a printer and an item that answer as the test says. */
export function startSession() {
  const clock = new SimulatedClock();
  const news: SessionNews[] = [];
  const world = {
    card: { kind: 'read', person: WANG } as ReadCardOutcome,
    document: { kind: 'printed' } as PrintDocumentOutcome,
    documents: 0,
    print: { kind: 'printed', hasTakenSensor: false } as PrintOutcome,
    /** What each look into the camera, and each password, comes to, in turn; then nothing comes. */
    faces: [] as FaceOutcome[],
    passwords: [] as PasswordOutcome[],
    looks: 0,
    typed: [] as string[],
    printed: 0,
    cleared: 0,
  };
  const machine = createSessionMachine(stubs, TIMERS).provide({
    actors: {
      readCard: fromPromise(async () => world.card),
      proveFace: fromPromise(async () => {
        world.looks += 1;
        return world.faces.shift() ?? never();
      }),
      provePassword: fromPromise<PasswordOutcome, { digits: string }>(async ({ input }) => {
        world.typed.push(input.digits);
        return world.passwords.shift() ?? never();
      }),
      printDocument: fromPromise(async () => {
        world.documents += 1;
        return world.document;
      }),
      print: fromPromise(async () => {
        world.printed += 1;
        return world.print;
      }),
      clear: fromPromise(async () => {
        world.cleared += 1;
      }),
      item: stubMachine as unknown as ItemMachine, // the stub answers to more events than a real item
    },
  });
  const actor = createActor(machine, { clock });
  actor.on('*', (event) => news.push(event));
  actor.start();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    actor,
    clock,
    world,
    news,
    settle,
    flow: () => actor.getSnapshot().value.flow,
    card: () => actor.getSnapshot().value.card,
    attention: () => actor.getSnapshot().value.attention,
    item: (event: StubEvent) => actor.getSnapshot().children.item?.send(event as never), // END and WORK are the stub's own
    identify: async () => {
      actor.send({ type: 'CARD_FOUND', visit: 'v1' });
      await settle();
    },
    start: async () => {
      actor.send({ type: 'CARD_FOUND', visit: 'v1' });
      await settle();
      actor.send({ type: 'OPEN_ITEM', item: 'test.item' });
      actor.send({ type: 'START_ITEM', today: '2026-11-24' });
      await settle();
    },
  };
}
