import type { Database } from 'better-sqlite3';
import { type Account, SESSION_MS, type Session } from '../accounts/account.ts';
import { type AuditEntry, type AuditWrite, auditHash, GENESIS } from '../accounts/audit-chain.ts';
import { bodyOf, documentOf } from './document.ts';
import { sqlitePut } from './sqlite-put.ts';

/** Accounts, sessions and the audit trail, asked for and written. */
export function sqliteAccounts(database: Database) {
  const selectAccount = database.prepare<[string], { body: string }>(
    'SELECT body FROM account WHERE name = ?',
  );
  const selectAccounts = database.prepare<[], { body: string }>('SELECT body FROM account ORDER BY name');
  const putAccount = sqlitePut<Account>(database, 'account', 'name');
  const selectSession = database.prepare<[string], { body: string }>(
    'SELECT body FROM session WHERE token_hash = ?',
  );
  const putSession = database.prepare(
    `INSERT INTO session (token_hash, started_at, body) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body`,
  );
  const endOldSessions = database.prepare('DELETE FROM session WHERE started_at < ?');
  const endSession = database.prepare('DELETE FROM session WHERE token_hash = ?');
  const selectAudit = database.prepare<[number, number], AuditEntry>(
    'SELECT seq, at, by, action, target, reason, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const selectAuditOf = database.prepare<[string, number, number], AuditEntry>(
    `SELECT seq, at, by, action, target, reason, hash FROM audit
     WHERE target = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const lastAudit = database.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  );
  const insertAudit = database.prepare(
    `INSERT INTO audit (seq, at, by, action, target, reason, hash)
     VALUES (@seq, @at, @by, @action, @target, @reason, @hash)`,
  );

  return {
    account: async (name: string) => {
      const row = selectAccount.get(name);
      return row ? documentOf<Account>(row.body) : null;
    },
    accounts: async () => selectAccounts.all().map(({ body }) => documentOf<Account>(body)),
    session: async (hash: string) => {
      const row = selectSession.get(hash);
      return row ? documentOf<Session>(row.body) : null;
    },
    audit: async ({ after = 0, target, limit }: { after?: number; target?: string; limit: number }) =>
      target === undefined ? selectAudit.all(after, limit) : selectAuditOf.all(target, after, limit),

    /** False: it is not as it was read any more. */
    putAccount: (account: Account, was?: Account | null) => putAccount(account.name, account, was),
    putSession: (session: Session) => {
      endOldSessions.run(session.startedAt - SESSION_MS);
      putSession.run(session.tokenHash, session.startedAt, bodyOf(session));
    },
    endSession: (hash: string) => endSession.run(hash),
    addAudit: (entry: AuditWrite) => {
      const last = lastAudit.get() ?? { seq: 0, hash: GENESIS };
      const seq = last.seq + 1;
      insertAudit.run({ ...entry, seq, hash: auditHash(last.hash, seq, entry) });
    },
  };
}
