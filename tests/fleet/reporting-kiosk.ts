import mqtt, { type MqttClient } from 'mqtt';
import { v7 } from 'uuid';
import { channelOf, decodeDown, encode } from '../../wire/decode.ts';
import { delivery, type UpMessage } from '../../wire/envelope.ts';
import type { Said } from '../../wire/payloads.ts';
import { kioskTopic } from '../../wire/topic.ts';

/** A kiosk as the hall sees one: a real MQTT client, every message put together by the test. */
export type ReportingKiosk = {
  readonly client: MqttClient;
  readonly boot: string;
  /** Says something, with the next number where it has one; resolves with the broker's acknowledgement. */
  readonly say: (said: Said, changes?: Partial<UpMessage>) => Promise<void>;
  /** Any bytes on any topic. */
  readonly raw: (topic: string, payload: string | Buffer) => Promise<void>;
  /** The hall's cumulative acknowledgements, by boot. */
  readonly acks: ReadonlyMap<string, number>;
  /** As `kill -9`: the line is cut in the middle of whatever it was, nobody says goodbye. */
  readonly kill: () => void;
  readonly end: () => Promise<void>;
};

export const release = 'a3'.repeat(32);

export async function connectKiosk(where: {
  readonly port: number;
  readonly realm: string;
  readonly kiosk: string;
  readonly password: string;
  readonly boot?: string;
  readonly bd?: number;
  readonly firstSeq?: number;
  readonly now?: () => Date;
  readonly keepaliveS?: number;
}): Promise<ReportingKiosk> {
  const { realm, kiosk, boot = v7(), bd = 1, now = () => new Date() } = where;
  let seq = where.firstSeq ?? 0;
  let up = 0;
  const acks = new Map<string, number>();
  const envelope = () => ({
    v: 1 as const,
    k: kiosk,
    boot,
    ack: acks.get(boot) ?? 0,
    bd,
    t: now().toISOString(),
    tq: 'ntp' as const,
    up: ++up,
    late: false,
  });
  const will: UpMessage = { ...envelope(), seq: 0, ty: 'state', d: { s: 'offline', reason: 'lost' } };
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${where.port}`, {
    protocolVersion: 4,
    clientId: kiosk,
    username: kiosk,
    password: where.password,
    reconnectPeriod: 0,
    ...(where.keepaliveS === undefined ? {} : { keepalive: where.keepaliveS }),
    will: {
      topic: kioskTopic(realm, kiosk, { name: 'state' }),
      payload: Buffer.from(encode(will)),
      qos: 1,
      retain: true,
    },
  });
  client.on('error', () => undefined);
  client.on('message', (topic, payload) => {
    const decoded = decodeDown(topic, payload);
    if (decoded.ok && decoded.message.ty === 'ack') {
      acks.set(decoded.message.d.boot, decoded.message.d.seq);
    }
  });
  await client.subscribeAsync(kioskTopic(realm, kiosk, { name: 'ack' }), { qos: 1 });
  return {
    client,
    boot,
    acks,
    say: async (said, changes = {}) => {
      const { qos, retain, numbered } = delivery[said.ty];
      if (numbered) seq += 1;
      // The payload belongs to its type, as `said` has it; a spread of the two is no longer seen to.
      const message = { ...envelope(), seq, ...said, ...changes } as UpMessage;
      const topic = kioskTopic(realm, kiosk, channelOf(said));
      await client.publishAsync(topic, Buffer.from(encode(message)), { qos, retain });
    },
    raw: async (topic, payload) => {
      await client.publishAsync(topic, payload, { qos: 1 });
    },
    kill: () => client.stream.destroy(),
    end: () => client.endAsync(true),
  };
}
