import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Pty, PtyEvents } from './pty.ts';

/** The cable of a device in the network: what {@link Pty} is for a serial line. */
export type TcpPort = Pty;

/**
 * Puts a device's raw TCP port at `path`, `tcp://ADDRESS:PORT`. As such devices do, it serves one guest at a time: who
 * comes meanwhile is connected, and heard when the first one has gone.
 *
 * A pulled network cable is told to nobody: connections of before stay open and carry nothing, and the kiosk has to
 * find that out by itself.
 *
 * @throws when the address cannot be had
 */
export async function plugTcp(path: string, events: PtyEvents): Promise<TcpPort> {
  const { hostname, port } = new URL(path);
  const guests: Socket[] = [];
  let isPulled = false;

  const server = createServer({ pauseOnConnect: true, noDelay: true }, (guest) => {
    guests.push(guest);
    guest.on('error', () => {});
    guest.on('close', () => {
      guests.splice(guests.indexOf(guest), 1);
      serveFirst();
    });
    serveFirst();
  });
  const served = new WeakSet<Socket>();
  const serveFirst = () => {
    const [first] = guests;
    if (first === undefined || served.has(first) || isPulled) return;
    served.add(first);
    first.on('data', (bytes: Buffer) => events.onData(bytes));
    first.resume();
  };
  server.listen(Number(port), hostname);
  await once(server, 'listening');
  // A server that ends by itself would end this process with it; it closes when the cable is pulled.
  const closed = new Promise<void>((resolve) => server.once('close', resolve));

  return {
    path,
    write: (bytes) => {
      const [first] = guests;
      if (first?.writable && !isPulled) first.write(bytes);
    },
    hangUp: () => {
      for (const guest of [...guests]) guest.resetAndDestroy();
    },
    unplug: async () => {
      isPulled = true;
      for (const guest of guests) guest.pause();
      server.close();
    },
    closed,
  };
}
