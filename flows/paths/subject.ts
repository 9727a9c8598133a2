import type { AnyStateMachine } from 'xstate';
import type { ItemDefinition } from '../language/definition.ts';
import { compileConfig } from '../machine/compile-item.ts';
import type { ActionRef, GuardRef, ItemConfig, StateConfig, Transition } from '../machine/config.ts';
import type { ItemActors, ItemMachine } from '../machine/contract.ts';
import { createEvaluator, type Evaluate } from '../machine/evaluate.ts';
import { machineOf } from '../machine/machine.ts';
import { silentActors } from '../machine/silent-actors.ts';
import { withEveryPart } from './every-part.ts';

/**
 * What is proven: the very machine a citizen meets, whose every transition also says its name when it is taken.
 * The name is one more action in the configuration, which means nothing to the machine; so the transitions inside
 * one step (gates that are passed at once) are seen too, and nothing of XState has to be opened up for it.
 */
export type Subject = {
  readonly definition: ItemDefinition;
  readonly config: ItemConfig;
  readonly evaluate: Evaluate;
  /** By name. */
  readonly transitions: ReadonlyMap<string, DeclaredTransition>;
  readonly machine: AnyStateMachine;
  readonly run: (actors: ItemActors) => ItemMachine;
};
export type DeclaredTransition = {
  readonly state: string;
  /** Event or delay by its name; `done` and `error` of an invocation; `always`. */
  readonly on: string;
  readonly guard: GuardRef | null;
  readonly target: string | null;
};

/** XState never asks for an action's implementation before it is to be executed, and the pure functions execute none. */
const SAYS = 'took';
/** `config` stands in for what the definition compiles to: a prover is proven on machines with a planted fault. */
export function subjectOf(
  definition: ItemDefinition,
  config = compileConfig(withEveryPart(definition)),
): Subject {
  const evaluate = createEvaluator();
  const transitions = new Map<string, DeclaredTransition>();
  const named = (state: string, on: string, list: readonly Transition[]): readonly Transition[] =>
    list.map((transition, index) => {
      const name = `${state} ${on} ${index}`;
      transitions.set(name, {
        state,
        on,
        guard: transition.guard ?? null,
        target: transition.target?.slice('#item.'.length) ?? null,
      });
      /** Not one of the language's actions, so not in its type. */
      const says = { type: SAYS, params: { name } } as unknown as ActionRef;
      return { ...transition, actions: [...(transition.actions ?? []), says] };
    });
  const each = (state: string, on: Readonly<Record<string, readonly Transition[]>>) =>
    Object.fromEntries(Object.entries(on).map(([event, list]) => [event, named(state, event, list)]));
  const speaking = (key: string, state: StateConfig): StateConfig => ({
    ...state,
    ...(state.on && { on: each(key, state.on) }),
    ...(state.after && { after: each(key, state.after) }),
    ...(state.always && { always: named(key, 'always', state.always) }),
    ...(state.invoke && {
      invoke: {
        ...state.invoke,
        onDone: named(key, 'done', state.invoke.onDone),
        onError: named(key, 'error', state.invoke.onError),
      },
    }),
    ...(state.states && { states: speakingAll(`${key}.`, state.states) }),
  });
  const speakingAll = (prefix: string, states: ItemConfig['states']): ItemConfig['states'] =>
    Object.fromEntries(
      Object.entries(states).map(([key, state]) => [key, speaking(`${prefix}${key}`, state)]),
    );

  const telling = { ...config, states: speakingAll('', config.states) };
  return {
    definition,
    config,
    evaluate,
    transitions,
    machine: machineOf(definition, telling, evaluate, silentActors) as unknown as AnyStateMachine, // what it is; the contract hides it
    run: (actors) => machineOf(definition, config, evaluate, actors),
  };
}

/** Names of the transitions taken, in order. */
export const takenIn = (
  actions: readonly { readonly type: string; readonly params: unknown }[],
): readonly string[] =>
  actions.flatMap(({ type, params }) => (type === SAYS ? [(params as { name: string }).name] : []));

/** Every state of a configuration by its name, parents before their children. */
export const statesOf = (config: ItemConfig): ReadonlyMap<string, StateConfig> => {
  const below = (prefix: string, states: ItemConfig['states']): readonly (readonly [string, StateConfig])[] =>
    Object.entries(states).flatMap(([key, state]) => [
      [`${prefix}${key}`, state] as const,
      ...below(`${prefix}${key}.`, state.states ?? {}),
    ]);
  return new Map(below('', config.states));
};
