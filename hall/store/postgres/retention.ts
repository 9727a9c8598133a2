import type pg from 'pg';
import { GENESIS } from '../../accounts/audit-chain.ts';
import { civilDate } from '../../fleet/opening.ts';
import { firstBootAt } from '../../fleet/run.ts';
import type { HallStore, Perishable } from '../store.ts';
import { inTransaction } from './pool.ts';

/** `$1` is the moment, `$2` how many at most. */
const FORGET: Readonly<Record<Exclude<Perishable, 'audit'>, string>> = {
  history: `
    DELETE FROM message WHERE (kiosk, boot, seq) IN (
      SELECT m.kiosk, m.boot, m.seq FROM link JOIN message AS m ON m.kiosk = link.kiosk AND m.at < $1 LIMIT $2)`,
  // What held at the moment itself began before it, and stays.
  standings: `
    DELETE FROM standing WHERE (kiosk, at, kind) IN (
      SELECT s.kiosk, s.at, s.kind FROM link JOIN standing AS s ON s.kiosk = link.kiosk AND s.at < $1
      WHERE EXISTS (SELECT 1 FROM standing AS later WHERE later.kiosk = s.kiosk AND later.at > s.at
                    AND later.at <= $1 AND later.kind = s.kind)
      LIMIT $2)`,
  releases: `
    DELETE FROM release_items WHERE release IN (
      SELECT release FROM release_items WHERE told_at < $1 LIMIT $2)`,
  // Boots sort by time. The one that ran at the moment began before it, and stays.
  runs: `
    DELETE FROM run WHERE (kiosk, boot) IN (
      SELECT r.kiosk, r.boot FROM link JOIN run AS r ON r.kiosk = link.kiosk AND r.boot < $1
      WHERE EXISTS (SELECT 1 FROM run AS later WHERE later.kiosk = r.kiosk AND later.boot > r.boot
                    AND later.boot < $1)
      LIMIT $2)`,
  events: `
    DELETE FROM part WHERE (kiosk, channel) IN (
      SELECT p.kiosk, p.channel FROM link JOIN part AS p ON p.kiosk = link.kiosk
        AND p.channel > 'evt/' AND p.channel < 'evt0' AND p.at < $1
      LIMIT $2)`,
  usage: `
    DELETE FROM usage WHERE (date, kiosk, item, version, outcome, step) IN (
      SELECT date, kiosk, item, version, outcome, step FROM usage WHERE date < $1 LIMIT $2)`,
  days: `
    DELETE FROM machine_day WHERE (day, kiosk) IN (
      SELECT day, kiosk FROM machine_day WHERE day < $1 LIMIT $2)`,
  alarms: 'DELETE FROM alarm WHERE id IN (SELECT id FROM alarm WHERE last_at < $1 AND NOT is_open LIMIT $2)',
  maintenance: 'DELETE FROM maintenance WHERE id IN (SELECT id FROM maintenance WHERE to_at < $1 LIMIT $2)',
  commands: 'DELETE FROM command WHERE id IN (SELECT id FROM command WHERE at < $1 LIMIT $2)',
  logs: `
    DELETE FROM pulled_log WHERE (kiosk, cmd, part) IN (
      SELECT kiosk, cmd, part FROM pulled_log WHERE at < $1 LIMIT $2)`,
  notices: 'DELETE FROM notice WHERE seq IN (SELECT seq FROM notice WHERE given_up_at < $1 LIMIT $2)',
  sessions: `
    DELETE FROM session WHERE token_hash IN (
      SELECT token_hash FROM session WHERE started_at < $1 LIMIT $2)`,
};

/** What is forgotten, as in SQLite (`hall/store/sqlite-retention.ts`). */
export function postgresRetention(pool: pg.Pool): Pick<HallStore, 'auditStart' | 'prune'> {
  const pruneAudit = (before: number, limit: number): Promise<number> =>
    inTransaction(pool, async (client) => {
      await client.query('LOCK TABLE audit IN EXCLUSIVE MODE');
      // Without a gap from the oldest on, and never the newest: the next entry follows from it.
      await client.query(
        `INSERT INTO audit_start (one, seq, hash)
         SELECT 1, seq, hash FROM (SELECT seq, hash FROM audit ORDER BY seq LIMIT $2) AS oldest
         WHERE seq < coalesce((SELECT min(seq) FROM audit WHERE at >= $1), (SELECT max(seq) FROM audit))
         ORDER BY seq DESC LIMIT 1
         ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
        [before, limit],
      );
      const { rowCount } = await client.query('DELETE FROM audit WHERE seq <= (SELECT seq FROM audit_start)');
      return rowCount ?? 0;
    });

  return {
    auditStart: async () => {
      const { rows } = await pool.query<{ seq: number; hash: string }>('SELECT seq, hash FROM audit_start');
      return rows[0] ?? { seq: 0, hash: GENESIS };
    },
    prune: async (what, before, limit) => {
      if (what === 'audit') return pruneAudit(before, limit);
      return (await pool.query(FORGET[what], [cutOf(what, before), limit])).rowCount ?? 0;
    },
  };
}

/** The moment as it stands in the table. */
function cutOf(what: Perishable, before: number): number | string {
  if (what === 'usage' || what === 'days') return civilDate(before);
  return what === 'runs' ? firstBootAt(before) : before;
}
