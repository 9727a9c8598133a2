import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedClock, simulatedClock } from '../../host/simulated-clock.ts';
import { type QueueBoard, STALE_MS, startQueueBoard } from './queue-board.ts';
import type { ServiceReply } from './security-server.ts';

const AREA = '330122';
const ITEM = 'medins.remote-filing';
const EVERY_MS = 60_000;
const name = { 'zh-CN': '医保窗口', en: 'Medical insurance counter' };

let clock: SimulatedClock;
let board: QueueBoard;
let asked: unknown[];
let said: string[];
let reply: () => ServiceReply;
let areas: Set<string>;

const told = (office: object): ServiceReply => ({
  ok: true,
  body: {
    area: AREA,
    offices: [{ office: 'medins', name, items: [ITEM], at: clock.now().toISOString(), ...office }],
  },
});
const open = (waiting: number) => told({ state: 'open', waiting, counters: 3, minutes: waiting * 2 });
const queue = () => board.officeFor(AREA, ITEM)?.queue;

beforeEach(async () => {
  clock = simulatedClock();
  asked = [];
  said = [];
  areas = new Set([AREA]);
  reply = () => open(12);
  board = startQueueBoard({
    ask: async (service, body) => {
      asked.push([service, body]);
      return reply();
    },
    areas: async () => areas,
    everyMs: EVERY_MS,
    clock,
    newId: () => 'id',
    onState: (state, why) => said.push(`${state} ${why}`),
    onError: (error) => said.push(String(error)),
  });
  await clock.advance(0);
});
afterEach(() => board.close());

describe('the queue of an office', () => {
  test('is known from the start, and asked for anew each minute', async () => {
    const at = clock.now().getTime();
    expect(board.officeFor(AREA, ITEM)).toEqual({
      name,
      queue: { state: 'open', waiting: 12, minutes: 24, at },
    });
    reply = () => open(7);
    await clock.advance(EVERY_MS);
    expect(queue()).toMatchObject({ waiting: 7, at: at + EVERY_MS });
    expect(asked).toEqual([
      ['govsvc/office-queue/read', { area: AREA }],
      ['govsvc/office-queue/read', { area: AREA }],
    ]);
  });

  test('is closed until an instant, where the office says so', async () => {
    reply = () => told({ state: 'closed', opensAt: '2026-11-25T01:00:00.000Z' });
    await clock.advance(EVERY_MS);
    expect(queue()).toEqual({ state: 'closed', opensAt: Date.parse('2026-11-25T01:00:00Z') });
  });

  test('is that of the area asked for, and of the items the office does', () => {
    expect(board.officeFor('330100', ITEM)).toBeNull();
    expect(board.officeFor(AREA, 'police.fine')).toBeNull();
  });

  test('is no more asked for once no hall is in that area', async () => {
    areas = new Set();
    await clock.advance(EVERY_MS);
    expect(board.officeFor(AREA, ITEM)).toBeNull();
  });
});

describe('an old number is never told', () => {
  test.each<[string, () => ServiceReply, string]>([
    ['an exchange that cannot be reached', () => ({ ok: false, code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['an answer of another form', () => ({ ok: true, body: { offices: 3 } }), 'wrong-shape'],
    ['a queue of minus one', () => open(-1), 'wrong-shape'],
    [
      'an answer about another area',
      () => ({ ok: true, body: { area: '330100', offices: [] } }),
      'wrong-shape',
    ],
  ])('after %s it is unknown, until it is known again', async (_, failure, why) => {
    reply = failure;
    await clock.advance(EVERY_MS);
    await clock.advance(EVERY_MS);
    expect(board.officeFor(AREA, ITEM)).toEqual({ name, queue: { state: 'unknown' } });
    reply = () => open(3);
    await clock.advance(EVERY_MS);
    expect(queue()).toMatchObject({ waiting: 3 });
    expect(said).toEqual([`away ${why}`, `back ${AREA}`]);
  });

  test('of a ticket machine that stands still', async () => {
    const still = open(12);
    reply = () => still;
    await clock.advance(STALE_MS);
    expect(queue()).toMatchObject({ waiting: 12 });
    await clock.advance(EVERY_MS);
    expect(queue()).toEqual({ state: 'unknown' });
  });
});
