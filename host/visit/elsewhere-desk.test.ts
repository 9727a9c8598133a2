import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NearestAnswer } from '../../wire/elsewhere.ts';
import type { AskHall } from '../health/ask-hall.ts';
import { type SimulatedClock, simulatedClock } from '../simulated-clock.ts';
import { ASK_AGAIN_MS, createElsewhereDesk, type ElsewhereDesk } from './elsewhere-desk.ts';

const FINE = 'police.traffic-fine-pay';
const POINTS = 'police.driver-points-query';
let clock: SimulatedClock;
let asked: (string | null)[];
let answers: boolean;
let changes: number;
let desk: ElsewhereDesk;

const answerTo = (item: string | null): NearestAnswer => ({ item, machines: [], office: null });
const open = (ask: AskHall | null) =>
  createElsewhereDesk({ ask, clock, random: () => 0.5, changed: () => changes++ });

beforeEach(() => {
  clock = simulatedClock();
  asked = [];
  answers = true;
  changes = 0;
  desk = open(async (item) => {
    asked.push(item);
    return answers ? answerTo(item) : null;
  });
});
afterEach(() => desk.stop());

describe('the hall is asked', () => {
  test('for what is on the screen, at once, and again while it stays there', async () => {
    expect(desk.about(FINE)).toEqual({ kind: 'asking' });
    desk.follow(FINE);
    expect(desk.about(FINE)).toEqual({ kind: 'asking' });
    await clock.advance(0);
    expect(desk.about(FINE)).toEqual({ kind: 'told', answer: answerTo(FINE) });
    await clock.advance(ASK_AGAIN_MS);
    expect(asked).toEqual([FINE, FINE]);
    expect(changes).toBe(2);
  });

  test('for nothing once the screen is another, and what it said is forgotten', async () => {
    desk.follow(FINE);
    await clock.advance(0);
    desk.follow(undefined);
    await clock.advance(10 * ASK_AGAIN_MS);
    expect(asked).toEqual([FINE]);
    expect(desk.about(FINE)).toEqual({ kind: 'asking' });
  });

  test('and an answer that comes too late is about nothing any more', async () => {
    const { promise, resolve } = Promise.withResolvers<NearestAnswer | null>();
    const slow = open((item) => (item === FINE ? promise : Promise.resolve(answerTo(item))));
    slow.follow(FINE);
    slow.follow(POINTS);
    await clock.advance(0);
    resolve(answerTo(FINE));
    await clock.advance(0);
    expect(slow.about(POINTS)).toEqual({ kind: 'told', answer: answerTo(POINTS) });
    slow.stop();
  });
});

describe('a hall that does not answer', () => {
  test('takes back what it said before', async () => {
    desk.follow(null);
    await clock.advance(0);
    answers = false;
    await clock.advance(ASK_AGAIN_MS);
    expect(desk.about(null)).toEqual({ kind: 'unknown' });
    expect(desk.about(FINE)).toEqual({ kind: 'unknown' });
  });

  test('is asked less and less often, also when somebody leafs through items, and believed again', async () => {
    answers = false;
    for (let round = 0; round < 60; round += 1) {
      desk.follow(round % 2 === 0 ? FINE : POINTS);
      await clock.advance(1_000);
    }
    expect(asked.length).toBeLessThan(10);
    answers = true;
    await clock.advance(300_000);
    expect(desk.about(POINTS)).toEqual({ kind: 'told', answer: answerTo(POINTS) });
  });

  test('is the same as none at all', async () => {
    const alone = open(null);
    alone.follow(FINE);
    await clock.advance(ASK_AGAIN_MS);
    expect(alone.about(FINE)).toEqual({ kind: 'unknown' });
    expect(changes).toBe(0);
  });
});
