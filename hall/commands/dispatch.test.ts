import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedClock, simulatedClock } from '../../host/simulated-clock.ts';
import { encode } from '../../wire/decode.ts';
import { type DownMessage, signedBytes } from '../../wire/down.ts';
import { MAX_MESSAGE_BYTES } from '../../wire/envelope.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { createLiveFeed } from '../live.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { HallStore } from '../store/store.ts';
import { COMMAND_MS } from './command.ts';
import { type CommandKey, openCommandKey } from './command-key.ts';
import { type Dispatch, RESEND_MS, startDispatch } from './dispatch.ts';
import { orderCommand, orderStop, orderWish } from './orders.ts';
import { isSignedBy } from './test-signature.ts';

const KIOSKS = ['TL-003', 'TL-004'] as const;
const place = { 'zh-CN': '一楼', en: 'ground floor' };
const boot = '01932f6b-8c00-7000-8000-000000000001';
let directory = '';
let store: HallStore;
let isAway = false;
let clock: SimulatedClock;
let key: CommandKey;
let dispatch: Dispatch;
let said: DownMessage[] = [];
let errors: unknown[] = [];
let ids = 0;

const nowMs = () => clock.now().getTime();
const who = () => ({ by: 'wang', reason: 'test', now: nowMs() });
const begin = () => {
  dispatch = startDispatch({
    store: {
      ...store,
      wishes: (kiosk) => (isAway ? Promise.reject(new Error('away')) : store.wishes(kiosk)),
    },
    clock,
    realm: 'zj-hz',
    key,
    publish: (topic, message) => {
      expect(topic).toContain(message.ty);
      said.push(message);
    },
    everyMs: 1000,
    live: createLiveFeed(),
    onError: (error) => errors.push(error),
  });
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-dispatch-'));
  store = openSqliteStore(directory);
  key = openCommandKey(directory);
  clock = simulatedClock();
  [isAway, said, errors, ids] = [false, [], [], 0];
  for (const kiosk of KIOSKS) {
    const credential = { hash: 'x', expiresAt: nowMs() + 1e9 };
    await store.commit([
      { kind: 'record', record: { kiosk, hall: 'h', place, credential, enrolment: null, enrolledAt: 1 } },
    ]);
  }
  begin();
});
afterEach(async () => {
  await dispatch.close();
  await store.close();
  await rm(directory, { recursive: true });
});

/** The machine says that it is there, and the watch has seen it. */
const bear = async (kiosk: string): Promise<void> => {
  const message = { ...upExamples.state, k: kiosk, t: clock.now().toISOString() };
  await store.take([{ kind: 'message', at: nowMs(), topic: '', channel: 'state', message }]);
  const machine = await store.machine(kiosk);
  const rev = machine?.rev ?? 0;
  await store.commit([{ kind: 'standing', kiosk, rev, reach: 'online', since: nowMs(), dueAt: null }]);
};
const order = async (kiosk = 'TL-003'): Promise<string> => {
  const id = `01932f6b-9000-7000-8000-${String(++ids).padStart(12, '0')}`;
  const ordered = await orderCommand(store, { id, kiosk, action: { do: 'report' } }, who());
  expect(ordered.ok).toBe(true);
  dispatch.mind(kiosk, 'ordered');
  return id;
};
const answer = async (cmd: string, seq: number): Promise<void> => {
  const d = { cmd, is: 'accepted' as const, code: null, checks: [] };
  const message = { ...upExamples.res, boot, seq, ack: 0, d, t: clock.now().toISOString() };
  await store.take([{ kind: 'message', at: nowMs(), topic: '', channel: `res/${cmd}`, message }]);
};
/** What has gone out since it was last asked. */
const sent = () =>
  said.splice(0).flatMap((message) => (message.ty === 'cmd' ? [`${message.k} ${message.d.id}`] : []));
const told = () => said.splice(0).flatMap((message) => (message.ty === 'desired' ? [message] : []));

describe('a command', () => {
  test('goes out at once to a machine that is there, signed, with a number and an end', async () => {
    await bear('TL-003');
    const id = await order();
    await dispatch.look();
    const [message] = said;
    if (message?.ty !== 'cmd') throw new Error('no command');
    const { sig, ...payload } = message.d;
    expect(payload.id).toBe(id);
    expect(Date.parse(payload.notAfter)).toBe(nowMs() + COMMAND_MS);
    expect(isSignedBy(key.publicKey, signedBytes('TL-003', payload), sig)).toBe(true);
    expect(await store.commands({ limit: 1 })).toMatchObject([{ sentAt: nowMs() }]);
  });

  test('waits for a machine that is not there, and goes out when it is born, in the order they were given', async () => {
    const [first, second] = [await order(), await order()];
    await dispatch.look();
    expect(sent()).toEqual([]);
    dispatch.mind('TL-003', 'born');
    await dispatch.look();
    expect(sent()).toEqual([`TL-003 ${first}`, `TL-003 ${second}`]);
  });

  test('goes out again while no answer comes, and not after it came', async () => {
    await bear('TL-003');
    const id = await order();
    await dispatch.look();
    sent();
    await clock.advance(RESEND_MS - 1000);
    expect(sent()).toEqual([]);
    await clock.advance(2000);
    expect(sent()).toEqual([`TL-003 ${id}`]);
    await answer(id, 1);
    await clock.advance(RESEND_MS * 3);
    dispatch.mind('TL-003', 'born');
    await dispatch.look();
    expect(sent()).toEqual([]);
  });

  test('goes out no more when its time has passed', async () => {
    await order();
    await clock.advance(COMMAND_MS + 1000);
    dispatch.mind('TL-003', 'born');
    await dispatch.look();
    expect(sent()).toEqual([]);
  });

  test('that was written down before the hall ended goes out after its next start', async () => {
    const id = await order();
    await dispatch.close();
    begin();
    await bear('TL-003');
    await clock.advance(1000);
    expect(sent()).toEqual([`TL-003 ${id}`]);
  });
});

