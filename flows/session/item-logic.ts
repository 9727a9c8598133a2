import type { ActorScope, AnyActorScope, AnyEventObject, AnyStateMachine, Snapshot } from 'xstate';
import type {
  CompiledItem,
  ItemActors,
  ItemEvent,
  ItemInput,
  ItemMachine,
  ItemOutcome,
} from '../machine/contract.ts';

export type RunItemInput = ItemInput & { readonly item: string };
type ItemScope = ActorScope<Snapshot<ItemOutcome>, ItemEvent | AnyEventObject>;

/**
 * One actor logic that runs whichever item its input names, so that the session machine stays the same
 * whatever the catalogue holds. A machine's snapshot carries its machine: that is where later events go.
 */
export function itemLogic(items: ReadonlyMap<string, CompiledItem>, actors: ItemActors): ItemMachine {
  return {
    getInitialSnapshot: (scope: ItemScope, input: ItemInput) => {
      const { item, ...rest } = input as RunItemInput;
      const compiled = items.get(item);
      if (!compiled) throw new Error(`no item ${item} in this catalogue`);
      return compiled.provide(actors).getInitialSnapshot(scope, rest);
    },
    start: (snapshot: Snapshot<ItemOutcome>) => {
      machineOf(snapshot).start(snapshot as Parameters<AnyStateMachine['start']>[0]);
    },
    transition: (snapshot: Snapshot<ItemOutcome>, event: ItemEvent | AnyEventObject, scope: ItemScope) =>
      machineOf(snapshot).transition(
        snapshot as Parameters<AnyStateMachine['transition']>[0],
        event,
        scope as AnyActorScope,
      ) as Snapshot<ItemOutcome>,
    getPersistedSnapshot: (snapshot: Snapshot<ItemOutcome>) => snapshot,
  };
}

/** Every XState machine snapshot names its machine; the type of a bare `Snapshot` does not say so. */
function machineOf(snapshot: Snapshot<ItemOutcome>): AnyStateMachine {
  return (snapshot as Snapshot<ItemOutcome> & { readonly machine: AnyStateMachine }).machine;
}
