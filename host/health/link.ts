import { channelOf, decodeDown, encode } from '../../wire/decode.ts';
import type { DownMessage } from '../../wire/down.ts';
import { delivery, type UpMessage, WIRE_VERSION } from '../../wire/envelope.ts';
import type { Said } from '../../wire/payloads.ts';
import { kioskTopic, pokeAllTopic } from '../../wire/topic.ts';
import type { Clock } from '../clock.ts';
import type { Connect, Connection, ConnectionEvent, Packet } from './connection.ts';
import { reconnectDelayMs } from './reconnect.ts';
import type { Entry, NumberedSaid, Place, Stamp, TelemetryStore } from './telemetry-store.ts';

/** The line to the hall: always being made, seldom gone, and nothing that was numbered is lost with it. */
export type Link = {
  /** Kept until the hall acknowledges it, and sent as soon as its turn comes. */
  readonly say: (said: NumberedSaid) => void;
  /** Sent now or never. */
  readonly mention: (said: Exclude<Said, NumberedSaid>) => void;
  /** Has the broker say `desired` again; without a line, the next connection does so anyway. */
  readonly askDesired: () => void;
  readonly close: () => Promise<void>;
};

export type LinkOptions = {
  readonly realm: string;
  readonly kiosk: string;
  readonly version: string;
  readonly connect: Connect;
  readonly store: TelemetryStore;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly stamp: () => Stamp;
  /** The birth is told; now everything is. */
  readonly onUp: () => void;
  readonly onDown: (message: Exclude<DownMessage, { ty: 'ack' }>) => void;
  readonly report: (code: LinkReport) => void;
  /** A mistake of ours, or a disk that is full: told, and gone on from. */
  readonly defect: (error: unknown) => void;
};
export type LinkReport = 'up' | 'refused' | 'lost' | 'not-acknowledged' | 'unreadable';

/** How far ahead of the acknowledgement it sends. */
export const WINDOW = 64;
/** Without an acknowledgement for so long it sends again; longer each time, one message at a time. */
export const ACK_MS = 20_000;
const ACK_LONGEST_MS = 300_000;
/** A line that held this long was a good one: the next attempt begins with short waits again. */
const STEADY_MS = 30_000;

