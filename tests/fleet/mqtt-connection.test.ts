import { createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionEvent } from '../../host/health/connection.ts';
import { mqttConnect } from '../../host/health/mqtt-connection.ts';

/* The kiosk's end of the line on a real broker. */
let broker: Aedes;
let port: number;
let lines: Set<Socket>;
let published: string[];
let close: () => Promise<void>;

beforeEach(async () => {
  broker = await Aedes.createBroker();
  broker.authenticate = (_client, _username, password, done) => done(null, password?.toString() === 'right');
  broker.authorizeSubscribe = (_client, subscription, done) =>
    done(null, subscription.topic.startsWith('forbidden') ? null : subscription);
  published = [];
  broker.on('publish', ({ topic, payload }) => {
    if (!topic.startsWith('$SYS')) published.push(`${topic} ${payload.toString()}`);
  });
  lines = new Set();
  const server = createServer((socket) => {
    lines.add(socket);
    broker.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the broker listens on a port');
  port = address.port;
  close = async () => {
    for (const line of lines) line.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await new Promise<void>((resolve) => broker.close(resolve));
  };
});
afterEach(() => close());

const packet = (topic: string, text: string, qos: 0 | 1 = 1) => ({
  topic,
  bytes: new TextEncoder().encode(text),
  qos,
  retain: false,
});

function connect({
  password = 'right',
  topics = ['down'],
  calls = ['call'],
  url = `mqtt://127.0.0.1:${port}`,
} = {}) {
  const events: ConnectionEvent[] = [];
  const connection = mqttConnect({ url, clientId: 'once-test', username: 'TL-003', password, ca: '' })(
    { will: packet('will', 'lost'), topics, calls },
    (event) => events.push(event),
  );
  const kinds = () => events.map((event) => (event.kind === 'closed' ? `closed ${event.why}` : event.kind));
  return { connection, kinds };
}
const told = (kinds: () => readonly string[], expected: readonly string[]) =>
  vi.waitFor(() => expect(kinds()).toEqual(expected), { timeout: 20_000 });

describe('a connection', () => {
  it('opens once the broker listens for its topics, and carries both ways', async () => {
    const { connection, kinds } = connect();
    await told(kinds, ['open']);
    connection.publish(packet('up', 'hello'));
    broker.publish(
      { cmd: 'publish', topic: 'down', payload: 'hello', qos: 1, retain: false, dup: false },
      () => undefined,
    );
    await told(kinds, ['open', 'message']);
    await vi.waitFor(() => expect(published).toContain('up hello'));
    await connection.end();
  });

  it('with a wrong password, or without the right to its topics, is told as refused, once', async () => {
    const wrong = connect({ password: 'wrong' });
    await told(wrong.kinds, ['closed refused']);
    const forbidden = connect({ topics: ['forbidden/topic'] });
    await told(forbidden.kinds, ['closed refused']);
  });

  it('without the right to a call opens all the same, and hears its own topics', async () => {
    const { connection, kinds } = connect({ calls: ['forbidden/call'] });
    await told(kinds, ['open']);
    broker.publish(
      { cmd: 'publish', topic: 'down', payload: 'hello', qos: 1, retain: false, dup: false },
      () => undefined,
    );
    await told(kinds, ['open', 'message']);
    await connection.end();
  });

  it('that listens anew is told again what the broker retains', async () => {
    await new Promise<void>((resolve) => {
      broker.publish(
        { cmd: 'publish', topic: 'down', payload: 'kept', qos: 1, retain: true, dup: false },
        () => resolve(),
      );
    });
    const { connection, kinds } = connect();
    await vi.waitFor(() => expect(kinds().toSorted()).toEqual(['message', 'open']), { timeout: 20_000 });
    connection.listenAnew('down');
    await vi.waitFor(() => expect(kinds().toSorted()).toEqual(['message', 'message', 'open']), {
      timeout: 20_000,
    });
    await connection.end();
  });

  it('to nobody, or that is cut, is told as lost, and the broker tells its will', async () => {
    await told(connect({ url: 'mqtt://127.0.0.1:9' }).kinds, ['closed lost']);
    const { kinds, connection } = connect();
    await told(kinds, ['open']);
    for (const line of lines) line.destroy();
    await told(kinds, ['open', 'closed lost']);
    await vi.waitFor(() => expect(published).toContain('will lost'));
    connection.publish(packet('up', 'too late'));
    await connection.end();
    expect(kinds()).toEqual(['open', 'closed lost']);
  });

  it('that ends in order takes its will with it, and says nothing more', async () => {
    const { connection, kinds } = connect();
    await told(kinds, ['open']);
    connection.publish(packet('up', 'goodbye'));
    await connection.end();
    await vi.waitFor(() => expect(broker.connectedClients).toBe(0));
    expect(published).toContain('up goodbye');
    expect(published).not.toContain('will lost');
    expect(kinds()).toEqual(['open']);
  });
});
