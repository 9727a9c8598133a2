import { assign, setup } from 'xstate';
import { addDays } from '../cel/civil-date.ts';
import type { ItemDefinition } from '../language/definition.ts';
import { isKeyed } from '../language/known-after.ts';
import { actionsOf } from './actions.ts';
import {
  type ActionParams,
  type ActorCall,
  EXCHANGE_WATCHDOG_MS,
  type GuardParams,
  type Invocation,
  type ItemConfig,
  PAYMENT_DEADLINE_MS,
  PAYMENT_EXTENSION_MS,
  SCAN_WATCHDOG_MS,
  type StateConfig,
} from './config.ts';
import { contextAtStart, type ItemContext, type MachineEvent } from './context.ts';
import type {
  GatherInput,
  IssueInput,
  ItemActors,
  ItemInput,
  ItemMachine,
  ItemOutcome,
  OpenOrderInput,
  RecordToRead,
  ScanInput,
  SlotsInput,
  SubmitInput,
} from './contract.ts';
import type { Evaluate } from './evaluate.ts';
import { guardsOf, isToBeRead, priceOf } from './guards.ts';
import { keyOf } from './record.ts';

/** Gives a configuration its meaning: guards, actions and delays by name, and the host's actors. */
export function machineOf(
  definition: ItemDefinition,
  config: ItemConfig,
  evaluate: Evaluate,
  actors: ItemActors,
): ItemMachine {
  const guards = guardsOf(definition, evaluate);
  const actions = actionsOf(definition, evaluate);
  const guard =
    <Name extends keyof GuardParams>(name: Name) =>
    ({ context, event }: { context: ItemContext; event: MachineEvent }, params: GuardParams[Name]) =>
      guards[name](context, event, params);
  const action = <Name extends keyof ActionParams>(name: Name) =>
    assign<ItemContext, MachineEvent, ActionParams[Name], MachineEvent, never>(({ context, event }, params) =>
      actions[name](context, event, params),
    );
  const named = <Names extends object, Made>(names: Names, make: (name: keyof Names) => Made) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, make(name as keyof Names)]));

  const builder = setup({
    types: {
      context: {} as ItemContext,
      events: {} as MachineEvent,
      input: {} as ItemInput,
      output: {} as ItemOutcome,
    },
    actors,
    guards: named(guards, guard),
    actions: named(actions, action),
    delays: {
      exchangeWatchdog: EXCHANGE_WATCHDOG_MS,
      scanWatchdog: SCAN_WATCHDOG_MS,
      paymentDeadline: PAYMENT_DEADLINE_MS,
      paymentExtension: PAYMENT_EXTENSION_MS,
    },
  });
  /** The session runs any item alike, so it sees the machine without its context: XState's type is invariant in it. */
  return builder.createMachine({
    id: config.id,
    context: ({ input }) => contextAtStart(definition, evaluate, input),
    output: ({ context }) => context.outcome ?? { kind: 'failed', fault: 'internal' },
    initial: config.initial,
    /** Our own `StateConfig` is a closed subset of XState's, whose type wants every name as a literal. */
    states: runnable(config.states, (call, context) =>
      inputOf(call, context, definition, evaluate),
    ) as StatesOf<typeof builder>,
  }) as unknown as ItemMachine;
}

type StatesOf<Builder extends { createMachine: (config: never) => unknown }> = Extract<
  Parameters<Builder['createMachine']>[0],
  { states?: unknown }
>['states'];

type InputOf = (call: ActorCall, context: ItemContext) => unknown;

/** The configuration with each invocation's `input` as the function XState wants in its place. */
function runnable(states: Readonly<Record<string, StateConfig>>, input: InputOf): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(states).map(([key, state]) => [
      key,
      {
        ...state,
        ...(state.states && { states: runnable(state.states, input) }),
        ...(state.invoke && { invoke: invocation(state.invoke, input) }),
      },
    ]),
  );
}

const invocation = (invoke: Invocation, input: InputOf) => ({
  ...invoke,
  input: ({ context }: { context: ItemContext }) => input(invoke, context),
});

/** Each record once for each key; a record without a key is read with the first. */
function readsOf(
  sets: readonly string[] | undefined,
  context: ItemContext,
  { data }: ItemDefinition,
  evaluate: Evaluate,
): readonly RecordToRead[] {
  if (sets === undefined) return data.filter((use) => !isKeyed(use)).map((use) => ({ use, key: null }));
  return data
    .filter(isKeyed)
    .filter((use) => sets.includes(use.as) && isToBeRead(use, context, evaluate))
    .map((use) => ({ use, key: keyOf(use, context.record, evaluate) }));
}

/** What an actor is told: what the step says, and the record as it stands now. */
function inputOf(call: ActorCall, context: ItemContext, item: ItemDefinition, evaluate: Evaluate): unknown {
  const { record } = context;
  switch (call.src) {
    case 'gather':
      return {
        person: record.person,
        item,
        reads: readsOf(call.input.sets, context, item, evaluate),
      } satisfies GatherInput;
    case 'slots':
      return { ...call.input, from: addDays(record.today, 1) } satisfies SlotsInput;
    case 'submit':
      return { ...call.input, item, record } satisfies SubmitInput;
    case 'openOrder': {
      const amountFen = priceOf(call.input.amountFen, context, evaluate);
      if (amountFen === null) throw new Error('an order is opened only for a price');
      return { ...call.input, amountFen, item, record } satisfies OpenOrderInput;
    }
    case 'awaitPayment':
    case 'closeOrder':
      if (record.order === null) throw new Error('an order is waited for only once it is open');
      return { order: record.order };
    case 'issue':
      return { ...call.input, item, record } satisfies IssueInput;
    case 'scan':
      return {
        ...call.input,
        kept: Object.values(context.given.pages).flatMap((pages) => pages.map(({ id }) => id)),
      } satisfies ScanInput;
  }
}
