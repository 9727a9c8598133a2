import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedClock, simulatedClock } from '../host/simulated-clock.ts';
import type { UpMessage } from '../wire/envelope.ts';
import { upExamples } from '../wire/testing/examples.ts';
import { availabilityAnswer } from './api/availability-routes.ts';
import { firstBootAt } from './fleet/run.ts';
import { keptSince, RETENTION_DAYS, startRetention } from './retention.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import { type HallStore, type HallWrite, perishables } from './store/store.ts';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const KIOSK = 'TL-003';
let directory = '';
let store: HallStore;
let clock: SimulatedClock;
let errors: unknown[] = [];
const nowMs = () => clock.now().getTime();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-retention-'));
  store = openSqliteStore(directory);
  clock = simulatedClock();
  errors = [];
  const place = { 'zh-CN': '一楼', en: 'ground floor' };
  const record = { kiosk: KIOSK, hall: 'h', place, credential: null, enrolment: null, enrolledAt: null };
  const name = { 'zh-CN': '大厅', en: 'hall' };
  await store.commit([
    { kind: 'hall', hall: { id: 'h', name, opening: 'always' } },
    { kind: 'record', record },
  ]);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
  expect(errors).toEqual([]);
});

/** A day of a machine: online, offers some of its items, serves somebody, falls silent and serves on. */
const live = async (day: number): Promise<void> => {
  const at = nowMs() - day * DAY_MS;
  const t = new Date(at).toISOString();
  const svc = day % 2 === 0 ? '1111' : '1100';
  const use = (from: number, hours: number) => ({
    ...upExamples.use.d,
    from: new Date(at + from * HOUR_MS).toISOString(),
    to: new Date(at + (from + hours) * HOUR_MS).toISOString(),
  });
  const envelope = { k: KIOSK, boot: firstBootAt(at), ack: 0, t, tq: 'ntp' as const };
  const message = (said: object, channel: string) => ({
    kind: 'message' as const,
    at,
    topic: '',
    channel,
    // Type and payload stay together: the rest is the envelope.
    message: { ...said, ...envelope } as UpMessage,
  });
  await store.take([
    message({ ...upExamples.hb, d: { ...upExamples.hb.d, svc }, up: 1, seq: 0 }, 'hb'),
    message({ ...upExamples.use, seq: 1, d: use(20, 1) }, 'use'),
    message({ ...upExamples.evt, seq: 2, d: { kind: 'card-left' } }, 'evt'),
  ]);
  for (const [hour, reach] of [
    [0, 'online'],
    [18, 'unreachable'],
  ] as const) {
    const rev = (await store.machine(KIOSK))?.rev ?? 0;
    const since = at + hour * HOUR_MS;
    await store.commit([{ kind: 'standing', kiosk: KIOSK, rev, reach, since, dueAt: null }]);
  }
};
const forget = async () => {
  const retention = startRetention({ store, clock, onError: (error) => errors.push(error) });
  await clock.advance(HOUR_MS + 1000);
  await retention.close();
};

describe('what is old is forgotten', () => {
  test('and what is kept is reckoned as it was before', async () => {
    for (const day of [430, 420, 410, ...Array.from({ length: 130 }, (_, index) => 130 - index)])
      await live(day);
    // The hour in which it is forgotten goes by as well.
    const from = keptSince(nowMs() + HOUR_MS + 1000);
    const before = await availabilityAnswer(store, { from, to: nowMs() });
    expect(before.machines).toMatchObject([{ kiosk: KIOSK }]);
    expect(before.machines[0]?.proven).toBeGreaterThan(0);
    const kept = (await store.history({ kiosk: KIOSK, limit: 1000 })).length;
    await forget();
    expect(await availabilityAnswer(store, { from, to: before.to })).toEqual(before);
    expect((await store.history({ kiosk: KIOSK, limit: 1000 })).length).toBeLessThan(kept);
    // Nothing is left that is older than it may be.
    for (const what of perishables)
      expect(await store.prune(what, nowMs() - RETENTION_DAYS[what] * DAY_MS, 10)).toBe(0);
  });

  test('however much it is, a piece at a time', async () => {
    const old = nowMs() - (RETENTION_DAYS.audit + 1) * DAY_MS;
    const entry = { at: old, by: 'zhou', action: 'x', target: 'y', reason: '' };
    const entries: HallWrite[] = Array.from({ length: 1203 }, () => ({ kind: 'audit', entry }));
    await store.commit(entries);
    const turns: number[] = [];
    const counted: HallStore = {
      ...store,
      prune: async (...about) => {
        const count = await store.prune(...about);
        if (about[0] === 'audit') turns.push(count);
        return count;
      },
    };
    const retention = startRetention({ store: counted, clock, onError: (error) => errors.push(error) });
    await clock.advance(HOUR_MS + 1000);
    await retention.close();
    expect(turns).toEqual([500, 500, 202]);
    expect(await store.audit({ limit: 10 })).toHaveLength(1);
  });

  test('and nothing that is not old', async () => {
    await live(RETENTION_DAYS.history - 1);
    const before = await store.history({ kiosk: KIOSK, limit: 10 });
    await forget();
    expect(await store.history({ kiosk: KIOSK, limit: 10 })).toEqual(before);
  });
});

test('usage and alarms are kept for longer than what they were made of, the trail for longest', () => {
  const { history, standings, maintenance, usage, alarms, audit } = RETENTION_DAYS;
  expect([standings, maintenance]).toEqual([history, history]);
  expect(Math.min(usage, alarms, audit)).toBeGreaterThan(history);
});
