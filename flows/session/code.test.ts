import { describe, expect, it } from 'vitest';
import { startSession, WANG } from './testing.ts';

async function shown() {
  const s = startSession();
  s.world.card = { kind: 'read', person: WANG };
  s.actor.send({ type: 'CODE_SHOWN', visit: 'v1' });
  await s.settle();
  return s;
}

describe('a code in place of a card', () => {
  it('begins a visit, from the standby screen and from looking around', async () => {
    const s = await shown();
    expect(s.flow()).toEqual({ serving: 'home' });
    expect(s.actor.getSnapshot().context).toMatchObject({ visit: 'v1', person: WANG, assurance: 'card' });

    const browsing = startSession();
    browsing.world.card = { kind: 'read', person: WANG };
    browsing.actor.send({ type: 'BROWSE', visit: 'v2' });
    browsing.actor.send({ type: 'CODE_SHOWN', visit: 'v3' });
    await browsing.settle();
    expect(browsing.flow()).toEqual({ serving: 'home' });
    expect(browsing.actor.getSnapshot().context.visit).toBe('v2');
  });

  it('that has expired is explained, and a fresh one is tried at once', async () => {
    const s = startSession();
    s.world.card = { kind: 'fault', fault: 'code.expired' };
    s.actor.send({ type: 'CODE_SHOWN', visit: 'v1' });
    await s.settle();
    expect(s.flow()).toEqual({ cardProblem: 'fresh' });
    s.clock.increment(3_000);
    s.world.card = { kind: 'read', person: WANG };
    s.actor.send({ type: 'CODE_SHOWN', visit: 'v1' });
    await s.settle();
    expect(s.flow()).toEqual({ serving: 'home' });
  });

  it('leaves nothing on the reader: nobody is asked to take a card back', async () => {
    const s = await shown();
    expect(s.card()).toBe('away');
    s.actor.send({ type: 'EXIT' });
    await s.settle();
    expect(s.flow()).toBe('attract');
    expect(s.world.cleared).toBe(1);
  });

  it('shown in the middle of somebody’s visit changes nothing', async () => {
    const s = await shown();
    s.world.card = { kind: 'read', person: { ...WANG, number: '330122196001010033' } };
    s.actor.send({ type: 'CODE_SHOWN', visit: 'v2' });
    await s.settle();
    expect(s.actor.getSnapshot().context).toMatchObject({ visit: 'v1', person: WANG });
  });

  it('and the same person’s card, laid down later, is theirs to take back', async () => {
    const s = await shown();
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    await s.settle();
    expect(s.card()).toBe('present');
    expect(s.flow()).toEqual({ serving: 'home' });
  });
});
