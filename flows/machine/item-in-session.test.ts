import { describe, expect, it, vi } from 'vitest';
import { createActor, fromPromise, type OutputFrom, SimulatedClock } from 'xstate';
import type { ReadCardOutcome } from '../session/contract.ts';
import { itemLogic } from '../session/item-logic.ts';
import { createSessionMachine } from '../session/session-machine.ts';
import { TIMERS } from '../session/testing.ts';
import { compileItem } from './compile.ts';
import type { ItemActors, ItemEvent, SubmitOutcome } from './contract.ts';
import { silentActors } from './silent-actors.ts';
import { confirm, itemWith, receipt, show, submit } from './testing/items.ts';
import { accepted, person, TODAY } from './testing/street.ts';

/** A real item run by the real session, up to the moment its case is being sent. */
async function visit() {
  const item = compileItem(
    itemWith({ steps: [show('record'), confirm(), submit(), show('result'), receipt()] }),
  );
  const items = new Map([[item.definition.id, item]]);
  const sent = Promise.withResolvers<OutputFrom<ItemActors['submit']>>();
  const actors: ItemActors = { ...silentActors, submit: fromPromise(() => sent.promise) };
  const machine = createSessionMachine(items, TIMERS).provide({
    actors: {
      readCard: fromPromise<ReadCardOutcome>(async () => ({ kind: 'read', person })),
      item: itemLogic(items, actors),
    },
  });
  const session = createActor(machine, { clock: new SimulatedClock() }).start();
  const flow = () => JSON.stringify(session.getSnapshot().value.flow);
  const tap = (event: ItemEvent) => session.send({ type: 'ITEM', event });

  session.send({ type: 'CARD_FOUND', visit: 'v' });
  await vi.waitFor(() => expect(flow()).toContain('home'));
  session.send({ type: 'OPEN_ITEM', item: item.definition.id });
  session.send({ type: 'START_ITEM', today: TODAY });
  tap({ type: 'CONTINUE', step: 'record' });
  tap({ type: 'CONFIRM', step: 'check' });
  const answer = (outcome: SubmitOutcome) => sent.resolve(outcome);
  return { session, flow, tap, answer };
}

describe('an item inside a visit', () => {
  it('keeps a citizen who wants to leave until the case is answered, then owes the receipt', async () => {
    const { session, flow, answer } = await visit();
    session.send({ type: 'EXIT' });
    expect(flow()).toContain('running');
    expect(session.getSnapshot().context.itemBusy).toBe(true);
    answer(accepted);
    await vi.waitFor(() => expect(flow()).toContain('takeCard'));
    expect(session.getSnapshot().context.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('goes on with the citizen who stays', async () => {
    const { session, flow, tap, answer } = await visit();
    answer(accepted);
    await vi.waitFor(() => expect(session.getSnapshot().context.itemBusy).toBe(false));
    expect(flow()).toContain('running');
    tap({ type: 'CONTINUE', step: 'result' });
    await vi.waitFor(() => expect(flow()).toContain('takeCard'));
  });
});
