import type { Database } from 'better-sqlite3';
import { delivery, type MessageOf, type UpMessage } from '../../wire/envelope.ts';
import { applyState, heard, type Link, unbornLink } from '../fleet/ladder.ts';
import { offerIn, type ProblemKind } from '../fleet/machine.ts';
import { CLOCK_TOLERANCE_MS, clockOffsetMs, momentOf } from '../fleet/moment.ts';
import { civilDate } from '../fleet/opening.ts';
import { emptyRun, extend, holds, type Run } from '../fleet/run.ts';
import { bodyOf, documentOf } from './sqlite-document.ts';
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
  const selectLink = database.prepare<[string], LinkRow>(
    'SELECT link, reach, hb_boot, hb_up, hb FROM link WHERE kiosk = ?',
  );
  const putLink = database.prepare<[string, string, number | null, number | null]>(
    `INSERT INTO link (kiosk, link, heard_at, due_at, rev) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET link = excluded.link, heard_at = excluded.heard_at,
       due_at = min(coalesce(due_at, excluded.due_at), coalesce(excluded.due_at, due_at)), rev = rev + 1`,
  );
  const touchLink = database.prepare<[string, string, number]>(
    `INSERT INTO link (kiosk, link, due_at, rev) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET due_at = excluded.due_at, rev = rev + 1`,
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
  const selectPart = database.prepare<[string, string], { body: string }>(
    'SELECT body FROM part WHERE kiosk = ? AND channel = ?',
  );
  // A row value compares as the position does: first the boot, then the number.
  const putPart = database.prepare(
    `INSERT INTO part (kiosk, channel, boot, seq, at, ty, body) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET boot = excluded.boot, seq = excluded.seq, body = excluded.body, ty = excluded.ty,
       at = CASE WHEN body = excluded.body AND ty <> 'evt' THEN at ELSE excluded.at END
     WHERE (excluded.boot, excluded.seq) > (boot, seq)`,
  );
  const putOffer = database.prepare(
    `INSERT INTO standing (kiosk, at, kind, body) VALUES (?, ?, 'offer', ?)
     ON CONFLICT DO UPDATE SET body = excluded.body`,
  );
  const addUsage = database.prepare(
    `INSERT INTO usage (kiosk, date, item, version, outcome, step, n, seconds, r1, r2, r3, r4, r5)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds = seconds + excluded.seconds, r1 = r1 + excluded.r1,
       r2 = r2 + excluded.r2, r3 = r3 + excluded.r3, r4 = r4 + excluded.r4, r5 = r5 + excluded.r5`,
  );
  // Only of machines that are written down: a stranger's invented names fill no table.
  const addProblem = database.prepare(
    `INSERT INTO problem (kiosk, kind, first_at, last_at, count, detail)
     SELECT @kiosk, @kind, @at, @at, 1, @detail WHERE EXISTS (SELECT 1 FROM record WHERE kiosk = @kiosk)
     ON CONFLICT DO UPDATE SET last_at = excluded.last_at, count = count + 1, detail = excluded.detail`,
  );

  const linkOf = (row: LinkRow | undefined): Link => (row ? documentOf<Link>(row.link) : unbornLink);

  const problem = (kiosk: string, kind: ProblemKind, detail: string, at: number): void => {
    const { changes } = addProblem.run({ kiosk, kind, at, detail });
    if (changes > 0) touchLink.run(kiosk, bodyOf(linkOf(selectLink.get(kiosk))), at);
  };

  const takeHeartbeat = (message: MessageOf<'hb'>, at: number, row: LinkRow | undefined): void => {
    const { k, boot, up, d } = message;
    const isOlder =
      row?.hb_boot != null && (boot < row.hb_boot || (boot === row.hb_boot && up < (row.hb_up ?? 0)));
    if (isOlder) return;
    putHeartbeat.run(boot, up, at, bodyOf(d), k);
    const before = row?.hb ? documentOf<MessageOf<'hb'>['d']>(row.hb) : null;
    if (before?.svc === d.svc && before.release === d.release) return;
    putOffer.run(k, at, bodyOf(offerIn(d)));
  };

  const takeNumbered = (message: UpMessage, channel: string, at: number): Held => {
    const { k: kiosk, boot, seq, ty, ack } = message;
    const row = selectRun.get(kiosk, boot);
    const run: Run = row ? { end: row.end, ahead: documentOf<Run['ahead']>(row.ahead) } : emptyRun;
    const isDropped = ty === 'evt' && message.d.kind === 'dropped';
    // A kiosk that says it was acknowledged beyond this message would have no reason to send it.
    const after = extend(run, [isDropped ? message.d.from : seq, seq], Math.min(ack, seq - 1));
    putRun.run(kiosk, boot, after.end, bodyOf(after.ahead));
    if (!holds(run, seq)) keep(message, channel, at);
    return { kiosk, boot, seq: after.end };
  };

  const keep = (message: UpMessage, channel: string, at: number): void => {
    const { k: kiosk, boot, seq, ty } = message;
    const moment = momentOf(message, at);
    const body = bodyOf(message.d);
    const isPart = isPartMessage(message);
    // A full report every quarter of an hour says mostly what is known: the history is of changes.
    if (isPart && selectPart.get(kiosk, channel)?.body === body) {
      putPart.run(kiosk, channel, boot, seq, moment, ty, body);
      return;
    }
    if (isPart) putPart.run(kiosk, channel, boot, seq, moment, ty, body);
    if (message.ty === 'evt') putPart.run(kiosk, `evt/${message.d.kind}`, boot, seq, moment, ty, body);
    const { changes } = insertMessage.run(kiosk, boot, seq, ty, moment, bodyOf(message));
    if (changes === 0 || message.ty !== 'use') return;
    for (const { item, version, outcome, step, n, seconds, ratings } of message.d.items) {
      addUsage.run(kiosk, civilDate(moment), item, version, outcome, step ?? '', n, seconds, ...ratings);
    }
  };

  const takeMessage = (message: UpMessage, channel: string, at: number): Held | null => {
    const { k: kiosk } = message;
    const row = selectLink.get(kiosk);
    const before = linkOf(row);
    let link = before;
    if (message.ty === 'state') {
      const applied = applyState(before, message, at);
      link = applied.link;
      if (applied.stale) problem(kiosk, 'duplicate-id', 'birth behind the last one', at);
    } else {
      link = heard(before, message, at);
      if (!message.late && message.boot < before.boot) {
        problem(kiosk, 'duplicate-id', 'two starts at once', at);
      }
    }
    const offset = clockOffsetMs(message, at);
    if (offset !== null && Math.abs(offset) > CLOCK_TOLERANCE_MS) {
      problem(kiosk, 'clock-off', `${Math.round(offset / 1000)} s`, at);
    }
    // Nothing new in it: the machine is looked at when its deadline comes, which will find that it was heard of.
    const isQuiet =
      row?.reach === 'online' &&
      (message.ty === 'met' || (message.ty === 'hb' && saysTheSame(row.hb, message.d)));
    putLink.run(kiosk, bodyOf(link), link.heardAt, isQuiet ? null : at);
    if (message.ty === 'hb') takeHeartbeat(message, at, row);
    if (message.ty === 'met') putMetrics.run(at, bodyOf(message.d), kiosk);
    return delivery[message.ty].numbered ? takeNumbered(message, channel, at) : null;
  };

  return database.transaction((batch: readonly Received[]): readonly Held[] => {
    const held = new Map<string, Held>();
    for (const received of batch) {
      if (received.kind === 'problem') {
        problem(received.kiosk, received.problem, received.detail, received.at);
        continue;
      }
      const upTo = takeMessage(received.message, received.channel, received.at);
      if (upTo) held.set(`${upTo.kiosk} ${upTo.boot}`, upTo);
    }
    return [...held.values()];
  });
}

const partTypes: readonly string[] = ['reported', 'flw', 'dev', 'sup', 'alm', 'res'];
const isPartMessage = (message: UpMessage): boolean => partTypes.includes(message.ty);

/** Apart from ages and counters. */
function saysTheSame(before: string | null, d: MessageOf<'hb'>['d']): boolean {
  if (before === null) return false;
  const { svc, down, release, ui } = documentOf<MessageOf<'hb'>['d']>(before);
  return (
    svc === d.svc &&
    release === d.release &&
    down.join() === d.down.join() &&
    Math.max(ui ?? 0, d.ui ?? 0) <= 20
  );
}
