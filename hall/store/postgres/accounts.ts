import { type Account, SESSION_MS, type Session } from '../../accounts/account.ts';
import { type AuditEntry, type AuditWrite, auditHash, GENESIS } from '../../accounts/audit-chain.ts';
import { bodyOf, documentOf } from '../document.ts';
import type { HallStore } from '../store.ts';
import type { Asked } from './pool.ts';

/** Accounts, sessions and the audit trail, asked for. */
export function postgresAccounts(
  client: Asked,
): Pick<HallStore, 'account' | 'accounts' | 'session' | 'audit'> {
  const documents = async <T>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> => {
    const { rows } = await client.query<{ body: string }>(text, [...values]);
    return rows.map(({ body }) => documentOf<T>(body));
  };
  return {
    account: async (name) =>
      (await documents<Account>('SELECT body FROM account WHERE name = $1', [name]))[0] ?? null,
    accounts: () => documents<Account>('SELECT body FROM account ORDER BY name'),
    session: async (hash) =>
      (await documents<Session>('SELECT body FROM session WHERE token_hash = $1', [hash]))[0] ?? null,
    audit: async ({ after = 0, target, limit }) => {
      const { rows } = await client.query<AuditEntry>(
        `SELECT seq, at, by, action, target, reason, hash FROM audit
         WHERE seq > $1 ${target === undefined ? '' : 'AND target = $3'} ORDER BY seq LIMIT $2`,
        [after, limit, ...(target === undefined ? [] : [target])],
      );
      return rows;
    },
  };
}

export async function putSession(client: Asked, session: Session): Promise<void> {
  await client.query('DELETE FROM session WHERE started_at < $1', [session.startedAt - SESSION_MS]);
  await client.query(
    `INSERT INTO session (token_hash, started_at, body) VALUES ($1, $2, $3)
     ON CONFLICT (token_hash) DO UPDATE SET body = excluded.body`,
    [session.tokenHash, session.startedAt, bodyOf(session)],
  );
}

/** Whoever adds to the chain holds it until the end of the transaction: each link follows the one before it. */
export async function addAudit(client: Asked, entry: AuditWrite): Promise<void> {
  await client.query('LOCK TABLE audit IN EXCLUSIVE MODE');
  const { rows } = await client.query<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  );
  const last = rows[0] ?? { seq: 0, hash: GENESIS };
  const seq = last.seq + 1;
  const { at, by, action, target, reason } = entry;
  await client.query(
    'INSERT INTO audit (seq, at, by, action, target, reason, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [seq, at, by, action, target, reason, auditHash(last.hash, seq, entry)],
  );
}
