import mqtt from 'mqtt';
import type { Connect } from './connection.ts';

export type MqttOptions = {
  /** `mqtts://host:port`; `mqtt:` inside a machine or a tunnel. */
  readonly url: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  /** PEM; whom to trust over `mqtts:`. */
  readonly ca: string;
};

/** Half a minute without a sign (1.5 × this) is a broken line: the broker tells the will. */
const KEEPALIVE_S = 20;
const CONNECT_MS = 15_000;
const END_MS = 1_500;

/**
 * MQTT 3.1.1 through MQTT.js. Its own reconnecting is off: each connection has another will, and a refusal
 * (CONNACK with an error), after which MQTT.js tries no more, is a failed attempt like any other.
 */
export function mqttConnect({ url, ...identity }: MqttOptions): Connect {
  return ({ will, topics, calls }, listener) => {
    let isOver = false;
    const client = mqtt.connect(url, {
      ...identity,
      protocolVersion: 4,
      clean: true,
      keepalive: KEEPALIVE_S,
      connectTimeout: CONNECT_MS,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      will: { topic: will.topic, payload: Buffer.from(will.bytes), qos: will.qos, retain: will.retain },
    });
    const closed = (why: 'refused' | 'lost'): void => {
      if (isOver) return;
      isOver = true;
      client.end(true);
      listener({ kind: 'closed', why });
    };
    client.on('connect', () => {
      client.subscribe([...topics], { qos: 1 }, (error, granted) => {
        if (isOver) return;
        if (error || granted?.some(({ qos }) => qos === 128)) closed('refused');
        else listener({ kind: 'open' });
      });
      for (const call of calls) client.subscribe(call, { qos: 0 }, () => undefined);
    });
    client.on('message', (topic, bytes) => {
      if (!isOver) listener({ kind: 'message', topic, bytes });
    });
    // A CONNACK with an error carries its code; a socket's error carries a name.
    client.on('error', (error) =>
      closed('code' in error && typeof error.code === 'number' ? 'refused' : 'lost'),
    );
    client.on('close', () => closed('lost'));
    return {
      publish: ({ topic, bytes, qos, retain }) => {
        if (!isOver) client.publish(topic, Buffer.from(bytes), { qos, retain }, () => undefined);
      },
      listenAnew: (topic) => {
        if (!isOver) client.subscribe(topic, { qos: 1 }, () => undefined);
      },
      end: async () => {
        if (isOver) return;
        isOver = true;
        await new Promise<void>((resolve) => {
          const cut = setTimeout(() => client.end(true, {}, () => resolve()), END_MS);
          client.end(false, {}, () => {
            clearTimeout(cut);
            resolve();
          });
        });
      },
    };
  };
}
