import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import type { RandomBytes } from '../ids.ts';
import { type ChainedEntry, chainHash, firstBrokenLink, GENESIS } from './audit-chain.ts';
import { type AuditEvent, auditEventSchema } from './audit-event.ts';
import { type JournalResult, journalFaultOf } from './journal-fault.ts';
import { migrate } from './schema.ts';
import { seal, unseal } from './sealing.ts';
import { openVisitKeys, type VisitKeys } from './visit-keys.ts';

/** What is durable on a kiosk. Everything in one `commit` is on the disk, or nothing of it is. */
export type Journal = {
  readonly commit: (writes: readonly JournalWrite[]) => JournalResult<void>;
  /** One audit event, on disk when it returns. */
  readonly record: (visit: string | null, event: AuditEvent) => JournalResult<void>;
  /** A sealed payload, or null when its key is destroyed or it was never there. */
  readonly unseal: (visit: string, name: string) => unknown;
  readonly work: () => readonly WorkRow[];
  /** Visits that still have a key. */
  readonly visits: () => readonly OpenVisit[];
  /** Destroys the visit's key, then every row sealed under it; what is left of the visit is its audit trail. */
  readonly forget: (visit: string, why: 'settled' | 'expired') => JournalResult<void>;
  /** The audit trail, oldest first. */
  readonly trail: (visit?: string) => readonly ChainedEntry[];
  /** The newest visit of the trail, and whether it came to its end: a crash leaves it open. */
  readonly lastVisit: () => { readonly visit: string; readonly ended: boolean } | null;
  /** Checks the whole audit chain; opening has checked the file and the chain's last part. */
  readonly verify: () => JournalResult<void>;
  readonly close: () => void;
};

export type JournalWrite =
  | { readonly kind: 'audit'; readonly visit: string | null; readonly event: AuditEvent }
  /** Sealed under the visit's key, which is made when it is first needed. Replaces what had this name. */
  | { readonly kind: 'seal'; readonly visit: string; readonly name: string; readonly payload: unknown }
  /** What was sealed under this name is not needed any more. */
  | { readonly kind: 'discard'; readonly visit: string; readonly name: string }
  /** Work for the exchange; `entry` holds nothing personal. Replaces what had this key. */
  | { readonly kind: 'work'; readonly key: string; readonly visit: string; readonly entry: unknown }
  | { readonly kind: 'work-done'; readonly key: string }
  /** The citizen is gone and their paper is dealt with: the key goes as soon as nothing needs it. */
  | { readonly kind: 'settled'; readonly visit: string };

export type WorkRow = { readonly key: string; readonly visit: string; readonly entry: unknown };
export type OpenVisit = { readonly visit: string; readonly openedAt: string; readonly settled: boolean };

export type JournalOptions = {
  /** The kiosk's data root; the journal takes `journal/` and `keys/` under it. */
  readonly dataRoot: string;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** What the journal may take of the disk; a journal that is full says so before the disk is. */
  readonly limitBytes?: number;
  readonly keys?: VisitKeys;
};

/** Entries of the chain checked at each start: some weeks of a busy machine, in a few tens of milliseconds. */
const CHECKED_AT_START = 20_000;

export const openJournal = (options: JournalOptions): JournalResult<Journal> => {
  let database: Database | null = null;
  try {
    const directory = join(options.dataRoot, 'journal');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    database = new Sqlite(join(directory, 'journal.db'));
    prepare(database, options.limitBytes);
    if (!migrate(database)) {
      database.close();
      return { ok: false, fault: { kind: 'newer' } };
    }
    const checked = checkAtStart(database);
    if (!checked.ok) {
      database.close();
      return checked;
    }
    const journal = journalOver(
      database,
      options.keys ?? openVisitKeys(join(options.dataRoot, 'keys'), options.randomBytes),
      options,
    );
    return { ok: true, value: journal };
  } catch (error) {
    database?.close();
    const fault = journalFaultOf(error);
    if (!fault) throw error;
    return { ok: false, fault };
  }
};