export function createLink(options: LinkOptions): Link {
  const { realm, kiosk, store, clock, report } = options;
  const own = (name: 'ack' | 'cmd' | 'desired' | 'poke'): string => kioskTopic(realm, kiosk, { name });
  let connection: Connection | null = null;
  let isUp = false;
  let isClosed = false;
  let attempt = 0;
  let bd = 0;
  let retryTimer: unknown;
  let steadyTimer: unknown;
  let ackTimer: unknown;
  let window = WINDOW;
  let ackMs = ACK_MS;
  /** Sent on this connection and not acknowledged, oldest first. */
  let underWay: Place[] = [];
  /** The last that was sent. */
  let cursor: Place | null = null;
  /** What was there before this connection, or was sent once already, is late. */
  let lateTo: Place | null = null;

  function messageOf(said: Said, at: Place, stamp: Stamp, late: boolean): Packet {
    const { boot, seq } = at;
    const message = {
      v: WIRE_VERSION,
      k: kiosk,
      boot,
      seq,
      ack: store.acknowledged(boot),
      bd,
      ...stamp,
      late,
      ...said,
    } as UpMessage; // `said` holds type and payload of one message together
    const { qos, retain } = delivery[said.ty];
    return { topic: kioskTopic(realm, kiosk, channelOf(said)), bytes: encode(message), qos, retain };
  }

  const unnumbered = (said: Exclude<Said, NumberedSaid>): Packet =>
    messageOf(said, { boot: store.boot, seq: store.lastSeq() }, options.stamp(), false);

  function open(): void {
    try {
      bd = store.nextBirth();
      connection = options.connect(
        {
          will: unnumbered({ ty: 'state', d: { s: 'offline', reason: 'lost' } }),
          topics: [own('ack'), own('cmd'), own('desired')],
          calls: [pokeAllTopic(realm), own('poke')],
        },
        (event) => safely(() => onConnection(event)),
      );
    } catch (error) {
      options.defect(error);
      lose('lost');
    }
  }

  /** Whatever goes wrong here, the citizen in front of the machine is served on. */
  function safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      options.defect(error);
    }
  }

  function onConnection(event: ConnectionEvent): void {
    if (isClosed) return;
    switch (event.kind) {
      case 'open':
        begin();
        break;
      case 'message':
        hear(event.topic, event.bytes);
        break;
      case 'closed':
        lose(event.why);
        break;
      default:
        event satisfies never;
    }
  }

  function begin(): void {
    isUp = true;
    underWay = [];
    cursor = null;
    lateTo = store.newest();
    window = WINDOW;
    ackMs = ACK_MS;
    steadyTimer = clock.setTimeout(() => {
      attempt = 0;
    }, STEADY_MS);
    report('up');
    connection?.publish(unnumbered({ ty: 'state', d: { s: 'online', version: options.version } }));
    options.onUp();
    pump();
  }

  function lose(why: 'refused' | 'lost'): void {
    connection = null;
    if (isUp || attempt === 0) report(why);
    isUp = false;
    clock.clearTimeout(steadyTimer);
    clock.clearTimeout(ackTimer);
    retryTimer = clock.setTimeout(open, reconnectDelayMs(attempt, options.random()));
    attempt += 1;
  }

  function hear(topic: string, bytes: Uint8Array): void {
    const decoded = decodeDown(topic, bytes);
    if (!decoded.ok) report('unreadable');
    else if (decoded.message.ty === 'ack') acknowledge(decoded.message.d);
    else options.onDown(decoded.message);
  }

  function acknowledge(place: Place): void {
    if (!store.acknowledge(place)) return;
    underWay = underWay.filter((each) => each.boot !== place.boot || each.seq > place.seq);
    // What happened while the hall was silent was held back: it is late as well.
    if (window < WINDOW) lateTo = store.newest();
    window = WINDOW;
    ackMs = ACK_MS;
    watch();
    pump();
  }

  function pump(): void {
    while (isUp && underWay.length < window) {
      const [next] = store.after(cursor, 1);
      if (!next) return;
      cursor = { boot: next.boot, seq: next.seq };
      send(next);
    }
  }

  function send(entry: Entry): void {
    const packet = packetOf(entry);
    if (!packet) return;
    underWay.push({ boot: entry.boot, seq: entry.seq });
    if (underWay.length === 1) watch();
    connection?.publish(packet);
  }

  /** Null for what today's contract refuses: an older version kept it, or it is a mistake of ours. */
  function packetOf(entry: Entry): Packet | null {
    try {
      return messageOf(entry.said, entry, entry.stamp, lateTo !== null && !isAfter(entry, lateTo));
    } catch (error) {
      options.defect(error);
      // A note takes its place, and is the next to be sent.
      if (store.discard(entry)) cursor = { boot: entry.boot, seq: entry.seq - 1 };
      return null;
    }
  }

  /** Waits for the acknowledgement of what is under way. */
  function watch(): void {
    clock.clearTimeout(ackTimer);
    if (underWay.length > 0) ackTimer = clock.setTimeout(() => safely(sendAgain), ackMs);
  }

  function sendAgain(): void {
    report('not-acknowledged');
    lateTo = store.newest();
    cursor = null;
    underWay = [];
    // A hall that is down is asked with one message, not with all of them.
    window = 1;
    ackMs = Math.min(ackMs * 2, ACK_LONGEST_MS);
    pump();
  }

  open();

  return {
    say: (said) =>
      safely(() => {
        store.append(said, options.stamp());
        pump();
      }),
    mention: (said) =>
      safely(() => {
        if (isUp) connection?.publish(unnumbered(said));
      }),
    askDesired: () =>
      safely(() => {
        if (isUp) connection?.listenAnew(own('desired'));
      }),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      for (const timer of [retryTimer, steadyTimer, ackTimer]) clock.clearTimeout(timer);
      safely(() => {
        if (isUp) connection?.publish(unnumbered({ ty: 'state', d: { s: 'offline', reason: 'shutdown' } }));
      });
      await connection?.end();
      connection = null;
    },
  };
}

const isAfter = (one: Place, other: Place): boolean =>
  one.boot > other.boot || (one.boot === other.boot && one.seq > other.seq);
