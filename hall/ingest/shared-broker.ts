import mqtt, { type MqttClient } from 'mqtt';
import { encode } from '../../wire/decode.ts';
import { downDelivery } from '../../wire/down.ts';
import { parseTopic, TOPIC_ROOT } from '../../wire/topic.ts';
import type { Broker, BrokerListener, StartBroker } from './broker.ts';
import { upEnds } from './mosquitto-files.ts';
import { MOSQUITTO_LOG, mosquittoLog } from './mosquitto-log.ts';

/** A broker of its own (Mosquitto, EMQX), which any number of copies of the hall take messages from by turns. */
export type SharedBrokerOptions = {
  /** `mqtts://host:port`; `mqtt:` inside one machine. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** PEM; whom to trust over `mqtts:`. Null: those everybody trusts. */
  readonly ca: string | null;
  readonly realm: string;
  readonly now: () => number;
  /** One no other copy has. */
  readonly clientId: string;
  /** Where machines connect, as they are told when they enrol. */
  readonly port: number;
  readonly onBroker: (state: 'away' | 'back', why: string) => void;
  /** How many messages may be on their way in and not yet written; what is more waits in the broker. */
  readonly receiveMaximum?: number;
};

/** Copies of one hall are one group: each message goes to one of them. */
const GROUP = 'hall';
const RECEIVE_MAXIMUM = 2000;
const RETRY_MS = 1000;
/** Whoever starts waits so long for the broker, and then goes on without it until it comes. */
const FIRST_CONNECT_MS = 5000;

/**
 * MQTT 5 through MQTT.js, with a clean session: what the broker had for a copy that died is not kept for its return,
 * because the machines keep it (`ack`). It is the broker that knows machines by their credentials and lets each speak
 * under its own id only; see docs/hall-beyond-one-machine.md.
 */
export const sharedBroker =
  (options: SharedBrokerOptions): StartBroker =>
  async (listener) => {
    const client = mqtt.connect(options.url, {
      protocolVersion: 5,
      clean: true,
      clientId: options.clientId,
      username: options.username,
      password: options.password,
      ...(options.ca === null ? {} : { ca: options.ca }),
      properties: { receiveMaximum: options.receiveMaximum ?? RECEIVE_MAXIMUM },
      reconnectPeriod: RETRY_MS,
      // A broker that was put up before its password file refuses for a while.
      reconnectOnConnackError: true,
      resubscribe: false,
      queueQoSZero: false,
    });
    const underWay = takeFrom(client, listener, options);
    await connected(client, options);
    return brokerOver(client, options, underWay);
  };

const filtersOf = (realm: string): string[] =>
  upEnds.map((end) => `$share/${GROUP}/${TOPIC_ROOT}/${realm}/+/${end}`);

/** Subscribes at each connection; resolves with the first, or when that takes too long. */
function connected(client: MqttClient, { realm, onBroker }: SharedBrokerOptions): Promise<void> {
  let isAway = true;
  let why = '';
  const lose = (): void => {
    if (!isAway) onBroker('away', why);
    isAway = true;
  };
  client.on('error', (error) => {
    why = error.message;
  });
  client.on('close', lose);
  return new Promise((resolve) => {
    const goOn = setTimeout(() => {
      if (isAway) onBroker('away', why);
      resolve();
    }, FIRST_CONNECT_MS);
    client.on('connect', () => {
      client.subscribe(filtersOf(realm), { qos: 1 }, (error, granted) => {
        why = error?.message ?? '';
        if (error || granted?.some(({ qos }) => qos >= 128)) return void client.stream.destroy();
        // Each copy hears all of it; a broker that has no such log, or lets nobody read it, will do as well.
        client.subscribe(MOSQUITTO_LOG, { qos: 0 }, () => undefined);
        isAway = false;
        onBroker('back', '');
        clearTimeout(goOn);
        resolve();
      });
    });
  });
}

/**
 * Hands over what comes, and acknowledges each message when it is kept, in whatever order that is: a transaction takes
 * what came in some milliseconds. MQTT.js by itself acknowledges one after the other; called back with an error it
 * sends nothing and reads on (`handleMessage`), and the four bytes of a PUBACK are the same in every version of MQTT.
 * @returns resolves when nothing is under way any more
 */
function takeFrom(
  client: MqttClient,
  listener: BrokerListener,
  { realm, now }: SharedBrokerOptions,
): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const readLog = mosquittoLog();
  client.handleMessage = ({ topic: name, payload, qos, messageId }, callback) => {
    const { stream } = client;
    if (name === MOSQUITTO_LOG) {
      const refused = readLog(payload.toString(), now());
      if (refused) listener.onRefused(refused);
      return callback();
    }
    const topic = parseTopic(name);
    // The filters leave nothing else through; it would be nobody's.
    const kept =
      topic?.to === 'kiosk' && topic.realm === realm
        ? listener.onMessage({ kiosk: topic.kiosk }, name, Buffer.from(payload))
        : Promise.resolve();
    const handled = kept.then(
      () => {
        if (qos === 1 && client.stream === stream && messageId !== undefined) stream.write(puback(messageId));
      },
      // Kept nowhere: as after a crash, the machines send again what was not acknowledged.
      () => void stream.destroy(),
    );
    underWay.add(handled);
    void handled.finally(() => underWay.delete(handled));
    callback(qos === 0 ? undefined : new Error('acknowledged when it is kept'));
  };
  return async () => {
    await Promise.all(underWay);
  };
}

const puback = (messageId: number): Buffer => Buffer.from([0x40, 2, messageId >> 8, messageId & 0xff]);

function brokerOver(
  client: MqttClient,
  { port, realm }: SharedBrokerOptions,
  underWay: () => Promise<void>,
): Broker {
  return {
    port,
    connected: () => null,
    // To hold one up would be to hold up all: they come over one connection.
    holdsUp: false,
    asksWho: false,
    publish: (topic, message) => {
      // What cannot be said now is said when the machine speaks again, or from the store.
      if (!client.connected) return;
      const { qos, retain } = downDelivery[message.ty];
      client.publish(topic, Buffer.from(encode(message)), { qos, retain }, () => undefined);
    },
    disconnect: () => undefined,
    close: async () => {
      client.removeAllListeners('close');
      // No more of the group's: the others take it, while this copy writes what it has.
      if (client.connected) await client.unsubscribeAsync(filtersOf(realm)).catch(() => undefined);
      await underWay();
      await client.endAsync();
    },
  };
}