/** FULL: a commit survives a pulled plug. secure_delete: a deleted row's bytes are zeroed, not just unlinked. */
const prepare = (database: Database, limitBytes: number | undefined): void => {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('foreign_keys = ON');
  if (limitBytes !== undefined) {
    const pageSize = Number(database.pragma('page_size', { simple: true }));
    database.pragma(`max_page_count = ${Math.ceil(limitBytes / pageSize)}`);
  }
};

const checkAtStart = (database: Database): JournalResult<void> => {
  const answer = database.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') return { ok: false, fault: { kind: 'corrupt', detail: 'quick_check' } };
  const last = lastLink(database).seq;
  return checkChain(database, Math.max(0, last - CHECKED_AT_START));
};

const checkChain = (database: Database, after: number): JournalResult<void> => {
  const anchor = database
    .prepare<[number], { seq: number; hash: string }>('SELECT seq, hash FROM audit WHERE seq = ?')
    .get(after);
  const entries = database.prepare<[number], ChainedEntry>(
    'SELECT seq, at, visit, event, hash FROM audit WHERE seq > ? ORDER BY seq',
  );
  const broken = firstBrokenLink(entries.iterate(after), anchor ?? { seq: 0, hash: GENESIS });
  return broken === null
    ? done
    : { ok: false, fault: { kind: 'corrupt', detail: `audit chain at ${broken}` } };
};

const lastLink = (database: Database): { seq: number; hash: string } =>
  database
    .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
    .get() ?? { seq: 0, hash: GENESIS };

const done: JournalResult<void> = { ok: true, value: undefined };