describe('how a machine shall be', () => {
  test('is told at once, and again at every birth', async () => {
    await orderWish(store, 'TL-003', { inService: false }, who());
    dispatch.mind('TL-003', 'ordered');
    await dispatch.look();
    dispatch.mind('TL-003', 'born');
    await dispatch.look();
    const documents = told();
    // Once more at the start, when everything is said again.
    expect(documents.map(({ k }) => k)).toEqual(['TL-003', 'TL-003', 'TL-003']);
    for (const { d } of documents) {
      const { sig, ...payload } = d;
      expect(payload).toMatchObject({ inService: false, stopped: [], message: null });
      expect(isSignedBy(key.publicKey, signedBytes('TL-003', payload), sig)).toBe(true);
    }
  });

  test('keeps what is left out, and its version grows with every change', async () => {
    const message = { 'zh-CN': '今日闭馆', en: 'Closed today' };
    const versions: number[] = [];
    for (const changes of [{ inService: false }, { message }, { inService: true }]) {
      await orderWish(store, 'TL-003', changes, who());
      dispatch.mind('TL-003', 'ordered');
      await dispatch.look();
      versions.push(told().at(-1)?.d.version ?? 0);
    }
    expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other));
    expect((await store.wishes('TL-003')).own).toMatchObject({ inService: true, message });
  });

  test('says nothing to anybody while nobody wants anything', async () => {
    dispatch.mind('TL-003', 'born');
    await dispatch.look();
    expect(said).toEqual([]);
  });

  test('is told later when the store was away as the machine was born', async () => {
    await orderWish(store, 'TL-003', { inService: false }, who());
    await dispatch.look();
    told();
    isAway = true;
    dispatch.mind('TL-003', 'born');
    await dispatch.look();
    expect(told()).toEqual([]);
    isAway = false;
    await clock.advance(1000);
    expect(told().map(({ k }) => k)).toEqual(['TL-003']);
    expect(errors).toContainEqual(new Error('away'));
  });
});

describe('an item that is stopped', () => {
  test('is stopped at every machine, with a version beyond what each has, and goes on when that is over', async () => {
    await orderWish(store, 'TL-003', { inService: false }, who());
    await orderWish(store, 'TL-003', { inService: true }, who());
    await dispatch.look();
    const before = told().at(-1)?.d.version ?? 0;
    await orderStop(store, { item: 'police.fine', stopped: true }, who());
    dispatch.mindAll();
    await dispatch.look();
    const stopped = told();
    expect(stopped.map(({ k, d }) => [k, d.stopped])).toEqual(KIOSKS.map((k) => [k, ['police.fine']]));
    for (const { d } of stopped) expect(d.version).toBeGreaterThan(before);
    await orderStop(store, { item: 'police.fine', stopped: false }, who());
    dispatch.mindAll();
    await dispatch.look();
    expect(told().map(({ d }) => d.stopped)).toEqual([[], []]);
  });

  test('is stopped at a machine that appears later', async () => {
    await orderStop(store, { item: 'police.fine', stopped: true }, who());
    await dispatch.look();
    told();
    dispatch.mind('TL-900', 'born');
    await dispatch.look();
    expect(told()).toMatchObject([{ k: 'TL-900', d: { stopped: ['police.fine'], inService: true } }]);
  });

  test('is one of as many as a machine can be told, beside the longest message', async () => {
    const wide = '五'.repeat(60);
    await orderWish(store, 'TL-003', { message: { 'zh-CN': wide, en: wide } }, who());
    let count = 0;
    const stopOneMore = () =>
      orderStop(store, { item: `housing-and-urban.${'x'.repeat(38)}${count}`, stopped: true }, who());
    while ((await stopOneMore()).ok) count += 1;
    expect(count).toBe(20);
    dispatch.mind('TL-003', 'ordered');
    await dispatch.look();
    const document = told().at(-1);
    expect(document?.d.stopped).toHaveLength(20);
    expect(document && encode(document).length).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
  });
});
