import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Action } from '../../wire/down.ts';
import type { NumberedType } from '../../wire/envelope.ts';
import type { Said } from '../../wire/payloads.ts';
import type { AlarmCode, AlarmComponent, Supply } from '../../wire/words.ts';
import { createRoom, type EntryRow } from './telemetry-room.ts';

/** What is kept until the hall has it, in `telemetry/telemetry.db`: numbered messages, and what must outlive a start. */
export type TelemetryStore = {
  /** Id of this start; sorts after every earlier one of this file. */
  readonly boot: string;
  /** Counts the birth about to be told; on the disk when it returns. */
  readonly nextBirth: () => number;
  /** Gives the message its number and keeps it; drops others where there is no room. */
  readonly append: (said: NumberedSaid, stamp: Stamp) => Place;
  /** Entries behind a place, oldest first. */
  readonly after: (place: Place | null, limit: number) => readonly Entry[];
  /** The newest entry that is kept; null when all is acknowledged. */
  readonly newest: () => Place | null;
  /** Drops what cannot be sent; a note stands in its place. False for a note, which is never dropped. */
  readonly discard: (place: Place) => boolean;
  /** Of this boot, everything up to this number is with the hall. False when that is no news. */
  readonly acknowledge: (place: Place) => boolean;
  readonly acknowledged: (boot: string) => number;
  /** Number of the last message made in this boot. */
  readonly lastSeq: () => number;
  readonly depth: () => number;
  /** Messages ever dropped. */
  readonly dropped: () => number;
  /** Drops what is older than the limit of age. For clocks that can be trusted only. */
  readonly dropOld: (now: Date) => void;
  readonly supply: (supply: Supply) => SupplyLedger;
  readonly keepSupply: (supply: Supply, ledger: SupplyLedger) => void;
  readonly alarms: () => readonly KeptAlarm[];
  readonly keepAlarm: (alarm: KeptAlarm) => void;
  readonly forgetAlarm: (alarm: Pick<KeptAlarm, 'code' | 'component'>) => void;
  readonly commands: CommandBook;
  readonly close: () => void;
};

/** Which commands were begun, over every start. */
export type CommandBook = {
  /** Counter of the last command that was begun; 0 for none. */
  readonly lastCounter: () => number;
  /** From here on its number is used and it is under way; on the disk when it returns. */
  readonly begin: (command: CommandUnderWay & { readonly counter: number }) => void;
  /** Its end is told. */
  readonly end: (id: string) => void;
  readonly underWay: () => readonly CommandUnderWay[];
};
export type CommandUnderWay = { readonly id: string; readonly does: Action['do'] };

export type NumberedSaid = Extract<Said, { readonly ty: NumberedType }>;
/** When something happened: instant, what set the clock, seconds since this boot. */
export type Stamp = { readonly t: string; readonly tq: 'ntp' | 'rtc' | 'none'; readonly up: number };
export type Place = { readonly boot: string; readonly seq: number };
export type Entry = Place & { readonly said: NumberedSaid; readonly stamp: Stamp };
export type SupplyLedger = {
  readonly used: number;
  readonly usedAtRefill: number | null;
  readonly refilledAt: string | null;
};
export type KeptAlarm = {
  readonly code: AlarmCode;
  readonly component: AlarmComponent;
  readonly since: string;
};

export type TelemetryStoreOptions = {
  /** The kiosk's data root; the store takes `telemetry/` under it. */
  readonly dataRoot: string;
  /** @param last the boot before this one; null for the first. */
  readonly newBoot: (last: string | null) => string;
  /** What the messages may take of the disk. */
  readonly limitBytes?: number;
  readonly limitDays?: number;
};

/** A step is never edited once a kiosk has run it; a change is a further step. */
const STEPS: readonly string[] = [
  `
  CREATE TABLE boot (id TEXT PRIMARY KEY, last_seq INTEGER NOT NULL, acked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE entry (
    boot TEXT NOT NULL, seq INTEGER NOT NULL, ty TEXT NOT NULL, d TEXT NOT NULL,
    t TEXT NOT NULL, tq TEXT NOT NULL, up INTEGER NOT NULL,
    rank INTEGER NOT NULL, bytes INTEGER NOT NULL,
    PRIMARY KEY (boot, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX entry_by_rank ON entry (rank, boot, seq);
  CREATE TABLE count (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE supply (
    name TEXT PRIMARY KEY, used INTEGER NOT NULL, used_at_refill INTEGER, refilled_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE alarm (
    code TEXT NOT NULL, component TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (code, component)
  ) STRICT, WITHOUT ROWID;
  `,
  // Commands that were begun and whose end is not told yet.
  'CREATE TABLE command (id TEXT PRIMARY KEY, does TEXT NOT NULL) STRICT, WITHOUT ROWID;',
];

/**
 * Opens the store. A file that is damaged, or was written by a later version, is thrown away and begun anew: what is
 * lost is telemetry, and a kiosk that cannot tell how it is must still serve.
 */
export function openTelemetryStore(options: TelemetryStoreOptions): TelemetryStore {
  const directory = join(options.dataRoot, 'telemetry');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'telemetry.db');
  return storeOver(openIntact(file) ?? openAnew(file), options);
}

function openIntact(file: string): Database | null {
  let database: Database | null = null;
  try {
    database = new Sqlite(file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    if (database.pragma('quick_check(1)', { simple: true }) === 'ok' && migrate(database)) return database;
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || !/CORRUPT|NOTADB|ERROR/.test(error.code)) throw error;
  }
  database?.close();
  return null;
}

function openAnew(file: string): Database {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  migrate(database);
  return database;
}

