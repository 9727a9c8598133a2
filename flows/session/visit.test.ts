import { describe, expect, it } from 'vitest';
import { outcomes, startSession, WANG } from './testing.ts';

describe('a visit', () => {
  it('goes from the standby screen through one item and back, card before paper', async () => {
    const s = startSession();
    expect(s.flow()).toBe('attract');
    await s.identify();
    expect(s.flow()).toEqual({ serving: 'home' });
    s.actor.send({ type: 'OPEN_ITEM', item: 'test.item' });
    s.actor.send({ type: 'START_ITEM', today: '2026-11-24' });
    await s.settle();
    expect(s.flow()).toEqual({ serving: 'running' });
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    expect(s.flow()).toEqual({ serving: { ending: 'takeCard' } });
    expect(s.world.printed).toBe(0);
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.world.printed).toBe(1);
    expect(s.flow()).toEqual({ serving: { ending: 'done' } });
    s.actor.send({ type: 'FINISH' });
    await s.settle();
    expect(s.flow()).toBe('attract');
    expect(s.world.cleared).toBe(1);
  });

  it('knows nobody any more once the standby screen is back', async () => {
    const s = startSession();
    await s.start();
    s.actor.send({ type: 'LANGUAGE', language: 'en' });
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    s.actor.send({ type: 'FINISH' });
    await s.settle();
    expect(JSON.stringify(s.actor.getSnapshot().context)).not.toContain(WANG.number);
    expect(s.actor.getSnapshot().context).toMatchObject({
      visit: null,
      person: null,
      outcome: null,
      language: 'zh-CN',
    });
  });

  it('can be looked around in without a card, and keeps the chosen item when the card comes', async () => {
    const s = startSession();
    s.actor.send({ type: 'BROWSE', visit: 'v1' });
    s.actor.send({ type: 'OPEN_ITEM', item: 'test.item' });
    expect(s.flow()).toEqual({ browsing: 'itemPage' });
    s.actor.send({ type: 'START_ITEM', today: '2026-11-24' });
    expect(s.flow()).toEqual({ browsing: 'itemPage' });
    s.actor.send({ type: 'CARD_FOUND', visit: 'v2' });
    await s.settle();
    expect(s.flow()).toEqual({ serving: 'itemPage' });
    expect(s.actor.getSnapshot().context.visit).toBe('v1');
  });

  it('goes on to a second item after the first without asking for the card again', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'END', outcome: outcomes.doneWithoutSlip() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.world.printed).toBe(0);
    s.actor.send({ type: 'ANOTHER_ITEM' });
    expect(s.flow()).toEqual({ serving: 'home' });
    expect(s.card()).toBe('away');
    expect(s.actor.getSnapshot().context.person).not.toBeNull();
  });

  it('explains a refusal and goes home from there', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'END', outcome: outcomes.refused() });
    await s.settle();
    expect(s.flow()).toEqual({ serving: 'explained' });
    s.actor.send({ type: 'CONTINUE' });
    expect(s.flow()).toEqual({ serving: 'home' });
  });

  it('prints a slip for an application whose answer is still on its way', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'END', outcome: outcomes.pending() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.world.printed).toBe(1);
  });

  it('takes one rating a visit and no second', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'END', outcome: outcomes.doneWithoutSlip() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    s.actor.send({ type: 'RATE', level: 5 });
    s.actor.send({ type: 'RATE', level: 1 });
    expect(s.news.filter((news) => news.type === 'rated')).toEqual([expect.objectContaining({ level: 5 })]);
  });

  it('tells what happened without a word about who it was', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'END', outcome: outcomes.refused() });
    await s.settle();
    s.actor.send({ type: 'EXIT' });
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.news.map((news) => news.type)).toEqual([
      'visit-started',
      'identified',
      'item-started',
      'item-ended',
      'card-taken',
      'visit-ended',
    ]);
    expect(JSON.stringify(s.news)).not.toContain(WANG.number);
  });
});
