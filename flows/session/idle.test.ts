import { describe, expect, it } from 'vitest';
import { outcomes, startSession, TIMERS } from './testing.ts';

describe('nobody there', () => {
  it('is asked about after the idle time, and any touch is an answer, more than ten times', async () => {
    const s = startSession();
    await s.identify();
    for (let extension = 0; extension < 12; extension += 1) {
      s.clock.increment(TIMERS.identifiedIdleMs);
      expect(s.attention()).toBe('warning');
      s.actor.send({ type: 'TOUCH' });
      expect(s.attention()).toBe('here');
    }
    expect(s.flow()).toEqual({ serving: 'home' });
  });

  it('is asked of somebody who was just recognised after their own time, not that of a passer-by', async () => {
    const s = startSession();
    await s.identify();
    s.clock.increment(TIMERS.identifiedIdleMs - 1);
    expect(s.attention()).toBe('here');
    s.clock.increment(1);
    expect(s.attention()).toBe('warning');
  });

  it('ends the visit when the countdown runs out, card first', async () => {
    const s = startSession();
    await s.identify();
    s.clock.increment(TIMERS.identifiedIdleMs);
    s.clock.increment(TIMERS.idleCountdownMs);
    expect(s.flow()).toBe('leaving');
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.flow()).toBe('attract');
  });

  it('is a shorter wait for somebody who only looks around', async () => {
    const s = startSession();
    s.actor.send({ type: 'BROWSE', visit: 'v1' });
    s.clock.increment(TIMERS.browseIdleMs);
    expect(s.attention()).toBe('warning');
    s.clock.increment(TIMERS.idleCountdownMs);
    await s.settle();
    expect(s.flow()).toBe('attract');
  });

  it('is never asked while the machine works, and the time starts anew when it is done', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'WORK' });
    s.clock.increment(TIMERS.identifiedIdleMs - 1_000);
    s.clock.increment(2_000);
    expect(s.attention()).toBe('here');
    s.item({ type: 'CONTINUE', step: 'x' });
    s.clock.increment(TIMERS.identifiedIdleMs - 1);
    expect(s.attention()).toBe('here');
    s.clock.increment(1);
    expect(s.attention()).toBe('warning');
  });

  it('leaves a running item by its own door', async () => {
    const s = startSession();
    await s.start();
    s.clock.increment(TIMERS.identifiedIdleMs);
    s.clock.increment(TIMERS.idleCountdownMs);
    await s.settle();
    expect(s.news).toContainEqual(expect.objectContaining({ type: 'item-ended', outcome: 'left' }));
    expect(s.flow()).toBe('leaving');
  });

  it('at the end goes home by itself', async () => {
    const s = startSession();
    await s.start();
    s.item({ type: 'END', outcome: outcomes.doneWithoutSlip() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    s.clock.increment(TIMERS.doneMs);
    await s.settle();
    expect(s.flow()).toBe('attract');
  });
});

describe('paper', () => {
  it('that does not come is told, can be tried again, and does not undo the application', async () => {
    const s = startSession();
    await s.start();
    s.world.print = { kind: 'failed', code: 'printer.paper-out', retryable: true };
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    expect(s.flow()).toEqual({ serving: { ending: 'printProblem' } });
    s.world.print = { kind: 'printed', hasTakenSensor: true };
    s.actor.send({ type: 'RETRY' });
    await s.settle();
    expect(s.flow()).toEqual({ serving: { ending: 'takePaper' } });
    s.actor.send({ type: 'PAPER_TAKEN' });
    expect(s.flow()).toEqual({ serving: { ending: 'done' } });
  });

  it('left in the mouth of the printer raises the alarm and goes on', async () => {
    const s = startSession();
    await s.start();
    s.world.print = { kind: 'printed', hasTakenSensor: true };
    s.item({ type: 'END', outcome: outcomes.done() });
    await s.settle();
    s.actor.send({ type: 'CARD_REMOVED' });
    await s.settle();
    s.clock.increment(TIMERS.paperLeftMs);
    expect(s.news.map((news) => news.type)).toContain('paper-left');
    // What nobody took is not called taken on the goodbye.
    expect(s.actor.getSnapshot().context.print).toEqual({ kind: 'left' });
    expect(s.flow()).toEqual({ serving: { ending: 'done' } });
  });
});
