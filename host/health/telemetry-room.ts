import type { Database } from 'better-sqlite3';
import type { NumberedType } from '../../wire/envelope.ts';
import type { Payload } from '../../wire/payloads.ts';

/** A row of the table `entry` of the telemetry store. */
export type EntryRow = {
  readonly boot: string;
  readonly seq: number;
  readonly ty: NumberedType;
  readonly d: string;
  readonly t: string;
  readonly tq: 'ntp' | 'rtc' | 'none';
  readonly up: number;
};

/** Keeps the messages within their room. What must go leaves, in its own place, a note of how much it was. */
export type Room = {
  readonly put: (row: EntryRow) => void;
  /** False for what is not there, and for a note. */
  readonly drop: (place: { readonly boot: string; readonly seq: number }) => boolean;
  readonly dropBefore: (instant: string) => void;
  /** These are with the hall. */
  readonly release: (boot: string, seq: number) => void;
  readonly depth: () => number;
  /** After a transaction that was rolled back. */
  readonly recount: () => void;
};

/** What goes last. States are told again at the next birth and each quarter of an hour, so they go first. */
const RANK: Readonly<Record<NumberedType, number>> = {
  alm: 5,
  res: 4,
  evt: 3,
  use: 2,
  sup: 1,
  dev: 1,
  reported: 1,
  flw: 1,
  // Pulled once, it can be pulled again.
  log: 1,
};
/** The rank of a note. */
const KEPT = 9;
/** What a row takes beside its payload: the envelope's other fields, keys, the index. */
const ROW_BYTES = 160;

type Note = Extract<Payload<'evt'>, { readonly kind: 'dropped' }>;
type KeptRow = EntryRow & { readonly rank: number; readonly bytes: number };

export function createRoom(
  database: Database,
  { limitBytes, countDropped }: { readonly limitBytes: number; readonly countDropped: () => void },
): Room {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO entry (boot, seq, ty, d, t, tq, up, rank, bytes)
     VALUES (@boot, @seq, @ty, @d, @t, @tq, @up, @rank, @bytes)`,
  );
  const remove = database.prepare('DELETE FROM entry WHERE boot = ? AND seq = ?');
  const select = database.prepare<[string, number], KeptRow>(
    'SELECT * FROM entry WHERE boot = ? AND seq = ?',
  );
  const selectNext = database.prepare<[string, number], KeptRow>(
    'SELECT * FROM entry WHERE boot = ? AND seq > ? ORDER BY seq LIMIT 1',
  );
  const selectLeast = database.prepare<[number], KeptRow>(
    'SELECT * FROM entry WHERE rank < ? ORDER BY rank, boot, seq LIMIT 1',
  );
  const selectOld = database.prepare<[string, number], KeptRow>(
    'SELECT * FROM entry WHERE t < ? AND rank < ? ORDER BY boot, seq',
  );
  const sum = database.prepare<[], { bytes: number; entries: number }>(
    'SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS entries FROM entry',
  );
  const sumUpTo = database.prepare<[string, number], { bytes: number; entries: number }>(
    'SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS entries FROM entry WHERE boot = ? AND seq <= ?',
  );
  const removeUpTo = database.prepare('DELETE FROM entry WHERE boot = ? AND seq <= ?');
  // Counted along: adding up some ten thousand rows at each message would take longer than writing it.
  let { bytes, entries } = sum.get() ?? { bytes: 0, entries: 0 };

  const add = (row: EntryRow, rank: number): void => {
    const kept = { ...row, rank, bytes: row.d.length + ROW_BYTES };
    insert.run(kept);
    bytes += kept.bytes;
    entries += 1;
  };
  const take = (row: KeptRow): void => {
    remove.run(row.boot, row.seq);
    bytes -= row.bytes;
    entries -= 1;
  };

  /** Notes of one run become one, at the place of its last message. */
  const note = (row: KeptRow): void => {
    let dropped: Note['dropped'] = { [row.ty]: 1 };
    let from = row.seq;
    const before = row.seq > 1 ? select.get(row.boot, row.seq - 1) : undefined;
    const told = before && noteOf(before);
    if (before && told) {
      take(before);
      from = told.from;
      dropped = sumOf(dropped, told.dropped);
    }
    const next = selectNext.get(row.boot, row.seq);
    const toldNext = next && noteOf(next);
    let place: EntryRow = row;
    if (next && toldNext?.from === row.seq + 1) {
      take(next);
      place = next;
      dropped = sumOf(dropped, toldNext.dropped);
    }
    const { boot, seq, t, tq, up } = place;
    const d: Note = { kind: 'dropped', from, dropped };
    add({ boot, seq, ty: 'evt', d: JSON.stringify(d), t, tq, up }, KEPT);
  };

  const dropRow = (row: KeptRow): void => {
    take(row);
    countDropped();
    note(row);
  };

  return {
    put: (row) => {
      add(row, RANK[row.ty]);
      while (bytes > limitBytes) {
        const least = selectLeast.get(KEPT);
        if (!least) return;
        dropRow(least);
      }
    },
    drop: ({ boot, seq }) => {
      const row = select.get(boot, seq);
      if (!row || row.rank === KEPT) return false;
      dropRow(row);
      return true;
    },
    dropBefore: (instant) => {
      for (const row of selectOld.all(instant, KEPT)) dropRow(row);
    },
    release: (boot, seq) => {
      const gone = sumUpTo.get(boot, seq) ?? { bytes: 0, entries: 0 };
      removeUpTo.run(boot, seq);
      bytes -= gone.bytes;
      entries -= gone.entries;
    },
    depth: () => entries,
    recount: () => {
      ({ bytes, entries } = sum.get() ?? { bytes: 0, entries: 0 });
    },
  };
}

/** Null for a row that is no note. */
function noteOf(row: KeptRow): Note | null {
  return row.rank === KEPT ? (JSON.parse(row.d) as Note) : null; // rows of this rank are written by `note` alone
}

function sumOf(one: Note['dropped'], other: Note['dropped']): Note['dropped'] {
  const sum = { ...one };
  for (const type of typesOf(other)) sum[type] = (sum[type] ?? 0) + (other[type] ?? 0);
  return sum;
}

const typesOf = (dropped: Note['dropped']): readonly NumberedType[] =>
  (Object.keys(RANK) as NumberedType[]).filter((type) => dropped[type] !== undefined); // the keys of RANK
