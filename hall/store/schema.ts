import type { Database } from 'better-sqlite3';

/**
 * The tables of the hall's SQLite, versioned by `user_version`. A step of the list is never edited once a hall has run
 * it; a change is a further step. What is asked for is a column, everything else of a thing is JSON in `body`.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE hall (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE record (kiosk TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- One row a machine that was ever heard of: how it is connected, and its last heartbeat.
  CREATE TABLE link (
    kiosk       TEXT PRIMARY KEY,
    rev         INTEGER NOT NULL DEFAULT 0,
    link        TEXT NOT NULL,
    heard_at    INTEGER,
    reach       TEXT NOT NULL DEFAULT 'never',
    reach_since INTEGER NOT NULL DEFAULT 0,
    due_at      INTEGER,
    hb_boot     TEXT,
    hb_up       INTEGER,
    hb_at       INTEGER,
    hb          TEXT,
    met_at      INTEGER,
    met         TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX link_due ON link (due_at);

  -- The newest of each part of each machine; moves only forward in (boot, seq).
  CREATE TABLE part (
    kiosk   TEXT NOT NULL,
    channel TEXT NOT NULL,
    boot    TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    ty      TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (kiosk, channel)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE run (
    kiosk TEXT NOT NULL,
    boot  TEXT NOT NULL,
    end   INTEGER NOT NULL,
    ahead TEXT NOT NULL,
    PRIMARY KEY (kiosk, boot)
  ) STRICT, WITHOUT ROWID;

  -- The history: every numbered message that said something new.
  CREATE TABLE message (
    kiosk   TEXT NOT NULL,
    boot    TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    ty      TEXT NOT NULL,
    at      INTEGER NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (kiosk, boot, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_by_time ON message (kiosk, at);

  CREATE TABLE standing (
    kiosk TEXT NOT NULL,
    at    INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (kiosk, at, kind)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE usage (
    kiosk   TEXT NOT NULL,
    date    TEXT NOT NULL,
    item    TEXT NOT NULL,
    version INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    step    TEXT NOT NULL,
    n       INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    r1 INTEGER NOT NULL, r2 INTEGER NOT NULL, r3 INTEGER NOT NULL, r4 INTEGER NOT NULL, r5 INTEGER NOT NULL,
    PRIMARY KEY (date, kiosk, item, version, outcome, step)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE problem (
    kiosk    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    detail   TEXT NOT NULL,
    PRIMARY KEY (kiosk, kind)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE alarm (
    id        TEXT PRIMARY KEY,
    rev       INTEGER NOT NULL,
    kiosk     TEXT NOT NULL,
    hall      TEXT NOT NULL,
    component TEXT NOT NULL,
    code      TEXT NOT NULL,
    is_open   INTEGER NOT NULL,
    last_at   INTEGER NOT NULL,
    due_at    INTEGER,
    body      TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX alarm_open ON alarm (kiosk, hall, component, code) WHERE is_open = 1;
  CREATE INDEX alarm_due ON alarm (due_at) WHERE is_open = 1;
  CREATE INDEX alarm_by_time ON alarm (last_at);

  CREATE TABLE maintenance (
    id TEXT PRIMARY KEY, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE account (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE session (
    token_hash TEXT PRIMARY KEY, started_at INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    seq    INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    by     TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    reason TEXT NOT NULL,
    hash   TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  `,
  `
  -- What became of a command is a message like any other, and is found among them by this.
  CREATE INDEX message_results ON message (kiosk, at) WHERE ty = 'res';

  CREATE TABLE command (
    id        TEXT PRIMARY KEY,
    kiosk     TEXT NOT NULL,
    counter   INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    sent_at   INTEGER,
    body      TEXT NOT NULL,
    UNIQUE (kiosk, counter)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX command_by_end ON command (not_after);
  CREATE INDEX command_by_time ON command (at);

  -- What is wanted of each machine; the empty name holds what is stopped everywhere.
  CREATE TABLE wish (kiosk TEXT PRIMARY KEY, revision INTEGER NOT NULL UNIQUE, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE notice (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    at          INTEGER NOT NULL,
    given_up_at INTEGER,
    body        TEXT NOT NULL
  ) STRICT;

  CREATE INDEX maintenance_by_end ON maintenance (to_at);
  CREATE INDEX session_by_time ON session (started_at);

  -- The trail loses its oldest entries only, and only up to where the chain can be taken up again.
  CREATE TABLE audit_start (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
  DROP TRIGGER audit_never_shrinks;
  CREATE TRIGGER audit_shrinks_from_its_start BEFORE DELETE ON audit
    WHEN old.seq > coalesce((SELECT seq FROM audit_start), 0)
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  `,
  `
  -- One row: since when this hall has been listening, and when it last said so.
  CREATE TABLE listening (id INTEGER PRIMARY KEY CHECK (id = 1), since INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT;
  `,
  `
  -- Who was there before accounts could be limited to halls may look everywhere.
  UPDATE account SET body = json_set(body, '$.halls', NULL);
  `,
  `
  -- Lines of machines' logs that somebody pulled, as they came: part by part of each command.
  CREATE TABLE pulled_log (
    kiosk TEXT NOT NULL,
    cmd   TEXT NOT NULL,
    part  INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (kiosk, cmd, part)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX pulled_log_by_time ON pulled_log (at);
  `,
  `
  -- How often an alarm came before, and what was done to one.
  CREATE INDEX alarm_by_identity ON alarm (kiosk, component, code, last_at);
  CREATE INDEX audit_by_target ON audit (target, seq);
  `,
  `
  -- How fast supplies go is asked of all machines at once.
  CREATE INDEX message_supplies ON message (kiosk, at) WHERE ty = 'sup';
  `,
  `
  -- The items of each release in the order of their ids, once for the realm: what the figures of a heartbeat's svc stand
  -- for. told_at: when a machine last told of it, to the day.
  CREATE TABLE release_items (
    release TEXT PRIMARY KEY, told_at INTEGER NOT NULL, items TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What machines told before: their lists, where a machine's is complete,
  INSERT INTO release_items (release, told_at, items)
  WITH told AS (
    SELECT kiosk, body ->> 'release' AS release, body ->> 'parts' AS parts, count(*) AS here, max(at) AS at
    FROM part WHERE ty = 'flw' GROUP BY 1, 2, 3
  ), complete AS (
    SELECT release, min(kiosk) AS kiosk, max(at) AS at FROM told WHERE here = parts GROUP BY release
  )
  SELECT release, at, (
    SELECT json_group_array(item) FROM (
      SELECT told.value ->> 'item' AS item FROM part, json_each(part.body, '$.items') AS told
      WHERE part.kiosk = complete.kiosk AND ty = 'flw' AND part.body ->> 'release' = complete.release ORDER BY 1))
  FROM complete;

  -- and what they offer now, which is what they have offered since their newest standing.
  UPDATE standing SET body = json_set(body, '$.svc', link.hb ->> 'svc', '$.release', link.hb ->> 'release')
  FROM link WHERE link.kiosk = standing.kiosk AND link.hb IS NOT NULL AND standing.kind = 'offer'
    AND standing.at = (SELECT max(at) FROM standing AS s WHERE s.kiosk = standing.kiosk AND s.kind = 'offer');
  `,
  `
  -- Availability by civil day, which outlives the history it was reckoned from, and when each day was reckoned.
  CREATE TABLE machine_day (
    day      TEXT NOT NULL,
    kiosk    TEXT NOT NULL,
    hall     TEXT NOT NULL,
    measured INTEGER NOT NULL,
    reach    INTEGER NOT NULL,
    "any"    INTEGER NOT NULL,
    "all"    INTEGER NOT NULL,
    unknown  INTEGER NOT NULL,
    proven   INTEGER NOT NULL,
    PRIMARY KEY (day, kiosk)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reckoned_day (day TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
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
