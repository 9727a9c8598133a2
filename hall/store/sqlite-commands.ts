import type { Database } from 'better-sqlite3';
import type { Payload } from '../../wire/payloads.ts';
import type { Command } from '../commands/command.ts';
import type { Stops, Wish, Wishes } from '../commands/wish.ts';
import type { Notice } from '../webhook/notice.ts';
import { bodyOf, documentOf } from './document.ts';
import type { CommandQuery, HallWrite } from './store.ts';

/** What the hall itself has to say: commands and wishes to machines, notices to others. Asked for and written. */
export function sqliteCommands(database: Database) {
  const selectCommands = database.prepare<
    [{ among: string | null; sendableAt: number | null; limit: number }],
    { body: string; sent_at: number | null }
  >(
    `SELECT body, sent_at FROM command WHERE not_after >= coalesce(@sendableAt, 0)
       AND (@among IS NULL OR kiosk IN (SELECT value FROM json_each(@among)))
     ORDER BY counter DESC, kiosk LIMIT @limit`,
  );
  const insertCommand = database.prepare(
    `INSERT INTO command (id, kiosk, counter, at, not_after, sent_at, body)
     VALUES (@id, @kiosk, @counter, @at, @notAfter, @sentAt, @body) ON CONFLICT DO NOTHING`,
  );
  const markSent = database.prepare('UPDATE command SET sent_at = ? WHERE id = ?');
  const selectLog = database.prepare<[string, string], { body: string }>(
    'SELECT body FROM pulled_log WHERE kiosk = ? AND cmd = ? ORDER BY part',
  );
  const selectWish = database.prepare<[string], { body: string }>('SELECT body FROM wish WHERE kiosk = ?');
  const newestRevision = database.prepare<[], number>('SELECT coalesce(max(revision), 0) FROM wish').pluck();
  const putWish = database.prepare(
    `INSERT INTO wish (kiosk, revision, body) VALUES (?, ?, ?)
     ON CONFLICT (kiosk) DO UPDATE SET revision = excluded.revision, body = excluded.body`,
  );
  const selectNotices = database.prepare<[number, number], { body: string; given_up_at: number | null }>(
    'SELECT body, given_up_at FROM notice WHERE (given_up_at IS NOT NULL) = ? ORDER BY seq LIMIT ?',
  );
  const insertNotice = database.prepare('INSERT INTO notice (id, at, body) VALUES (?, ?, ?)');
  const giveUp = database.prepare('UPDATE notice SET given_up_at = ? WHERE id = ?');
  const forgetNotice = database.prepare('DELETE FROM notice WHERE id = ?');

  const documentFor = <T>(kiosk: string): T | null => {
    const row = selectWish.get(kiosk);
    return row ? documentOf<T>(row.body) : null;
  };
  /** False: something newer was wanted meanwhile. */
  const wish = (kiosk: string, revision: number, body: Wish | Stops): boolean => {
    if (revision <= (newestRevision.get() ?? 0)) return false;
    putWish.run(kiosk, revision, bodyOf(body));
    return true;
  };

  return {
    commands: async ({ kiosk, sendableAt, limit }: CommandQuery): Promise<readonly Command[]> =>
      selectCommands
        .all({
          among: kiosk === undefined ? null : bodyOf([kiosk].flat()),
          sendableAt: sendableAt ?? null,
          limit,
        })
        .map(({ body, sent_at }) => ({ ...documentOf<Command>(body), sentAt: sent_at })),
    pulledLog: async (kiosk: string, cmd: string) =>
      selectLog.all(kiosk, cmd).map(({ body }) => documentOf<Payload<'log'>>(body)),
    wishes: async (kiosk: string | null): Promise<Wishes> => ({
      own: kiosk === null ? null : documentFor<Wish>(kiosk),
      stops: documentFor<Stops>(EVERYWHERE) ?? { revision: 0, items: [] },
      newest: newestRevision.get() ?? 0,
    }),
    notices: async ({ state, limit }: { state: 'waiting' | 'given-up'; limit: number }) =>
      selectNotices
        .all(state === 'given-up' ? 1 : 0, limit)
        .map(({ body, given_up_at }): Notice => ({ ...documentOf<Notice>(body), givenUpAt: given_up_at })),

    /** False: a number that must be new is taken. */
    putOwn: (write: OwnWrite): boolean => {
      switch (write.kind) {
        case 'command':
          return insertCommand.run({ ...write.command, body: bodyOf(write.command) }).changes === 1;
        case 'command-sent':
          markSent.run(write.at, write.id);
          return true;
        case 'wish':
          return wish(write.wish.kiosk, write.wish.revision, write.wish);
        case 'stops':
          return wish(EVERYWHERE, write.stops.revision, write.stops);
        case 'notice':
          insertNotice.run(write.notice.id, write.notice.at, bodyOf(write.notice));
          return true;
        case 'notice-over':
          if (write.how === 'told') forgetNotice.run(write.id);
          else giveUp.run(write.at, write.id);
          return true;
      }
    },
  };
}

export type OwnWrite = Extract<
  HallWrite,
  { kind: 'command' | 'command-sent' | 'wish' | 'stops' | 'notice' | 'notice-over' }
>;

/** No machine has this name. */
const EVERYWHERE = '';
