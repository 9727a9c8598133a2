import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { decodeUp, encode } from '../../wire/decode.ts';
import { delivery, type MessageOf, type UpMessage } from '../../wire/envelope.ts';
import type { UpType } from '../../wire/payloads.ts';
import { kioskTopic } from '../../wire/topic.ts';

/** A real broker, and the least hall there can be: writes everything down, and acknowledges each unbroken run. */
export type RecordingHall = {
  readonly fleet: {
    readonly url: string;
    readonly realm: string;
    readonly username: string;
    readonly password: string;
  };
  readonly heard: readonly UpMessage[];
  readonly of: <T extends UpType>(type: T) => readonly MessageOf<T>[];
  /** Each numbered message once, in the order it first came. */
  readonly first: () => readonly UpMessage[];
  /** What was no message of the contract. */
  readonly refused: readonly string[];
  /** Every byte that came. */
  readonly bytes: () => Buffer;
  /** Says something to the kiosk. */
  readonly say: (topic: string, bytes: Uint8Array) => void;
  /** Cuts every line and takes none, as a broker that was killed. */
  readonly kill: () => Promise<void>;
  /** There again, on the same port, knowing nothing of before but what was committed. */
  readonly rise: () => Promise<void>;
};

const PASSWORD = 'a-password-of-this-machine-only';

export async function startRecordingHall(kiosk: string, realm = 'zj-hz'): Promise<RecordingHall> {
  const heard: UpMessage[] = [];
  const refused: string[] = [];
  const captured: Buffer[] = [];
  const runs = new Map<string, number>();
  const sockets = new Set<Socket>();
  let broker: Aedes | null = null;
  let server: Server | null = null;
  let port = 0;

  /** The end of the unbroken run, or null for what lies beyond a hole. */
  const commit = (message: UpMessage): number | null => {
    const end = Math.max(runs.get(message.boot) ?? 0, message.ack);
    const from = message.ty === 'evt' && message.d.kind === 'dropped' ? message.d.from : message.seq;
    if (from > end + 1) return null;
    const next = Math.max(end, message.seq);
    runs.set(message.boot, next);
    return next;
  };

  const publish = (topic: string, bytes: Uint8Array): void => {
    broker?.publish(
      { cmd: 'publish', topic, payload: Buffer.from(bytes), qos: 1, retain: false, dup: false },
      () => undefined,
    );
  };

  const take = (topic: string, payload: Buffer): void => {
    captured.push(payload);
    const decoded = decodeUp(topic, payload);
    if (!decoded.ok) {
      refused.push(`${topic} ${JSON.stringify(decoded.problem)}`);
      return;
    }
    const { message } = decoded;
    heard.push(message);
    if (!delivery[message.ty].numbered) return;
    const seq = commit(message);
    if (seq === null) return;
    const d = { boot: message.boot, seq };
    publish(
      kioskTopic(realm, message.k, { name: 'ack' }),
      encode({ v: 1, k: message.k, t: new Date().toISOString(), ty: 'ack', d }),
    );
  };

  const rise = async (): Promise<void> => {
    const risen = await Aedes.createBroker();
    risen.authenticate = (_client, username, password, done) =>
      done(null, username === kiosk && password?.toString() === PASSWORD);
    risen.on('publish', (packet) => {
      const isOfKiosk = packet.topic.startsWith('once/1/') && !/\/(ack|cmd|desired|poke)$/.test(packet.topic);
      if (isOfKiosk) take(packet.topic, Buffer.from(packet.payload));
    });
    const listening = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      risen.handle(socket);
    });
    await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
    const address = listening.address();
    if (address === null || typeof address === 'string') throw new Error('the broker listens on a port');
    port = address.port;
    broker = risen;
    server = listening;
  };
  await rise();

  return {
    fleet: { url: `mqtt://127.0.0.1:${port}`, realm, username: kiosk, password: PASSWORD },
    heard,
    of: <T extends UpType>(type: T) =>
      heard.filter((message): message is MessageOf<T> => message.ty === type),
    first: () => {
      const known = new Set<string>();
      return heard.filter(({ ty, boot, seq }) => {
        if (!delivery[ty].numbered || known.has(`${boot} ${seq}`)) return false;
        known.add(`${boot} ${seq}`);
        return true;
      });
    },
    refused,
    bytes: () => Buffer.concat(captured),
    say: publish,
    kill: async () => {
      const was = broker;
      broker = null;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      await new Promise<void>((resolve) => (was ? was.close(resolve) : resolve()));
    },
    rise,
  };
}
