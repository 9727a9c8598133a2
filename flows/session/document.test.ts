import { expect, test } from 'vitest';
import { outcomes, startSession } from './testing.ts';

/** A visit whose item has issued a document, up to the card being taken. */
async function issued() {
  const session = startSession();
  await session.start();
  session.item({ type: 'END', outcome: outcomes.issued() });
  await session.settle();
  return session;
}
const takeCard = async (session: Awaited<ReturnType<typeof issued>>) => {
  session.actor.send({ type: 'CARD_REMOVED' });
  for (let turn = 0; turn < 4; turn += 1) await session.settle();
};
const ending = (session: Awaited<ReturnType<typeof issued>>) => {
  const { flow } = session.actor.getSnapshot().value;
  return JSON.stringify(flow);
};

test('the card first, then the document, then the receipt, then goodbye', async () => {
  const session = await issued();
  expect(ending(session)).toContain('takeCard');
  expect(session.world.documents).toBe(0);
  await takeCard(session);
  expect([session.world.documents, session.world.printed]).toEqual([1, 1]);
  expect(ending(session)).toContain('done');
  expect(session.actor.getSnapshot().context.documentPrint).toEqual({ kind: 'printed' });
});

test('a document that did not come out is printed again only when the citizen asks', async () => {
  const session = await issued();
  session.world.document = { kind: 'failed', code: 'document.jam', retryable: true, mayBeOut: true };
  await takeCard(session);
  expect(ending(session)).toContain('documentProblem');
  expect([session.world.documents, session.world.printed]).toEqual([1, 0]);

  session.world.document = { kind: 'printed' };
  session.actor.send({ type: 'RETRY' });
  for (let turn = 0; turn < 4; turn += 1) await session.settle();
  expect([session.world.documents, session.world.printed]).toEqual([2, 1]);
  expect(ending(session)).toContain('done');
});

test('who does without the document still gets the receipt', async () => {
  const session = await issued();
  session.world.document = { kind: 'failed', code: 'document.jam', retryable: true, mayBeOut: false };
  await takeCard(session);
  session.actor.send({ type: 'CONTINUE' });
  for (let turn = 0; turn < 4; turn += 1) await session.settle();
  expect([session.world.documents, session.world.printed]).toEqual([1, 1]);
});

test('a document nobody answers for is not printed by itself, and the visit goes on to its end', async () => {
  const session = await issued();
  session.world.document = { kind: 'failed', code: 'document.jam', retryable: true, mayBeOut: false };
  await takeCard(session);
  session.clock.increment(60_000);
  for (let turn = 0; turn < 4; turn += 1) await session.settle();
  expect([session.world.documents, session.world.printed]).toEqual([1, 1]);
  session.clock.increment(60_000);
  await session.settle();
  expect(session.world.cleared).toBe(1);
});

test('nothing is printed for who left the card behind', async () => {
  const session = await issued();
  session.clock.increment(30_000);
  for (let turn = 0; turn < 4; turn += 1) await session.settle();
  expect([session.world.documents, session.world.printed]).toEqual([0, 0]);
});
