import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Broker, Refused } from './broker.ts';
import { embeddedBroker } from './embedded-broker.ts';

const AT_ONCE = 20;
const T = Date.parse('2026-11-24T02:00:00.000Z');
let now = T;
let broker: Broker;
let refused: Refused[] = [];
const sockets: Socket[] = [];

beforeEach(async () => {
  now = T;
  refused = [];
  broker = await embeddedBroker({
    host: '0.0.0.0',
    port: 0,
    tls: null,
    now: () => now,
    handshakes: { perSecond: 1, burst: AT_ONCE },
  })({
    signIn: async (kiosk, password) =>
      password === 'right' ? { ok: true, peer: { realm: 'zj-hz', kiosk, hall: 'h' } } : { ok: false },
    onRefused: (who) => refused.push(who),
    onForbidden: () => undefined,
    onMessage: async () => undefined,
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await broker.close();
});

const reach = (address: string): Socket => {
  const socket = createConnection({ host: '127.0.0.1', port: broker.port, localAddress: address });
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
};
/** How it ended: let in, refused by the broker, or turned away before anything was said. */
const signIn = async (address: string, password: string): Promise<'in' | 'refused' | 'turned away'> => {
  const client = new MqttClient(() => reach(address), {
    clientId: 'TL-003',
    username: 'TL-003',
    password,
    reconnectPeriod: 0,
  });
  const ended = await new Promise<'in' | 'refused' | 'turned away'>((resolve) => {
    client.once('connect', () => resolve('in'));
    client.once('error', () => resolve('refused'));
    client.once('close', () => resolve('turned away'));
  });
  await client.endAsync(true);
  return ended;
};
/** A connection that says nothing. */
const stand = async (address: string): Promise<Socket> => {
  const socket = reach(address);
  await once(socket, 'connect');
  return socket;
};

test('a stranger who floods from one address is turned away there, and machines elsewhere come in', async () => {
  for (let count = 0; count < AT_ONCE; count += 1) await stand('127.0.0.2');
  const last = await stand('127.0.0.2');
  if (!last.closed) await once(last, 'close');
  expect(await signIn('127.0.0.2', 'right')).toBe('turned away');
  expect(await signIn('127.0.0.1', 'right')).toBe('in');
  now = T + 1000;
  expect(await signIn('127.0.0.2', 'right')).toBe('in');
});

test('wrong passwords are tried so often and no more', async () => {
  for (let count = 0; count < AT_ONCE; count += 1) expect(await signIn('127.0.0.2', 'wrong')).toBe('refused');
  expect(await signIn('127.0.0.2', 'wrong')).toBe('turned away');
  expect(refused).toHaveLength(AT_ONCE);
  expect(refused[0]).toEqual({ address: '127.0.0.2', machines: ['TL-003'] });
});

test('machines that come in through one address are never too many', async () => {
  for (let count = 0; count < 2 * AT_ONCE; count += 1) expect(await signIn('127.0.0.1', 'right')).toBe('in');
});
