import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedClock, simulatedClock } from '../../host/simulated-clock.ts';
import { exampleAlarm } from '../fleet/test-alarm.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { HallStore, HallWrite } from '../store/store.ts';
import { GIVE_UP_MS, startWebhook, type Webhook } from './deliver.ts';
import { withNotices } from './noticing-store.ts';

const target = { url: 'https://alarms.example.invalid/', secret: Buffer.alloc(32, 7) };
let directory = '';
let store: HallStore;
let clock: SimulatedClock;
let webhook: Webhook;
let answer: string | null = null;
let heard: { readonly id: string; readonly type: string }[] = [];
let attempts: number[] = [];
let givenUp: string[] = [];
let errors: unknown[] = [];

const nowMs = () => clock.now().getTime();
const begin = () => {
  webhook = startWebhook({
    store,
    clock,
    target,
    realm: 'zj-hz',
    rules: [],
    post: async (_url, headers, body) => {
      attempts.push(nowMs());
      if (answer === null) heard.push({ id: headers['webhook-id'] ?? '', type: JSON.parse(body).type });
      return answer;
    },
    // The longest wait there is each time.
    random: () => 1,
    everyMs: 1000,
    onGivenUp: ({ id }, why) => givenUp.push(`${id} ${why}`),
    onError: (error) => errors.push(error),
  });
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-webhook-'));
  clock = simulatedClock();
  let ids = 0;
  store = withNotices(openSqliteStore(directory), { clock, newId: () => `n-${++ids}` });
  [answer, heard, attempts, givenUp, errors] = [null, [], [], [], []];
  begin();
});
afterEach(async () => {
  await webhook.close();
  await store.close();
  await rm(directory, { recursive: true });
  expect(errors).toEqual([]);
});

const write = (id: string, changes = {}): HallWrite => ({
  kind: 'alarm',
  alarm: exampleAlarm({ id, code: `code-${id}`, ...changes }),
  dueAt: null,
});
const types = () => heard.map(({ type }) => type.replace('once.alarm.', ''));
const waiting = () => store.notices({ state: 'waiting', limit: 100 });

describe('an alarm', () => {
  test('is told when it is raised, acknowledged and cleared, in this order, and then forgotten', async () => {
    await store.commit([write('a-1')]);
    await store.commit([write('a-1', { rev: 1, acked: { by: 'wang', at: 1 } })]);
    await store.commit([write('a-1', { rev: 2, acked: { by: 'wang', at: 1 }, phase: 'closed' })]);
    await clock.advance(1000);
    expect(types()).toEqual(['raised', 'acknowledged', 'cleared']);
    expect(await waiting()).toEqual([]);
  });

  test('that was not written for a conflict is not told', async () => {
    await store.commit([write('a-1')]);
    expect(await store.commit([write('a-1', { rev: 7, phase: 'closed' })])).toBe('conflict');
    await clock.advance(1000);
    expect(types()).toEqual(['raised']);
  });

  test('that was written before the hall was killed is told after its next start', async () => {
    await store.commit([write('a-1')]);
    await webhook.close();
    begin();
    await clock.advance(1000);
    expect(types()).toEqual(['raised']);
  });
});

describe('a receiver that does not answer', () => {
  test('is asked again, later each time and at most every five minutes, and then told all in order', async () => {
    answer = 'status 503';
    await store.commit([write('a-1')]);
    await store.commit([write('a-2')]);
    await clock.advance(30 * 60_000);
    const waits = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits.at(-1)).toBe(300_000);
    expect(webhook.problem()).toEqual({ since: attempts[0], what: 'status 503' });
    answer = null;
    await clock.advance(300_000);
    expect(heard.map(({ id }) => id)).toEqual(['n-1', 'n-2']);
    expect(webhook.problem()).toBeNull();
  });

  test('for a day is given up, and that is seen', async () => {
    answer = 'ECONNREFUSED';
    await store.commit([write('a-1')]);
    await clock.advance(GIVE_UP_MS + 300_000);
    expect(givenUp).toEqual(['n-1 ECONNREFUSED']);
    expect(await waiting()).toEqual([]);
    expect(await store.notices({ state: 'given-up', limit: 10 })).toMatchObject([
      { id: 'n-1', alarm: { id: 'a-1' } },
    ]);
  });

  test('and comes back after two days is told what is newer than a day', async () => {
    answer = 'timeout';
    await store.commit([write('a-1')]);
    await clock.advance(GIVE_UP_MS);
    await store.commit([write('a-2')]);
    await clock.advance(GIVE_UP_MS / 2);
    answer = null;
    await clock.advance(300_000);
    expect(heard.map(({ id }) => id)).toEqual(['n-2']);
    expect(givenUp).toEqual(['n-1 timeout']);
  });
});