const journalOver = (
  database: Database,
  keys: VisitKeys,
  { clock, randomBytes }: JournalOptions,
): Journal => {
  const insertAudit = database.prepare(
    'INSERT INTO audit (seq, at, visit, event, hash) VALUES (@seq, @at, @visit, @event, @hash)',
  );
  const insertVisit = database.prepare('INSERT OR IGNORE INTO visit (id, opened_at) VALUES (?, ?)');
  const putSealed = database.prepare(
    'INSERT OR REPLACE INTO sealed (visit, name, nonce, ciphertext, tag) VALUES (?, ?, ?, ?, ?)',
  );
  const putWork = database.prepare('INSERT OR REPLACE INTO work (key, visit, entry) VALUES (?, ?, ?)');
  const deleteWork = database.prepare('DELETE FROM work WHERE key = ?');
  const settleVisit = database.prepare('UPDATE visit SET settled = 1 WHERE id = ?');
  const selectSealed = database.prepare<[string, string], { nonce: Buffer; ciphertext: Buffer; tag: Buffer }>(
    'SELECT nonce, ciphertext, tag FROM sealed WHERE visit = ? AND name = ?',
  );
  const selectWork = database.prepare<[], { key: string; visit: string; entry: string }>(
    'SELECT key, visit, entry FROM work ORDER BY key',
  );
  const selectVisits = database.prepare<[], { id: string; opened_at: string; settled: number }>(
    'SELECT id, opened_at, settled FROM visit',
  );
  const isVisitOpen = database.prepare<[string], { id: string }>('SELECT id FROM visit WHERE id = ?');
  const deleteSealed = database.prepare('DELETE FROM sealed WHERE visit = ?');
  const deleteOneSealed = database.prepare('DELETE FROM sealed WHERE visit = ? AND name = ?');
  const deleteVisit = database.prepare('DELETE FROM visit WHERE id = ?');

  const selectLastVisit = database.prepare<[], { visit: string; seq: number }>(
    `SELECT visit, seq FROM audit WHERE event ->> 'kind' = 'visit-started' ORDER BY seq DESC LIMIT 1`,
  );
  const selectVisitEnd = database.prepare<[string, number], { seq: number }>(
    `SELECT seq FROM audit WHERE visit = ? AND seq > ? AND event ->> 'kind' = 'visit-ended' LIMIT 1`,
  );

  const place = (visit: string, name: string): string => `${visit} ${name}`;

  const append = (visit: string | null, event: AuditEvent): void => {
    const previous = lastLink(database);
    const entry = {
      seq: previous.seq + 1,
      at: clock.now().toISOString(),
      visit,
      event: JSON.stringify(auditEventSchema.parse(event)),
    };
    insertAudit.run({ ...entry, hash: chainHash(previous.hash, entry) });
  };

  const apply = (write: JournalWrite): void => {
    switch (write.kind) {
      case 'audit':
        append(write.visit, write.event);
        return;
      case 'seal': {
        const key = keys.read(write.visit);
        if (!key) throw new Error('A payload is sealed only under a key that is on disk');
        const sealed = seal(key, place(write.visit, write.name), JSON.stringify(write.payload), randomBytes);
        insertVisit.run(write.visit, clock.now().toISOString());
        putSealed.run(write.visit, write.name, sealed.nonce, sealed.ciphertext, sealed.tag);
        return;
      }
      case 'discard':
        deleteOneSealed.run(write.visit, write.name);
        return;
      case 'work':
        putWork.run(write.key, write.visit, JSON.stringify(write.entry));
        return;
      case 'work-done':
        deleteWork.run(write.key);
        return;
      case 'settled':
        settleVisit.run(write.visit);
        return;
    }
  };

  const guarded = <T>(action: () => T): JournalResult<T> => {
    try {
      return { ok: true, value: action() };
    } catch (error) {
      const fault = journalFaultOf(error);
      if (!fault) throw error;
      return { ok: false, fault };
    }
  };

  const commit = (writes: readonly JournalWrite[]): JournalResult<void> =>
    guarded(() => {
      for (const write of writes) {
        if (write.kind === 'seal' && !keys.read(write.visit)) keys.create(write.visit);
      }
      try {
        database.transaction(() => writes.forEach(apply)).immediate();
      } catch (error) {
        for (const write of writes) {
          if (write.kind === 'seal' && !isVisitOpen.get(write.visit)) keys.destroy(write.visit);
        }
        throw error;
      }
    });

  /** Rows first would leave, after a crash, a key that still opens what the disk keeps of them. */
  const destroy = (visit: string, why: 'settled' | 'expired' | 'orphaned'): void => {
    keys.destroy(visit);
    database
      .transaction(() => {
        deleteSealed.run(visit);
        deleteVisit.run(visit);
        append(visit, { kind: 'key-destroyed', why });
      })
      .immediate();
    // The WAL still holds the pages as they were before.
    database.pragma('wal_checkpoint(TRUNCATE)');
  };

  const sweep = (): void => {
    const open = new Set(selectVisits.all().map((row) => row.id));
    for (const visit of keys.visits()) if (!open.has(visit)) keys.destroy(visit);
    for (const visit of open) if (!keys.read(visit)) destroy(visit, 'orphaned');
  };
  sweep();

  return {
    commit,
    record: (visit, event) => commit([{ kind: 'audit', visit, event }]),
    unseal: (visit, name) => {
      const key = keys.read(visit);
      const row = key && selectSealed.get(visit, name);
      const plaintext = key && row ? unseal(key, place(visit, name), row) : null;
      return plaintext === null ? null : JSON.parse(plaintext);
    },
    work: () => selectWork.all().map((row) => ({ ...row, entry: JSON.parse(row.entry) })),
    visits: () =>
      selectVisits
        .all()
        .map((row) => ({ visit: row.id, openedAt: row.opened_at, settled: row.settled === 1 })),
    forget: (visit, why) => guarded(() => destroy(visit, why)),
    lastVisit: () => {
      const started = selectLastVisit.get();
      return started
        ? { visit: started.visit, ended: selectVisitEnd.get(started.visit, started.seq) !== undefined }
        : null;
    },
    trail: (visit) =>
      visit === undefined
        ? database
            .prepare<[], ChainedEntry>('SELECT seq, at, visit, event, hash FROM audit ORDER BY seq')
            .all()
        : database
            .prepare<[string], ChainedEntry>(
              'SELECT seq, at, visit, event, hash FROM audit WHERE visit = ? ORDER BY seq',
            )
            .all(visit),
    verify: () => checkChain(database, 0),
    close: () => {
      if (!database.open) return;
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
};
