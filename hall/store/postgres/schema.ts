import type { Asked } from './pool.ts';

/**
 * The tables of the hall's PostgreSQL: those of its SQLite (`hall/store/schema.ts`, where they are explained). A step is
 * never edited once a hall has run it; a change is a further step. Keys compare byte by byte ("C"), whatever the
 * database's language: boots sort by time.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE hall (id text COLLATE "C" PRIMARY KEY, body text NOT NULL);
  CREATE TABLE record (kiosk text COLLATE "C" PRIMARY KEY, body text NOT NULL);

  CREATE TABLE link (
    kiosk       text COLLATE "C" PRIMARY KEY,
    rev         bigint NOT NULL DEFAULT 0,
    link        text NOT NULL,
    heard_at    bigint,
    reach       text NOT NULL DEFAULT 'never',
    reach_since bigint NOT NULL DEFAULT 0,
    due_at      bigint,
    hb_boot     text COLLATE "C",
    hb_up       bigint,
    hb_at       bigint,
    hb          text,
    met_at      bigint,
    met         text
  ) WITH (fillfactor = 70);
  CREATE INDEX link_due ON link (due_at);

  CREATE TABLE part (
    kiosk   text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    boot    text COLLATE "C" NOT NULL,
    seq     bigint NOT NULL,
    at      bigint NOT NULL,
    ty      text NOT NULL,
    body    text NOT NULL,
    PRIMARY KEY (kiosk, channel)
  );

  CREATE TABLE run (
    kiosk text COLLATE "C" NOT NULL,
    boot  text COLLATE "C" NOT NULL,
    "end" bigint NOT NULL,
    ahead text NOT NULL,
    PRIMARY KEY (kiosk, boot)
  ) WITH (fillfactor = 70);

  CREATE TABLE message (
    kiosk text COLLATE "C" NOT NULL,
    boot  text COLLATE "C" NOT NULL,
    seq   bigint NOT NULL,
    ty    text NOT NULL,
    at    bigint NOT NULL,
    body  text NOT NULL,
    PRIMARY KEY (kiosk, boot, seq)
  );
  CREATE INDEX message_by_time ON message (kiosk, at);

  CREATE TABLE standing (
    kiosk text COLLATE "C" NOT NULL,
    at    bigint NOT NULL,
    kind  text NOT NULL,
    body  text NOT NULL,
    PRIMARY KEY (kiosk, at, kind)
  );

  CREATE TABLE usage (
    kiosk   text COLLATE "C" NOT NULL,
    date    text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    step    text COLLATE "C" NOT NULL,
    n       bigint NOT NULL,
    seconds bigint NOT NULL,
    r1 bigint NOT NULL, r2 bigint NOT NULL, r3 bigint NOT NULL, r4 bigint NOT NULL, r5 bigint NOT NULL,
    PRIMARY KEY (date, kiosk, item, version, outcome, step)
  );

  CREATE TABLE problem (
    kiosk    text COLLATE "C" NOT NULL,
    kind     text NOT NULL,
    first_at bigint NOT NULL,
    last_at  bigint NOT NULL,
    count    bigint NOT NULL,
    detail   text NOT NULL,
    PRIMARY KEY (kiosk, kind)
  );

  CREATE TABLE alarm (
    id        text COLLATE "C" PRIMARY KEY,
    rev       bigint NOT NULL,
    kiosk     text COLLATE "C" NOT NULL,
    hall      text COLLATE "C" NOT NULL,
    component text NOT NULL,
    code      text NOT NULL,
    is_open   boolean NOT NULL,
    last_at   bigint NOT NULL,
    due_at    bigint,
    body      text NOT NULL
  );
  CREATE UNIQUE INDEX alarm_open ON alarm (kiosk, hall, component, code) WHERE is_open;
  CREATE INDEX alarm_due ON alarm (due_at) WHERE is_open;
  CREATE INDEX alarm_by_time ON alarm (last_at);

  CREATE TABLE maintenance (
    id text PRIMARY KEY, from_at bigint NOT NULL, to_at bigint NOT NULL, body text NOT NULL
  );

  CREATE TABLE account (name text COLLATE "C" PRIMARY KEY, body text NOT NULL);
  CREATE TABLE session (token_hash text PRIMARY KEY, started_at bigint NOT NULL, body text NOT NULL);

  CREATE TABLE audit (
    seq    bigint PRIMARY KEY,
    at     bigint NOT NULL,
    by     text NOT NULL,
    action text NOT NULL,
    target text NOT NULL,
    reason text NOT NULL,
    hash   text NOT NULL
  );
  -- It loses its oldest entries only, and only up to where the chain can be taken up again.
  CREATE TABLE audit_start (one integer PRIMARY KEY CHECK (one = 1), seq bigint NOT NULL, hash text NOT NULL);
  CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND OLD.seq <= (SELECT seq FROM audit_start) THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'the audit trail is append-only';
    END $$;
  CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
  CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

  CREATE INDEX message_results ON message (kiosk, at) WHERE ty = 'res';
  CREATE INDEX maintenance_by_end ON maintenance (to_at);
  CREATE INDEX session_by_time ON session (started_at);

  CREATE TABLE command (
    id        text COLLATE "C" PRIMARY KEY,
    kiosk     text COLLATE "C" NOT NULL,
    counter   bigint NOT NULL,
    at        bigint NOT NULL,
    not_after bigint NOT NULL,
    sent_at   bigint,
    body      text NOT NULL,
    UNIQUE (kiosk, counter)
  );
  CREATE INDEX command_by_end ON command (not_after);
  CREATE INDEX command_by_time ON command (at);

  CREATE TABLE wish (
    kiosk text COLLATE "C" PRIMARY KEY, revision bigint NOT NULL UNIQUE, body text NOT NULL
  );

  CREATE TABLE notice (
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          text NOT NULL UNIQUE,
    at          bigint NOT NULL,
    given_up_at bigint,
    body        text NOT NULL
  );

  -- One row: since when this hall has been listening, and when a copy of it last said so.
  CREATE TABLE listening (
    id integer PRIMARY KEY CHECK (id = 1), since bigint NOT NULL, last_at bigint NOT NULL
  );
  `,
  `
  -- Who was there before accounts could be limited to halls may look everywhere.
  UPDATE account SET body = jsonb_set(body::jsonb, '{halls}', 'null')::text;
  `,
  `
  CREATE TABLE pulled_log (
    kiosk text COLLATE "C" NOT NULL,
    cmd   text COLLATE "C" NOT NULL,
    part  bigint NOT NULL,
    at    bigint NOT NULL,
    body  text NOT NULL,
    PRIMARY KEY (kiosk, cmd, part)
  );
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
  CREATE TABLE release_items (
    release text COLLATE "C" PRIMARY KEY, told_at bigint NOT NULL, items text NOT NULL
  );

  INSERT INTO release_items (release, told_at, items)
  WITH told AS (
    SELECT kiosk, body::json ->> 'release' AS release, body::json ->> 'parts' AS parts, count(*) AS here, max(at) AS at
    FROM part WHERE ty = 'flw' GROUP BY 1, 2, 3
  ), complete AS (
    SELECT release, min(kiosk) AS kiosk, max(at) AS at FROM told WHERE here = parts::bigint GROUP BY release
  )
  SELECT release, at, (
    SELECT json_agg(item ORDER BY item COLLATE "C")::text FROM (
      SELECT json_array_elements(part.body::json -> 'items') ->> 'item' AS item FROM part
      WHERE part.kiosk = complete.kiosk AND ty = 'flw' AND part.body::json ->> 'release' = complete.release) AS items)
  FROM complete;

  UPDATE standing SET body = (standing.body::jsonb || jsonb_build_object(
    'svc', link.hb::json ->> 'svc', 'release', link.hb::json ->> 'release'))::text
  FROM link WHERE link.kiosk = standing.kiosk AND link.hb IS NOT NULL AND standing.kind = 'offer'
    AND standing.at = (SELECT max(at) FROM standing AS s WHERE s.kiosk = standing.kiosk AND s.kind = 'offer');
  `,
  `
  -- Availability by civil day, which outlives the history it was reckoned from, and when each day was reckoned.
  CREATE TABLE machine_day (
    day      text COLLATE "C" NOT NULL,
    kiosk    text COLLATE "C" NOT NULL,
    hall     text COLLATE "C" NOT NULL,
    measured bigint NOT NULL,
    reach    bigint NOT NULL,
    "any"    bigint NOT NULL,
    "all"    bigint NOT NULL,
    unknown  bigint NOT NULL,
    proven   bigint NOT NULL,
    PRIMARY KEY (day, kiosk)
  );
  CREATE TABLE reckoned_day (day text COLLATE "C" PRIMARY KEY, at bigint NOT NULL);
  `,
];

/** Any number, as long as nobody else in this database takes the same: "once" in ASCII. */
const MIGRATION_LOCK = 0x6f6e6365;

/**
 * Brings the database to this version's tables; copies that start at once wait for each other. False for one that was
 * written by a newer version, left untouched. To be called in a transaction.
 */
export async function migrate(client: Asked): Promise<boolean> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await client.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
  const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_version');
  const version = rows[0]?.version ?? 0;
  if (version > STEPS.length) return false;
  if (version === STEPS.length) return true;
  for (const step of STEPS.slice(version)) await client.query(step);
  await client.query('DELETE FROM schema_version');
  await client.query('INSERT INTO schema_version VALUES ($1)', [STEPS.length]);
  return true;
}
