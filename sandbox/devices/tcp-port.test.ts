import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { plugTcp, type TcpPort } from './tcp-port.ts';

const eventually = <T>(look: () => T) => vi.waitUntil(look, { timeout: 10_000, interval: 5 });

let port: TcpPort;
let heard = '';
const guests: Socket[] = [];
let path = '';
let tcpPort = 0;

beforeEach(async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const address = free.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  tcpPort = address.port;
  path = `tcp://127.0.0.1:${tcpPort}`;
  free.close();
  heard = '';
  port = await plugTcp(path, { onData: (bytes) => (heard += Buffer.from(bytes).toString('latin1')) });
});
afterEach(async () => {
  for (const guest of guests.splice(0)) guest.destroy();
  await port.unplug();
});

const call = async () => {
  const socket = connect(tcpPort, '127.0.0.1');
  guests.push(socket);
  socket.on('error', () => {});
  let said = '';
  socket.on('data', (chunk) => (said += chunk.toString('latin1')));
  await once(socket, 'connect');
  return { socket, said: () => said };
};

test('a guest is heard and answered; a second one waits until the first has gone', async () => {
  const first = await call();
  const second = await call();
  first.socket.write('first');
  second.socket.write('second');
  await eventually(() => heard === 'first');
  port.write(Buffer.from('answer'));
  await eventually(() => first.said() === 'answer');
  expect(second.said()).toBe('');
  first.socket.end();
  await eventually(() => heard === 'firstsecond');
});

test('a device that has started anew knows no connection of before', async () => {
  const { socket } = await call();
  socket.write('hello');
  await eventually(() => heard === 'hello');
  port.hangUp();
  await eventually(() => socket.destroyed);
  const { socket: again } = await call();
  again.write('again');
  await eventually(() => heard === 'helloagain');
});

test('a pulled cable is told to nobody, and carries nothing; put back, a new connection is served', async () => {
  const before = await call();
  before.socket.write('before');
  await eventually(() => heard === 'before');
  await port.unplug();
  before.socket.write('lost');
  port.write(Buffer.from('lost'));

  port = await plugTcp(path, { onData: (bytes) => (heard += Buffer.from(bytes).toString('latin1')) });
  const after = await call();
  after.socket.write('after');
  await eventually(() => heard === 'beforeafter');
  expect(before.socket.destroyed).toBe(false);
  expect(before.said()).toBe('');
});
