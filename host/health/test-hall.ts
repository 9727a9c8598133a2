import { decodeUp, encode } from '../../wire/decode.ts';
import type { UpMessage } from '../../wire/envelope.ts';
import type { Connect, Connection, ConnectionEvent, ConnectionWish, Packet } from './connection.ts';

/** For tests: broker and hall in memory. It is at the other end of as many connections as are made, one after another. */
export type TestHall = {
  readonly connect: Connect;
  /** What arrived, in order, over all connections. */
  readonly heard: readonly UpMessage[];
  /** Of these, the types that are numbered. */
  readonly numbered: () => readonly UpMessage[];
  readonly packets: readonly Packet[];
  readonly attempts: () => number;
  /** Takes the connection that is being made. */
  readonly accept: () => void;
  readonly refuse: () => void;
  /** The line breaks; answers the will the broker tells then. */
  readonly cut: () => UpMessage | null;
  readonly acknowledge: (boot: string, seq: number) => void;
  readonly deliver: (topic: string, bytes: Uint8Array) => void;
  /** Retains it without its having arrived, as when the line broke: told to whoever listens anew. */
  readonly retainUnsaid: (topic: string, bytes: Uint8Array) => void;
  /** Topics that were listened to anew. */
  readonly askedAgain: readonly string[];
  readonly hasEnded: () => boolean;
};

export const REALM = 'zj-hz';
export const KIOSK = 'TL-003';

export function createTestHall({ acknowledges = false, accepts = true } = {}): TestHall {
  const packets: Packet[] = [];
  const heard: UpMessage[] = [];
  const retained = new Map<string, Uint8Array>();
  const askedAgain: string[] = [];
  let attempts = 0;
  let current: { wish: ConnectionWish; listener: (event: ConnectionEvent) => void } | null = null;
  let ended = false;

  const read = (packet: Packet): UpMessage => {
    const decoded = decodeUp(packet.topic, packet.bytes);
    if (!decoded.ok) throw new Error(`${packet.topic}: ${JSON.stringify(decoded.problem)}`);
    return decoded.message;
  };
  const hall: TestHall = {
    connect: (wish, listener): Connection => {
      attempts += 1;
      const mine = { wish, listener };
      current = mine;
      if (accepts) queueMicrotask(() => current === mine && listener({ kind: 'open' }));
      return {
        publish: (packet) => {
          if (current !== mine) return;
          packets.push(packet);
          const message = read(packet);
          heard.push(message);
          if (acknowledges && !['state', 'hb', 'met'].includes(message.ty))
            queueMicrotask(() => hall.acknowledge(message.boot, message.seq));
        },
        listenAnew: (topic) => {
          askedAgain.push(topic);
          const bytes = retained.get(topic);
          if (bytes) hall.deliver(topic, bytes);
        },
        end: async () => {
          ended = true;
          current = null;
        },
      };
    },
    heard,
    packets,
    numbered: () => heard.filter(({ ty }) => !['state', 'hb', 'met'].includes(ty)),
    attempts: () => attempts,
    accept: () => current?.listener({ kind: 'open' }),
    refuse: () => {
      const was = current;
      current = null;
      was?.listener({ kind: 'closed', why: 'refused' });
    },
    cut: () => {
      const was = current;
      current = null;
      was?.listener({ kind: 'closed', why: 'lost' });
      return was && read(was.wish.will);
    },
    acknowledge: (boot, seq) =>
      hall.deliver(
        `once/1/${REALM}/${KIOSK}/ack`,
        encode({ v: 1, k: KIOSK, t: '2026-11-24T02:00:00.000Z', ty: 'ack', d: { boot, seq } }),
      ),
    deliver: (topic, bytes) => current?.listener({ kind: 'message', topic, bytes }),
    retainUnsaid: (topic, bytes) => retained.set(topic, bytes),
    askedAgain,
    hasEnded: () => ended,
  };
  return hall;
}
