import type { Database } from 'better-sqlite3';
import { GENESIS } from '../accounts/audit-chain.ts';
import { civilDate } from '../fleet/opening.ts';
import { firstBootAt } from '../fleet/run.ts';
import type { Perishable } from './store.ts';

/**
 * What is forgotten. What has an index by machine and time is looked for machine by machine: that costs one look each,
 * and the way in no further index.
 */
export function sqliteRetention(database: Database) {
  const forget = {
    history: database.prepare(
      `DELETE FROM message WHERE (kiosk, boot, seq) IN (
         SELECT m.kiosk, m.boot, m.seq FROM link CROSS JOIN message AS m
         WHERE m.kiosk = link.kiosk AND m.at < @before LIMIT @limit)`,
    ),
    // What held at the moment itself began before it, and stays.
    standings: database.prepare(
      `DELETE FROM standing WHERE (kiosk, at, kind) IN (
         SELECT s.kiosk, s.at, s.kind FROM link CROSS JOIN standing AS s
         WHERE s.kiosk = link.kiosk AND s.at < @before AND EXISTS (
           SELECT 1 FROM standing AS later WHERE later.kiosk = s.kiosk AND later.at > s.at
             AND later.at <= @before AND later.kind = s.kind)
         LIMIT @limit)`,
    ),
    releases: database.prepare(
      'DELETE FROM release_items WHERE release IN (SELECT release FROM release_items WHERE told_at < @before LIMIT @limit)',
    ),
    // Boots sort by time. The one that ran at the moment began before it, and stays.
    runs: database.prepare(
      `DELETE FROM run WHERE (kiosk, boot) IN (
         SELECT r.kiosk, r.boot FROM link CROSS JOIN run AS r
         WHERE r.kiosk = link.kiosk AND r.boot < @boot AND EXISTS (
           SELECT 1 FROM run AS later WHERE later.kiosk = r.kiosk AND later.boot > r.boot AND later.boot < @boot)
         LIMIT @limit)`,
    ),
    events: database.prepare(
      `DELETE FROM part WHERE (kiosk, channel) IN (
         SELECT p.kiosk, p.channel FROM link CROSS JOIN part AS p
         WHERE p.kiosk = link.kiosk AND p.channel > 'evt/' AND p.channel < 'evt0' AND p.at < @before LIMIT @limit)`,
    ),
    usage: database.prepare(
      `DELETE FROM usage WHERE (date, kiosk, item, version, outcome, step) IN (
         SELECT date, kiosk, item, version, outcome, step FROM usage WHERE date < @date LIMIT @limit)`,
    ),
    days: database.prepare(
      `DELETE FROM machine_day WHERE (day, kiosk) IN (SELECT day, kiosk FROM machine_day WHERE day < @date LIMIT @limit)`,
    ),
    alarms: database.prepare(
      `DELETE FROM alarm WHERE id IN (
         SELECT id FROM alarm WHERE last_at < @before AND is_open = 0 LIMIT @limit)`,
    ),
    maintenance: database.prepare(
      'DELETE FROM maintenance WHERE id IN (SELECT id FROM maintenance WHERE to_at < @before LIMIT @limit)',
    ),
    commands: database.prepare(
      'DELETE FROM command WHERE id IN (SELECT id FROM command WHERE at < @before LIMIT @limit)',
    ),
    logs: database.prepare(
      `DELETE FROM pulled_log WHERE (kiosk, cmd, part) IN (
         SELECT kiosk, cmd, part FROM pulled_log WHERE at < @before LIMIT @limit)`,
    ),
    notices: database.prepare(
      'DELETE FROM notice WHERE seq IN (SELECT seq FROM notice WHERE given_up_at < @before LIMIT @limit)',
    ),
    sessions: database.prepare(
      `DELETE FROM session WHERE token_hash IN (
         SELECT token_hash FROM session WHERE started_at < @before LIMIT @limit)`,
    ),
    audit: database.prepare('DELETE FROM audit WHERE seq <= (SELECT seq FROM audit_start)'),
  };
  const selectStart = database.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM audit_start',
  );
  // Without a gap from the oldest on, and never the newest: the next entry follows from it.
  const moveStart = database.prepare(
    `INSERT INTO audit_start (one, seq, hash)
     SELECT 1, seq, hash FROM (SELECT seq, hash, at FROM audit ORDER BY seq LIMIT @limit) AS oldest
     WHERE seq < coalesce((SELECT seq FROM audit WHERE at >= @before ORDER BY seq LIMIT 1), (SELECT max(seq) FROM audit))
     ORDER BY seq DESC LIMIT 1
     ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  );
  const pruneAudit = database.transaction((before: number, limit: number): number => {
    moveStart.run({ before, limit });
    return forget.audit.run().changes;
  });

  return {
    auditStart: async () => selectStart.get() ?? { seq: 0, hash: GENESIS },
    prune: async (what: Perishable, before: number, limit: number): Promise<number> => {
      if (what === 'audit') return pruneAudit(before, limit);
      if (what === 'usage' || what === 'days') {
        return forget[what].run({ date: civilDate(before), limit }).changes;
      }
      if (what === 'runs') return forget.runs.run({ boot: firstBootAt(before), limit }).changes;
      return forget[what].run({ before, limit }).changes;
    },
  };
}
