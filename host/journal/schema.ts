import type { Database } from 'better-sqlite3';

/**
 * The journal's tables, versioned by `user_version`. A step of the list is never edited once a kiosk has
 * run it; a change is a further step.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE audit (
    seq   INTEGER PRIMARY KEY,
    at    TEXT NOT NULL,
    visit TEXT,
    event TEXT NOT NULL,
    hash  TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

  -- Visits something is sealed for; gone when their key is.
  CREATE TABLE visit (
    id        TEXT PRIMARY KEY,
    opened_at TEXT NOT NULL,
    settled   INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE sealed (
    visit      TEXT NOT NULL REFERENCES visit (id),
    name       TEXT NOT NULL,
    nonce      BLOB NOT NULL,
    ciphertext BLOB NOT NULL,
    tag        BLOB NOT NULL,
    PRIMARY KEY (visit, name)
  ) STRICT, WITHOUT ROWID;

  -- Work that must reach the exchange: ids, states and amounts, nothing personal.
  CREATE TABLE work (
    key   TEXT PRIMARY KEY,
    visit TEXT NOT NULL,
    entry TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX work_by_visit ON work (visit);
  `,
];

export const SCHEMA_VERSION = STEPS.length;

/** Brings the file to this version's tables; false for a file written by a newer version, left untouched. */
export const migrate = (database: Database): boolean => {
  const version = database.pragma('user_version', { simple: true });
  if (typeof version !== 'number' || version > SCHEMA_VERSION) return false;
  for (const [index, step] of STEPS.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      database.exec(step);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
  return true;
};
