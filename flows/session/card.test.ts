import { describe, expect, it } from 'vitest';
import { CARD_LIFTED_MS } from './session-setup.ts';
import { outcomes, startSession, TIMERS, WANG } from './testing.ts';

describe('the card', () => {
  it('that cannot be read is explained, and the next try needs no button', async () => {
    const s = startSession();
    s.world.card = { kind: 'fault', fault: 'card.moved' };
    await s.identify();
    expect(s.flow()).toEqual({ cardProblem: 'fresh' });
    s.clock.increment(3_000);
    s.world.card = { kind: 'read', person: WANG };
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    await s.settle();
    expect(s.flow()).toEqual({ serving: 'home' });
  });

  it('that cannot be read leaves time to read why, however fast it answers again', async () => {
    const s = startSession();
    s.world.card = { kind: 'fault', fault: 'card.not-verified' };
    await s.identify();
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    expect(s.flow()).toEqual({ cardProblem: 'fresh' });
  });

  it('that was lifted and laid again is tried at once', async () => {
    const s = startSession();
    s.world.card = { kind: 'fault', fault: 'card.moved' };
    await s.identify();
    s.actor.send({ type: 'CARD_REMOVED' });
    s.world.card = { kind: 'read', person: WANG };
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    await s.settle();
    expect(s.flow()).toEqual({ serving: 'home' });
  });

  it('lifted early pauses the visit and goes on when the same card is laid back', async () => {
    const s = startSession();
    await s.start();
    s.actor.send({ type: 'CARD_REMOVED' });
    expect(s.card()).toBe('lifted');
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    await s.settle();
    expect(s.card()).toBe('present');
    expect(s.flow()).toEqual({ serving: 'running' });
    expect(s.actor.getSnapshot().context.visit).toBe('v1');
  });

  it('lifted while the machine works is taken: the paper comes at once, and nobody is told of a card left behind', async () => {
    const s = startSession();
    await s.start();
    s.actor.send({ type: 'CARD_REMOVED' });
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    expect(s.world.printed).toBe(1);
    s.clock.increment(CARD_LIFTED_MS + TIMERS.cardLeftMs);
    expect(s.news.map(({ type }) => type)).not.toContain('card-left');
  });

  it('lifted by somebody who then goes was not left behind', async () => {
    const s = startSession();
    await s.identify();
    s.actor.send({ type: 'CARD_REMOVED' });
    s.actor.send({ type: 'EXIT' });
    await s.settle();
    expect(s.flow()).toBe('attract');
    expect(s.news.map(({ type }) => type)).not.toContain('card-left');
  });

  it('of somebody else in mid-item ends it for the journal too', async () => {
    const s = startSession();
    await s.start();
    s.actor.send({ type: 'CARD_REMOVED' });
    s.world.card = { kind: 'read', person: { ...WANG, number: '330122196001010033' } };
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    await s.settle();
    expect(s.news).toContainEqual(expect.objectContaining({ type: 'item-ended', outcome: 'left' }));
    expect(s.flow()).toBe('attract');
  });

  it('of somebody else, while the paper is owed, does not cost it', async () => {
    const s = startSession();
    await s.start();
    s.actor.send({ type: 'CARD_REMOVED' });
    s.world.card = { kind: 'read', person: { ...WANG, number: '330122196001010033' } };
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.world.printed).toBe(1);
  });

  it('of somebody else ends the visit and shows nothing of it', async () => {
    const s = startSession();
    await s.identify();
    s.actor.send({ type: 'CARD_REMOVED' });
    s.world.card = { kind: 'read', person: { ...WANG, number: '330122196001010033' } };
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    await s.settle();
    expect(s.flow()).toBe('attract');
    expect(s.actor.getSnapshot().context.person).toBeNull();
    expect(s.world.cleared).toBe(1);
  });

  it('lifted and not laid back ends the visit after a minute', async () => {
    const s = startSession();
    await s.identify();
    s.actor.send({ type: 'CARD_REMOVED' });
    s.clock.increment(CARD_LIFTED_MS);
    await s.settle();
    expect(s.flow()).toBe('attract');
  });

  it('left on the reader raises the alarm, prints nothing for a stranger, and clears', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    s.clock.increment(TIMERS.cardLeftMs);
    await s.settle();
    expect(s.news.map((news) => news.type)).toContain('card-left');
    expect(s.world.printed).toBe(0);
    expect(s.flow()).toBe('attract');
  });

  it('nobody can see any more does not hold up the visit: the reader is gone', async () => {
    const s = startSession();
    await s.start();
    s.actor.send({ type: 'READER_LOST' });
    expect(s.flow()).toEqual({ serving: 'running' });
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    expect(s.flow()).toEqual({ serving: { ending: 'done' } });
    expect(s.world.printed).toBe(1);
  });

  it('is asked back when the citizen leaves without doing anything', async () => {
    const s = startSession();
    await s.identify();
    s.actor.send({ type: 'EXIT' });
    expect(s.flow()).toBe('leaving');
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.flow()).toBe('attract');
  });
});