/** Brings the file to this version's tables; false for one written by a later version, left untouched. */
function migrate(database: Database): boolean {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > STEPS.length) return false;
  database.transaction(() => {
    for (const step of STEPS.slice(version)) database.exec(step);
    database.pragma(`user_version = ${STEPS.length}`);
  })();
  return true;
}

function storeOver(database: Database, options: TelemetryStoreOptions): TelemetryStore {
  const count = (name: string): number =>
    database.prepare<[string], { value: number }>('SELECT value FROM count WHERE name = ?').get(name)
      ?.value ?? 0;
  const setCount = (name: string, value: number): void => {
    database.prepare('INSERT OR REPLACE INTO count (name, value) VALUES (?, ?)').run(name, value);
  };
  /** On the disk when it returns, also when the plug is pulled. */
  const durably = (write: () => void): void => {
    database.pragma('synchronous = FULL');
    write();
    database.pragma('synchronous = NORMAL');
  };

  const last =
    database.prepare<[], { id: string }>('SELECT id FROM boot ORDER BY id DESC LIMIT 1').get()?.id ?? null;
  const boot = options.newBoot(last);
  durably(() => database.prepare('INSERT INTO boot (id, last_seq, acked) VALUES (?, 0, 0)').run(boot));
  const forgetOldBoots = database.prepare(
    'DELETE FROM boot WHERE id <> ? AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.boot = boot.id)',
  );
  forgetOldBoots.run(boot);

  const room = createRoom(database, {
    limitBytes: options.limitBytes ?? 20_000_000,
    countDropped: () => setCount('dropped', count('dropped') + 1),
  });
  const limitMs = (options.limitDays ?? 30) * 86_400_000;
  const raiseSeq = database.prepare<[string], { last_seq: number }>(
    'UPDATE boot SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq',
  );
  const selectBoot = database.prepare<[string], { last_seq: number; acked: number }>(
    'SELECT last_seq, acked FROM boot WHERE id = ?',
  );
  const selectAfter = database.prepare<[string, number, number], EntryRow>(
    'SELECT * FROM entry WHERE (boot, seq) > (?, ?) ORDER BY boot, seq LIMIT ?',
  );

  return {
    boot,
    nextBirth: () => {
      const births = count('births') + 1;
      durably(() => setCount('births', births));
      return births;
    },
    append: (said, stamp) => {
      try {
        return database.transaction((): Place => {
          const seq = raiseSeq.get(boot)?.last_seq ?? 0;
          room.put({ boot, seq, ty: said.ty, d: JSON.stringify(said.d), ...stamp });
          return { boot, seq };
        })();
      } catch (error) {
        room.recount();
        throw error;
      }
    },
    after: (place, limit) =>
      selectAfter.all(place?.boot ?? '', place?.seq ?? 0, limit).map((row) => ({
        boot: row.boot,
        seq: row.seq,
        said: { ty: row.ty, d: JSON.parse(row.d) } as NumberedSaid, // as `append` wrote it; checked again when it is sent
        stamp: { t: row.t, tq: row.tq, up: row.up },
      })),
    newest: () =>
      database.prepare<[], Place>('SELECT boot, seq FROM entry ORDER BY boot DESC, seq DESC LIMIT 1').get() ??
      null,
    discard: (place) => database.transaction(() => room.drop(place))(),
    acknowledge: ({ boot: of, seq }) =>
      database.transaction((): boolean => {
        const known = selectBoot.get(of);
        // A number that was never given cannot have arrived.
        if (!known || seq <= known.acked || seq > known.last_seq) return false;
        database.prepare('UPDATE boot SET acked = ? WHERE id = ?').run(seq, of);
        room.release(of, seq);
        forgetOldBoots.run(boot);
        return true;
      })(),
    acknowledged: (of) => selectBoot.get(of)?.acked ?? 0,
    lastSeq: () => selectBoot.get(boot)?.last_seq ?? 0,
    depth: room.depth,
    dropped: () => count('dropped'),
    dropOld: (now) =>
      database.transaction(() => room.dropBefore(new Date(now.getTime() - limitMs).toISOString()))(),
    supply: (name) => {
      const row = database
        .prepare<[string], { used: number; used_at_refill: number | null; refilled_at: string | null }>(
          'SELECT used, used_at_refill, refilled_at FROM supply WHERE name = ?',
        )
        .get(name);
      return {
        used: row?.used ?? 0,
        usedAtRefill: row?.used_at_refill ?? null,
        refilledAt: row?.refilled_at ?? null,
      };
    },
    keepSupply: (name, { used, usedAtRefill, refilledAt }) => {
      database
        .prepare(
          'INSERT OR REPLACE INTO supply (name, used, used_at_refill, refilled_at) VALUES (?, ?, ?, ?)',
        )
        .run(name, used, usedAtRefill, refilledAt);
    },
    alarms: () => database.prepare<[], KeptAlarm>('SELECT code, component, since FROM alarm').all(),
    keepAlarm: ({ code, component, since }) => {
      database
        .prepare('INSERT OR REPLACE INTO alarm (code, component, since) VALUES (?, ?, ?)')
        .run(code, component, since);
    },
    forgetAlarm: ({ code, component }) => {
      database.prepare('DELETE FROM alarm WHERE code = ? AND component = ?').run(code, component);
    },
    commands: {
      lastCounter: () => count('last-command'),
      begin: ({ id, does, counter }) =>
        durably(
          database.transaction(() => {
            setCount('last-command', counter);
            database.prepare('INSERT OR REPLACE INTO command (id, does) VALUES (?, ?)').run(id, does);
          }),
        ),
      end: (id) => {
        database.prepare('DELETE FROM command WHERE id = ?').run(id);
      },
      underWay: () => database.prepare<[], CommandUnderWay>('SELECT id, does FROM command ORDER BY id').all(),
    },
    close: () => {
      if (database.open) database.close();
    },
  };
}
