import { createServer, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { encode } from '../../wire/decode.ts';
import { downDelivery } from '../../wire/down.ts';
import { kioskIdSchema } from '../../wire/ids.ts';
import { judgePublish, maySubscribe, type Peer } from './acl.ts';
import type { Broker, BrokerListener, StartBroker, Tls } from './broker.ts';
import { createPaces, type Rate } from './pace.ts';

export type Listening = {
  readonly host: string;
  readonly port: number;
  readonly tls: Tls | null;
  readonly now: () => number;
  /** Otherwise than usual in tests. */
  readonly handshakes?: Rate;
};

/**
 * Connections of one address that are not signed in, or never were: so many at once, then so many a second. Machines that
 * come in do not count, however many share an address. Who is beyond it is gone before a handshake has cost anything.
 */
const HANDSHAKES: Rate = { perSecond: 10, burst: 1000 };

/**
 * The embedded broker: aedes, in memory, with no fixed id (with one it never sends the wills of a broker that was
 * killed). Nobody subscribes to what goes up: it is taken in on its way, before it is acknowledged, because with an
 * asynchronous persistence aedes loses messages between PUBACK and subscriber (aedes #955, #994).
 */
export const embeddedBroker =
  (where: Listening): StartBroker =>
  (listener) =>
    start(where, listener);

async function start(where: Listening, listener: BrokerListener): Promise<Broker> {
  const peers = new WeakMap<Client, Peer>();
  const clients = new Map<string, Client>();
  const handshakes = createPaces(where.handshakes ?? HANDSHAKES);
  const aedes = await Aedes.createBroker({
    maxTopicLevels: 10,
    keepaliveLimit: 120,
    connectTimeout: 10_000,
    drainTimeout: 15_000,
    authenticate: (client, username, password, done) => {
      const address = client.conn instanceof Socket ? addressOf(client.conn) : null;
      const refuse = () => {
        const name = kioskIdSchema.safeParse(username);
        listener.onRefused({ address, machines: name.success ? [name.data] : [] });
        done(refused(), false);
      };
      if (username === undefined || password === undefined || client.id !== username) return refuse();
      listener.signIn(username, password.toString('utf8')).then(
        (answer) => {
          if (!answer.ok) return refuse();
          peers.set(client, answer.peer);
          if (address !== null) handshakes.giveBack(address);
          done(null, true);
          // The store is away, and nobody's fault it is.
        },
        () => done(refused(), false),
      );
    },
    authorizePublish: (client, packet, done) => {
      const peer = client && peers.get(client);
      // Wills of a broker before this one come without a client; silence tells the hall the same.
      if (!peer) return done(new Error('nobody says this'));
      const verdict = judgePublish(peer, packet);
      if (verdict !== 'allowed') {
        listener.onForbidden(peer, verdict);
        return done(new Error(verdict));
      }
      // The hall keeps what is retained in its own store; nobody may read it here.
      packet.retain = false;
      listener.onMessage(peer, packet.topic, Buffer.from(packet.payload)).then(
        () => done(null),
        () => done(new Error('not kept')),
      );
    },
    authorizeSubscribe: (client, subscription, done) => {
      const peer = peers.get(client);
      if (peer && maySubscribe(peer, subscription.topic)) return done(null, subscription);
      if (peer) listener.onForbidden(peer, 'wrong-topic');
      // SUBACK says failure (0x80); the connection goes on.
      return done(null, null);
    },
  });
  aedes.on('clientReady', (client) => clients.set(client.id, client));
  aedes.on('clientDisconnect', (client) => {
    if (clients.get(client.id) === client) clients.delete(client.id);
  });

  const secured = where.tls ? createTlsServer({ ...where.tls, minVersion: 'TLSv1.2' }, aedes.handle) : null;
  const server = createServer((socket) => {
    if (handshakes.take(addressOf(socket), where.now()) > 0) return void socket.destroy();
    if (secured) secured.emit('connection', socket);
    else aedes.handle(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  const address = server.address();

  return {
    port: typeof address === 'object' && address !== null ? address.port : where.port,
    connected: () => aedes.connectedClients,
    holdsUp: true,
    asksWho: true,
    publish: (topic, message) => {
      const { qos, retain } = downDelivery[message.ty];
      const payload = Buffer.from(encode(message));
      // It fails only while the broker is closing, when nobody is left to tell.
      aedes.publish({ cmd: 'publish', topic, payload, qos, retain, dup: false }, () => undefined);
    },
    disconnect: (kiosk) => clients.get(kiosk)?.close(),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      await closed;
    },
  };
}

/** CONNACK 5, not authorised: a client may try again, and shall not believe the line to be broken. */
const refused = (): AuthenticateError => Object.assign(new Error('refused'), { returnCode: 5 });

const addressOf = ({ remoteAddress }: Socket): string => remoteAddress ?? '';
