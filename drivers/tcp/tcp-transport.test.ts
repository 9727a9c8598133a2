import { once } from 'node:events';
import { createServer, type Server, Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import type { TransportEvent } from '../transport.ts';
import { openTcpTransport, type TcpTransport } from './tcp-transport.ts';

/** A device behind a real socket; the test is the device. */
async function plugIn(tcpPort = 0) {
  const guests: Socket[] = [];
  const received: Buffer[] = [];
  const server: Server = createServer((guest) => {
    guests.push(guest);
    guest.on('error', () => undefined);
    guest.on('data', (chunk) => received.push(chunk));
  });
  server.listen(tcpPort, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    tcpPort: address.port,
    received: () => Buffer.concat(received).toString('latin1'),
    guests: () => guests.length,
    say: (text: string) => guests.at(-1)?.write(text, 'latin1'),
    hangUp: () => guests.at(-1)?.end(),
    pull: async () => {
      for (const guest of guests) guest.resetAndDestroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function device(tcpPort?: number) {
  const made = await plugIn(tcpPort);
  closers.push(made.pull);
  return made;
}

/** Sockets are real, waiting is not: back-off and deadlines pass when the test says so. */
function open(tcpPort: number, openSocket?: (host: string, port: number) => Socket) {
  const clock = createSimulatedClock();
  const transport: TcpTransport = openTcpTransport({
    host: '127.0.0.1',
    tcpPort,
    clock,
    ...(openSocket ? { openSocket } : {}),
  });
  closers.push(transport.close);
  const events: TransportEvent[] = [];
  transport.subscribe((event) => events.push(event));
  const heard = (): string =>
    events
      .map((event) => (event.kind === 'bytes' ? Buffer.from(event.bytes).toString('latin1') : ''))
      .join('');
  const kinds = (): string[] => events.map((event) => event.kind).filter((kind) => kind !== 'bytes');
  const untilOpen = () => eventually(() => expect(transport.state().kind).toBe('open'));
  return { clock, transport, events, heard, kinds, untilOpen };
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 5 });
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('a device that is there', () => {
  it('is spoken with both ways, whole and in order', async () => {
    const printer = await device();
    const line = open(printer.tcpPort);
    await line.untilOpen();
    expect(line.transport.state()).toEqual({ kind: 'open', path: `tcp://127.0.0.1:${printer.tcpPort}` });
    expect(await line.transport.write(bytes('question'))).toEqual({ ok: true, value: undefined });
    await eventually(() => expect(printer.received()).toBe('question'));
    const answer = 'answer'.repeat(20_000);
    printer.say(answer);
    await eventually(() => expect(line.heard()).toBe(answer));
  });

  it('and asked to connect anew does so once', async () => {
    const printer = await device();
    const line = open(printer.tcpPort);
    await line.untilOpen();
    line.transport.reopen();
    expect(line.transport.state().kind).toBe('opening');
    await line.untilOpen();
    await eventually(() => expect(printer.guests()).toBe(2));
    expect(line.kinds()).toEqual(['opened', 'lost', 'opened']);
  });
});

describe('a device that is not there', () => {
  it('is said so once, looked for ever more slowly but for ever, and connected to when it comes', async () => {
    const gone = await device();
    await gone.pull();
    const line = open(gone.tcpPort);
    for (const retryInMs of [100, 200, 400, 800, 1600, 2000, 2000]) {
      await eventually(() => expect(line.transport.state()).toEqual({ kind: 'lost', retryInMs }));
      await line.clock.advance(retryInMs - 1);
      expect(line.transport.state().kind).toBe('lost');
      await line.clock.advance(1);
    }
    await eventually(() => expect(line.transport.state().kind).toBe('lost'));
    expect(line.kinds()).toEqual(['lost']);
    await device(gone.tcpPort);
    await line.clock.advance(2000);
    await line.untilOpen();
    expect(line.kinds()).toEqual(['lost', 'opened']);
  });

  it('and answers no call at all is not waited for longer than three seconds', async () => {
    const sockets: Socket[] = [];
    const line = open(9100, () => {
      const socket = new Socket();
      sockets.push(socket);
      return socket;
    });
    await line.clock.advance(2999);
    expect(line.transport.state().kind).toBe('opening');
    await line.clock.advance(1);
    expect(line.transport.state()).toEqual({ kind: 'lost', retryInMs: 100 });
    expect(sockets[0]?.destroyed).toBe(true);
  });
});

describe('a connection that ends', () => {
  it.each(['hangUp', 'pull'] as const)(
    'by %s is noticed at once; what is written meanwhile is refused and never sent later',
    async (how) => {
      const printer = await device();
      const line = open(printer.tcpPort);
      await line.untilOpen();
      await printer[how]();
      await eventually(() => expect(line.kinds()).toEqual(['opened', 'lost']));
      expect(await line.transport.write(bytes('stale'))).toEqual({
        ok: false,
        error: { kind: 'disconnected' },
      });
      const again = how === 'pull' ? await device(printer.tcpPort) : printer;
      await line.clock.advance(100);
      await line.untilOpen();
      expect(await line.transport.write(bytes('fresh'))).toMatchObject({ ok: true });
      await eventually(() => expect(again.received()).toBe('fresh'));
    },
  );

  it('without a word (half open) is given up when what was written brings nothing back', async () => {
    const printer = await device();
    const line = open(printer.tcpPort);
    await line.untilOpen();
    await line.transport.write(bytes('question'));
    await line.clock.advance(14_000);
    await line.transport.write(bytes('question'));
    expect(line.transport.state().kind).toBe('open');
    await line.clock.advance(1000);
    expect(line.kinds()).toEqual(['opened', 'lost']);
    await line.clock.advance(100);
    await line.untilOpen();
  });

  it('is not suspected of it while answers come, or while nobody asks', async () => {
    const printer = await device();
    const line = open(printer.tcpPort);
    await line.untilOpen();
    await line.clock.advance(60_000);
    await line.transport.write(bytes('question'));
    await eventually(() => expect(printer.received()).toBe('question'));
    printer.say('answer');
    await eventually(() => expect(line.heard()).toBe('answer'));
    await line.clock.advance(60_000);
    expect(line.kinds()).toEqual(['opened']);
  });

  it('leaves nothing of what it had not delivered for the next one', async () => {
    const printer = await device();
    const line = open(printer.tcpPort);
    await line.untilOpen();
    const writing = line.transport.write(new Uint8Array(20_000_000));
    line.transport.reopen();
    expect(await writing).toEqual({ ok: false, error: { kind: 'disconnected' } });
    await line.untilOpen();
    expect(await line.transport.write(bytes('fresh'))).toMatchObject({ ok: true });
    await eventually(() => expect(printer.received().includes('fresh')).toBe(true));
    expect(printer.received().length).toBeLessThan(20_000_000);
  });
});

describe('closing', () => {
  it('ends the connection, the timers and the retries', async () => {
    const printer = await device();
    const line = open(printer.tcpPort);
    await line.untilOpen();
    await line.transport.write(bytes('question'));
    await line.transport.close();
    expect(line.transport.state()).toEqual({ kind: 'closed' });
    expect(line.clock.pendingTimers()).toBe(0);
    expect(await line.transport.write(bytes('late'))).toMatchObject({ ok: false });
    line.transport.reopen();
    await line.clock.advance(10_000);
    expect(printer.guests()).toBe(1);
  });
});
