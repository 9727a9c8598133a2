import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { LedgerCheck } from '../contract.ts';

/** One check as its department keeps it: what the ledger shows, and what a repeat is told from another by. */
export type StoredCheck = LedgerCheck & {
  /** Keyed digest of what was checked; neither a picture nor a password is kept. */
  readonly contentHash: string;
  /** The answer as it was given: a repeat gets the very same. */
  readonly answer: Readonly<Record<string, unknown>>;
};

/** Wrong passwords in a row, and until when no further one is taken (instant, or null). */
export type WrongPasswords = { readonly count: number; readonly lockedUntil: string | null };

/** Who was asked to prove who they are, and what came of it; kept over a restart, as the lock of a password must be. */
export type CheckRegister = {
  readonly byQuery: (queryId: string) => StoredCheck | undefined;
  readonly wrongPasswords: (citizen: string) => WrongPasswords;
  /** Both or neither: a counted password without its answer would be counted again by the repeat. */
  readonly add: (
    check: StoredCheck,
    counted?: { readonly citizen: string; readonly wrong: WrongPasswords },
  ) => void;
  readonly all: () => readonly LedgerCheck[];
  readonly close: () => void;
};

const SCHEMA = `
CREATE TABLE IF NOT EXISTS checks (queryId TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS wrongPasswords (
  citizen TEXT PRIMARY KEY, count INTEGER NOT NULL, lockedUntil TEXT
) STRICT;
`;

export const openCheckRegister = (directory: string): CheckRegister => {
  const db = new Database(join(directory, 'identity-checks.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  const insert = db.prepare('INSERT OR IGNORE INTO checks VALUES (?, ?)');
  const setWrong = db.prepare('INSERT OR REPLACE INTO wrongPasswords VALUES (?, ?, ?)');
  const one = db.prepare<unknown[], string>('SELECT content FROM checks WHERE queryId = ?').pluck();
  const every = db.prepare<unknown[], string>('SELECT content FROM checks ORDER BY rowid').pluck();
  const wrong = db.prepare<unknown[], WrongPasswords>(
    'SELECT count, lockedUntil FROM wrongPasswords WHERE citizen = ?',
  );
  // This file alone writes the column, so what is parsed here is what was stored below.
  const checkOf = (content: string): StoredCheck => JSON.parse(content);
  return {
    byQuery: (queryId) => {
      const content = one.get(queryId);
      return content === undefined ? undefined : checkOf(content);
    },
    wrongPasswords: (citizen) => wrong.get(citizen) ?? { count: 0, lockedUntil: null },
    add: (check, counted) =>
      db.transaction(() => {
        insert.run(check.queryId, JSON.stringify(check));
        if (counted) setWrong.run(counted.citizen, counted.wrong.count, counted.wrong.lockedUntil);
      })(),
    all: () =>
      every.all().map((content) => {
        const { contentHash: _, answer: __, ...shown } = checkOf(content);
        return shown;
      }),
    close: () => void db.close(),
  };
};
