import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Mosquitto, prepareMosquitto } from '../../tests/world/mosquitto.ts';
import type { Broker, Refused } from './broker.ts';
import { mosquittoFiles } from './mosquitto-files.ts';
import { mosquittoHash } from './mosquitto-password.ts';
import { sharedBroker } from './shared-broker.ts';

const REALM = 'zj-hz';
const IN_FLIGHT = 3;
const hall = { username: 'hall', password: 'of all copies' };
const START_MS = 60_000;
const within = { timeout: 20_000, interval: 20 };

let mosquitto: Mosquitto;
let broker: Broker;
let machine: MqttClient;
let states: string[] = [];
let refused: Refused[] = [];
/** What came, with the end of the wait for each. */
let came: { text: string; keep: () => void; lose: () => void }[] = [];

beforeAll(async () => {
  mosquitto = await prepareMosquitto();
  const place = { 'zh-CN': '一楼', en: 'ground floor' };
  const credential = { hash: '', mosquitto: mosquittoHash('of this one'), expiresAt: 1 };
  const record = { kiosk: 'TL-003', hall: 'h', place, credential, enrolment: null, enrolledAt: null };
  const files = mosquittoFiles(REALM, hall, [record], 0);
  for (const name of ['passwords', 'acl'] as const)
    writeFileSync(join(mosquitto.directory, name), files[name], { mode: 0o644 });
  await mosquitto.rise();
}, START_MS);
afterAll(() => mosquitto.stop(), START_MS);

beforeEach(async () => {
  came = [];
  states = [];
  refused = [];
  broker = await sharedBroker({
    url: `mqtt://127.0.0.1:${mosquitto.halls}`,
    ...hall,
    ca: null,
    realm: REALM,
    now: Date.now,
    clientId: 'hall-1',
    port: 8883,
    receiveMaximum: IN_FLIGHT,
    onBroker: (state) => states.push(state),
  })({
    signIn: () => Promise.reject(new Error('the broker does that')),
    onRefused: (who) => refused.push(who),
    onForbidden: () => undefined,
    onMessage: (_peer, _topic, payload) =>
      new Promise<void>((resolve, reject) => {
        came.push({
          text: Buffer.from(payload).toString(),
          keep: resolve,
          lose: () => reject(new Error('kept nowhere')),
        });
      }),
  });
  machine = await mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.machines}`, {
    clientId: 'TL-003',
    username: 'TL-003',
    password: 'of this one',
  });
});
afterEach(async () => {
  await machine.endAsync(true);
  for (const { keep } of came) keep();
  await broker.close();
});

const say = (...texts: readonly string[]) =>
  Promise.all(texts.map((text) => machine.publishAsync(`once/1/${REALM}/TL-003/evt`, text, { qos: 1 })));
const texts = () => came.map(({ text }) => text);

describe('a message', () => {
  test('is acknowledged to the broker when it is kept, in any order, and not before', async () => {
    await say('1', '2', '3', '4', '5');
    await vi.waitFor(() => expect(texts()).toEqual(['1', '2', '3']), within);
    // One that needs no acknowledgement comes behind all that could be sent.
    await machine.publishAsync(`once/1/${REALM}/TL-003/hb`, 'beat', { qos: 0 });
    await vi.waitFor(() => expect(texts()).toEqual(['1', '2', '3', 'beat']), within);
    came[1]?.keep();
    // How many it sends for one place that is free again is the broker's affair.
    await vi.waitFor(() => expect(texts().slice(0, 5)).toEqual(['1', '2', '3', 'beat', '4']), within);
    for (const { keep } of came) keep();
    await vi.waitFor(() => expect(texts()).toContain('5'), within);
  });

  test('that is kept nowhere ends the line, and the next comes over a new one', async () => {
    await say('1');
    await vi.waitFor(() => expect(came).toHaveLength(1), within);
    came[0]?.lose();
    await vi.waitFor(() => expect(states).toEqual(['back', 'away', 'back']), within);
    await say('2');
    await vi.waitFor(() => expect(texts()).toEqual(['1', '2']), within);
  });

  test('that is under way is waited for when this copy ends', async () => {
    await say('1');
    await vi.waitFor(() => expect(came).toHaveLength(1), within);
    let isClosed = false;
    const closed = broker.close().then(() => {
      isClosed = true;
    });
    // A turn over the broker and back: nothing else is waited for.
    await say('2');
    expect([isClosed, texts()]).toEqual([false, ['1']]);
    came[0]?.keep();
    await closed;
  });
});

test('what the hall says reaches the machine it is for', async () => {
  const topic = `once/1/${REALM}/TL-003/ack`;
  const heard = new Promise<string>((resolve) => machine.on('message', resolve));
  await machine.subscribeAsync(topic, { qos: 1 });
  const boot = '01932f6b-8c00-7000-8000-000000000001';
  const t = '2026-11-24T02:15:03.120Z';
  broker.publish(topic, { v: 1, k: 'TL-003', t, ty: 'ack', d: { boot, seq: 7 } });
  expect(await heard).toBe(topic);
});

test('whom the broker refuses is told, with the machine that had come in from there', async () => {
  const wrong = { username: 'TL-003', password: 'wrong', reconnectPeriod: 0 };
  const attempt = mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.machines}`, wrong);
  await expect(attempt).rejects.toThrow(/Not authorized/);
  await vi.waitFor(() => expect(refused).toEqual([{ address: '127.0.0.1', machines: ['TL-003'] }]), within);
});

test('a broker that goes away and comes back is listened to again', async () => {
  await mosquitto.kill();
  await vi.waitFor(() => expect(states).toEqual(['back', 'away']), within);
  await mosquitto.rise();
  await vi.waitFor(() => expect(states).toEqual(['back', 'away', 'back']), within);
  await vi.waitFor(() => expect(machine.connected).toBe(true), within);
  await say('1');
  await vi.waitFor(() => expect(texts()).toEqual(['1']), within);
});
