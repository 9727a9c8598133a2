import { describe, expect, it } from 'vitest';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import type { TransportEvent } from '../transport.ts';
import type { OpenedPort } from './serial-port.ts';
import { openSerialTransport } from './serial-transport.ts';

/** Ports without hardware: each says how it was treated, and can be made to fail in a kernel's ways. */
function setUp() {
  const clock = createSimulatedClock();
  const nodes = new Map<string, string>([['/dev/reader', 'node 1']]);
  const ports: { closed: boolean; fail: (error: Error) => void; say: (text: string) => void }[] = [];
  let opensFail = false;
  let opens = 0;
  const openPort = async (): Promise<OpenedPort> => {
    opens += 1;
    if (opensFail) throw new Error('No such file or directory');
    let pending: { resolve: (read: { bytesRead: number }) => void; reject: (error: Error) => void } | null =
      null;
    let target: Buffer = Buffer.alloc(0);
    const port = {
      closed: false,
      fail: (error: Error) => pending?.reject(error),
      say: (text: string) => pending?.resolve({ bytesRead: target.write(text) }),
    };
    ports.push(port);
    return {
      read: (buffer) => {
        target = buffer;
        return new Promise((resolve, reject) => {
          pending = { resolve, reject };
        });
      },
      write: async () => undefined,
      flush: async () => undefined,
      close: async () => {
        port.closed = true;
        pending?.reject(new Error('canceled'));
      },
    };
  };
  const transport = openSerialTransport({
    path: '/dev/reader',
    baudRate: 115_200,
    clock,
    openPort,
    identify: async (path) => nodes.get(path) ?? null,
  });
  const events: TransportEvent[] = [];
  transport.subscribe((event) => events.push(event));
  return {
    clock,
    nodes,
    ports,
    transport,
    events,
    opens: () => opens,
    failOpens: (fails: boolean) => {
      opensFail = fails;
    },
  };
}

describe('a loss', () => {
  it('by an error of the kernel closes the port and opens it anew', async () => {
    const { clock, ports, transport, events } = setUp();
    await clock.advance(0);
    ports[0]?.fail(new Error('EIO: i/o error, read'));
    await clock.advance(50);
    expect(ports[0]?.closed).toBe(true);
    expect(transport.state()).toEqual({ kind: 'lost', retryInMs: 100 });
    await clock.advance(60);
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'lost', 'opened']);
  });

  it('that the kernel keeps to itself shows in the path within a second', async () => {
    const { clock, nodes, ports, events } = setUp();
    await clock.advance(100);
    nodes.delete('/dev/reader');
    await clock.advance(950);
    expect(events.at(-1)).toEqual({ kind: 'lost', reason: '/dev/reader vanished' });
    expect(ports[0]?.closed).toBe(true);
  });

  it('by a quick pull and replug shows in another node under the same path', async () => {
    const { clock, nodes, events } = setUp();
    await clock.advance(100);
    nodes.set('/dev/reader', 'node 2');
    await clock.advance(1500);
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'lost', 'opened']);
  });

  it('is retried ever more slowly, but for ever, at least each two seconds', async () => {
    const { clock, ports, opens, failOpens, transport } = setUp();
    await clock.advance(0);
    failOpens(true);
    ports[0]?.fail(new Error('EIO'));
    await clock.advance(60_000);
    expect(opens()).toBeGreaterThan(30);
    expect(opens()).toBeLessThan(40);
    expect(transport.state()).toEqual({ kind: 'lost', retryInMs: 2000 });
    failOpens(false);
    await clock.advance(2000);
    expect(transport.state().kind).toBe('open');
  });

  it('bytes of an old port are not heard on the new one', async () => {
    const { clock, ports, transport, events } = setUp();
    await clock.advance(0);
    transport.reopen();
    await clock.advance(0);
    ports[0]?.say('old');
    ports[1]?.say('new');
    await clock.advance(0);
    const heard = events.flatMap((event) =>
      event.kind === 'bytes' ? [Buffer.from(event.bytes).toString()] : [],
    );
    expect(heard).toEqual(['new']);
  });
});

describe('closing', () => {
  it('ends the port, the timers and the retries', async () => {
    const { clock, ports, transport } = setUp();
    await clock.advance(100);
    await transport.close();
    expect(ports[0]?.closed).toBe(true);
    expect(transport.state()).toEqual({ kind: 'closed' });
    expect(clock.pendingTimers()).toBe(0);
    expect(await transport.write(Uint8Array.of(1))).toEqual({ ok: false, error: { kind: 'disconnected' } });
  });

  it('while the port is just being opened gives that port back', async () => {
    const { clock, ports, transport } = setUp();
    const closed = transport.close();
    await clock.advance(0);
    await closed;
    expect(ports.every((port) => port.closed)).toBe(true);
    expect(transport.state()).toEqual({ kind: 'closed' });
  });
});
