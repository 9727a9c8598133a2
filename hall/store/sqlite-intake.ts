import type { Database } from 'better-sqlite3';
import type { Payload } from '../../wire/payloads.ts';
import type { Link } from '../fleet/ladder.ts';
import type { Run } from '../fleet/run.ts';
import { offerBody } from './brief.ts';
import { bodyOf, documentOf } from './document.ts';
import { type PartSeen, type Shelf, takeIn } from './intake.ts';
import type { Held, Received } from './store.ts';

type LinkRow = {
  readonly link: string;
  readonly reach: string;
  readonly hb_boot: string | null;
  readonly hb_up: number | null;
  readonly hb: string | null;
};

/** `HallStore.take`: one transaction a batch, whatever the number of machines in it. */
export function sqliteIntake(database: Database): (batch: readonly Received[]) => readonly Held[] {
  const shelf = sqliteShelf(database);
  return database.transaction((batch: readonly Received[]) => takeIn(shelf, batch));
}

function sqliteShelf(database: Database): Shelf {
  const isWrittenDown = database.prepare<[string], number>('SELECT 1 FROM record WHERE kiosk = ?').pluck();
  const selectLink = database.prepare<[string], LinkRow>(
    'SELECT link, reach, hb_boot, hb_up, hb FROM link WHERE kiosk = ?',
  );
  const putLink = database.prepare<[string, string, number | null, number | null]>(
    `INSERT INTO link (kiosk, link, heard_at, due_at, rev) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET link = excluded.link, heard_at = excluded.heard_at,
       due_at = min(coalesce(due_at, excluded.due_at), coalesce(excluded.due_at, due_at)), rev = rev + 1`,
  );
  const putHeartbeat = database.prepare(
    'UPDATE link SET hb_boot = ?, hb_up = ?, hb_at = ?, hb = ? WHERE kiosk = ?',
  );
  const putMetrics = database.prepare('UPDATE link SET met_at = ?, met = ? WHERE kiosk = ?');
  const selectRun = database.prepare<[string, string], { end: number; ahead: string }>(
    'SELECT end, ahead FROM run WHERE kiosk = ? AND boot = ?',
  );
  const putRun = database.prepare(
    `INSERT INTO run (kiosk, boot, end, ahead) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET end = excluded.end, ahead = excluded.ahead`,
  );
  const insertMessage = database.prepare(
    'INSERT OR IGNORE INTO message (kiosk, boot, seq, ty, at, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const selectPart = database.prepare<[string, string], PartSeen>(
    'SELECT boot, seq, at, ty, body FROM part WHERE kiosk = ? AND channel = ?',
  );
  const putPart = database.prepare(
    'INSERT OR REPLACE INTO part (kiosk, channel, boot, seq, at, ty, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const putOffer = database.prepare(
    `INSERT INTO standing (kiosk, at, kind, body) VALUES (?, ?, 'offer', ?)
     ON CONFLICT DO UPDATE SET body = excluded.body`,
  );
  const selectToldAt = database
    .prepare<[string], number>('SELECT told_at FROM release_items WHERE release = ?')
    .pluck();
  const putRelease = database.prepare(
    `INSERT INTO release_items (release, told_at, items) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET told_at = excluded.told_at`,
  );
  const addLog = database.prepare(
    'INSERT OR IGNORE INTO pulled_log (kiosk, cmd, part, at, body) VALUES (?, ?, ?, ?, ?)',
  );
  const addUsage = database.prepare(
    `INSERT INTO usage (kiosk, date, item, version, outcome, step, n, seconds, r1, r2, r3, r4, r5)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds = seconds + excluded.seconds, r1 = r1 + excluded.r1,
       r2 = r2 + excluded.r2, r3 = r3 + excluded.r3, r4 = r4 + excluded.r4, r5 = r5 + excluded.r5`,
  );
  const addProblem = database.prepare(
    `INSERT INTO problem (kiosk, kind, first_at, last_at, count, detail) VALUES (@kiosk, @kind, @at, @at, 1, @detail)
     ON CONFLICT DO UPDATE SET last_at = excluded.last_at, count = count + 1, detail = excluded.detail`,
  );

  return {
    isWrittenDown: (kiosk) => isWrittenDown.get(kiosk) !== undefined,
    link: (kiosk) => {
      const row = selectLink.get(kiosk);
      if (!row) return null;
      const { hb, hb_boot: boot, hb_up: up } = row;
      return {
        link: documentOf<Link>(row.link),
        reach: row.reach,
        heartbeat:
          hb === null || boot === null ? null : { boot, up: up ?? 0, d: documentOf<Payload<'hb'>>(hb) },
      };
    },
    putLink: (kiosk, link, dueAt) => putLink.run(kiosk, bodyOf(link), link.heardAt, dueAt),
    putHeartbeat: ({ k, boot, up, d }, at) => putHeartbeat.run(boot, up, at, bodyOf(d), k),
    putMetrics: ({ k, d }, at) => putMetrics.run(at, bodyOf(d), k),
    putOffer: (kiosk, at, d) => putOffer.run(kiosk, at, offerBody(d)),
    run: (kiosk, boot) => {
      const row = selectRun.get(kiosk, boot);
      return row ? { end: row.end, ahead: documentOf<Run['ahead']>(row.ahead) } : null;
    },
    putRun: (kiosk, boot, { end, ahead }) => putRun.run(kiosk, boot, end, bodyOf(ahead)),
    part: (kiosk, channel) => selectPart.get(kiosk, channel) ?? null,
    putPart: (kiosk, channel, { boot, seq, at, ty, body }) =>
      putPart.run(kiosk, channel, boot, seq, at, ty, body),
    releaseToldAt: (release) => selectToldAt.get(release) ?? null,
    putRelease: (release, at, items) => putRelease.run(release, at, bodyOf(items)),
    addMessage: (message, at) => {
      const { k, boot, seq, ty } = message;
      return insertMessage.run(k, boot, seq, ty, at, bodyOf(message)).changes > 0;
    },
    addLog: ({ k, d }, at) => addLog.run(k, d.cmd, d.part, at, bodyOf(d)),
    addUsage: ({ kiosk, date, item, version, outcome, step, n, seconds, ratings }) =>
      addUsage.run(kiosk, date, item, version, outcome, step ?? '', n, seconds, ...ratings),
    addProblem: (kiosk, kind, detail, at) => addProblem.run({ kiosk, kind, at, detail }),
  };
}
