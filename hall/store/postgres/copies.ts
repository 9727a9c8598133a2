import pg from 'pg';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Copies } from '../../copies.ts';
import { type Change, createLiveFeed } from '../../live.ts';
import { CONNECT_MS } from './pool.ts';

const CHANNEL = 'once_hall';
/** Any number, as long as nobody else in this database takes the same: "ONCE" in ASCII. */
const FIRST_LOCK = 0x4f4e4345;
const RECONNECT_MS = 1000;
/** What changed within it is told together, each thing once. */
const TOGETHER_MS = 100;
/** A notification holds 8,000 bytes. */
const CHANGES_A_NOTIFICATION = 80;

const notificationSchema = z.strictObject({
  from: z.string(),
  changes: z.array(
    z.union([
      z.strictObject({ kind: z.literal('machine'), kiosk: z.string() }),
      z.strictObject({ kind: z.literal('alarm'), id: z.string() }),
    ]),
  ),
});

/**
 * Copies of a hall hear each other over one connection to their database each (LISTEN, NOTIFY), and the first is the one
 * whose connection holds a lock: it is free again when that connection ends, however it ends.
 * @param url see `openPool`
 * @param self an id no other copy has
 */
export function joinCopies(
  url: string,
  self: string,
  clock: Clock,
  onError: (error: unknown) => void,
): Copies {
  const heard = createLiveFeed();
  let client: pg.Client | null = null;
  let isClosed = false;
  let isFirst = false;
  let reconnecting: unknown = null;
  let telling: unknown = null;
  let untold = new Map<string, Change>();

  const connect = async (): Promise<void> => {
    const attempt = new pg.Client({
      connectionString: url,
      application_name: 'once-hall-copies',
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
    });
    const lose = () => {
      if (client === attempt) [client, isFirst] = [null, false];
      if (isClosed || reconnecting !== null) return;
      reconnecting = clock.setTimeout(() => {
        reconnecting = null;
        void connect();
      }, RECONNECT_MS);
    };
    attempt.on('error', lose);
    attempt.on('end', lose);
    attempt.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await attempt.connect();
      await attempt.query(`LISTEN ${CHANNEL}`);
      client = attempt;
    } catch {
      // Whoever uses the store is told that the database is away.
      lose();
    }
    if (isClosed) await attempt.end();
  };

  const hear = (payload: string): void => {
    const read = notificationSchema.safeParse(jsonOf(payload));
    if (!read.success) onError(new Error(`a notification nobody of this version sends on ${CHANNEL}`));
    else if (read.data.from !== self) for (const change of read.data.changes) heard.publish(change);
  };

  const tell = async (): Promise<void> => {
    telling = null;
    const changes = [...untold.values()];
    untold = new Map();
    for (let first = 0; client && first < changes.length; first += CHANGES_A_NOTIFICATION) {
      const payload = { from: self, changes: changes.slice(first, first + CHANGES_A_NOTIFICATION) };
      await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(payload)]);
    }
  };

  void connect();
  return {
    live: {
      subscribe: heard.subscribe,
      publish: (change) => {
        heard.publish(change);
        untold.set(change.kind === 'machine' ? change.kiosk : `alarm ${change.id}`, change);
        // What could not be told is not told later: the others look themselves, sooner or later.
        telling ??= clock.setTimeout(() => void tell().catch(() => undefined), TOGETHER_MS);
      },
    },
    isFirst: async () => {
      if (isFirst || !client) return isFirst;
      const asked = client;
      const { rows } = await asked.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
        FIRST_LOCK,
      ]);
      isFirst = client === asked && rows[0]?.got === true;
      return isFirst;
    },
    close: async () => {
      isClosed = true;
      clock.clearTimeout(reconnecting);
      clock.clearTimeout(telling);
      await client?.end();
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
