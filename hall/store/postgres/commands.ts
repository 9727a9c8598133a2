import type { Payload } from '../../../wire/payloads.ts';
import type { Command } from '../../commands/command.ts';
import type { Stops, Wish } from '../../commands/wish.ts';
import type { Notice } from '../../webhook/notice.ts';
import { bodyOf, documentOf } from '../document.ts';
import type { HallStore, HallWrite } from '../store.ts';
import type { Asked } from './pool.ts';

/** What the hall itself has to say, asked for: commands and wishes to machines, notices to others. */
export function postgresCommands(
  client: Asked,
): Pick<HallStore, 'commands' | 'pulledLog' | 'wishes' | 'notices'> {
  return {
    commands: async ({ kiosk, sendableAt, limit }) => {
      const { rows } = await client.query<{ body: string; sent_at: number | null }>(
        `SELECT body, sent_at FROM command WHERE not_after >= coalesce($2::bigint, 0)
           AND ($1::text[] IS NULL OR kiosk = ANY($1))
         ORDER BY counter DESC, kiosk LIMIT $3`,
        [kiosk === undefined ? null : [kiosk].flat(), sendableAt ?? null, limit],
      );
      return rows.map(({ body, sent_at }) => ({ ...documentOf<Command>(body), sentAt: sent_at }));
    },
    pulledLog: async (kiosk, cmd) => {
      const { rows } = await client.query<{ body: string }>(
        'SELECT body FROM pulled_log WHERE kiosk = $1 AND cmd = $2 ORDER BY part',
        [kiosk, cmd],
      );
      return rows.map(({ body }) => documentOf<Payload<'log'>>(body));
    },
    wishes: async (kiosk) => {
      const { rows } = await client.query<{ own: string | null; stops: string | null; newest: number }>(
        `SELECT (SELECT body FROM wish WHERE kiosk = $1) AS own, (SELECT body FROM wish WHERE kiosk = $2) AS stops,
           (SELECT coalesce(max(revision), 0) FROM wish) AS newest`,
        [kiosk, EVERYWHERE],
      );
      const { own = null, stops = null, newest = 0 } = rows[0] ?? {};
      return {
        own: own === null ? null : documentOf<Wish>(own),
        stops: stops === null ? { revision: 0, items: [] } : documentOf<Stops>(stops),
        newest,
      };
    },
    notices: async ({ state, limit }) => {
      const { rows } = await client.query<{ body: string; given_up_at: number | null }>(
        'SELECT body, given_up_at FROM notice WHERE (given_up_at IS NOT NULL) = $1 ORDER BY seq LIMIT $2',
        [state === 'given-up', limit],
      );
      return rows.map(({ body, given_up_at }) => ({ ...documentOf<Notice>(body), givenUpAt: given_up_at }));
    },
  };
}

export type OwnWrite = Extract<
  HallWrite,
  { kind: 'command' | 'command-sent' | 'wish' | 'stops' | 'notice' | 'notice-over' }
>;

/** False: a number that must be new is taken. */
export async function putOwn(client: Asked, write: OwnWrite): Promise<boolean> {
  switch (write.kind) {
    case 'command': {
      const { id, kiosk, counter, at, notAfter, sentAt } = write.command;
      const { rowCount } = await client.query(
        `INSERT INTO command (id, kiosk, counter, at, not_after, sent_at, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
        [id, kiosk, counter, at, notAfter, sentAt, bodyOf(write.command)],
      );
      return rowCount === 1;
    }
    case 'command-sent':
      await client.query('UPDATE command SET sent_at = $1 WHERE id = $2', [write.at, write.id]);
      return true;
    case 'wish':
      return putWish(client, write.wish.kiosk, write.wish.revision, write.wish);
    case 'stops':
      return putWish(client, EVERYWHERE, write.stops.revision, write.stops);
    case 'notice': {
      const { id, at } = write.notice;
      await client.query('INSERT INTO notice (id, at, body) VALUES ($1, $2, $3)', [
        id,
        at,
        bodyOf(write.notice),
      ]);
      return true;
    }
    case 'notice-over':
      if (write.how === 'told') await client.query('DELETE FROM notice WHERE id = $1', [write.id]);
      else await client.query('UPDATE notice SET given_up_at = $1 WHERE id = $2', [write.at, write.id]);
      return true;
  }
}

/** False: something newer was wanted meanwhile. One at a time: the greatest number is that of the last. */
async function putWish(client: Asked, kiosk: string, revision: number, body: Wish | Stops): Promise<boolean> {
  await client.query('LOCK TABLE wish IN EXCLUSIVE MODE');
  const { rowCount } = await client.query(
    `INSERT INTO wish (kiosk, revision, body)
     SELECT $1, $2::bigint, $3 WHERE $2::bigint > (SELECT coalesce(max(revision), 0) FROM wish)
     ON CONFLICT (kiosk) DO UPDATE SET revision = excluded.revision, body = excluded.body`,
    [kiosk, revision, bodyOf(body)],
  );
  return rowCount === 1;
}

/** No machine has this name. */
const EVERYWHERE = '';
