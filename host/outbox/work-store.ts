import type { Journal, JournalWrite } from '../journal/journal.ts';
import type { JournalResult } from '../journal/journal-fault.ts';
import { isFinal, type WorkEntry, workEntrySchema } from './work-entry.ts';

/** The outbox's entries, in memory as they are in the journal: the journal first, then memory, then who listens. */
export type WorkStore = {
  readonly all: () => readonly WorkEntry[];
  readonly get: (key: string) => WorkEntry | null;
  readonly put: (entry: WorkEntry, also?: readonly JournalWrite[]) => JournalResult<void>;
  /** All of them in one commit, or none. */
  readonly putAll: (entries: readonly EntryWrite[]) => JournalResult<void>;
  readonly remove: (entry: WorkEntry, also?: readonly JournalWrite[]) => JournalResult<void>;
  /** Destroys a visit's key and its finished entries, once the citizen is gone and no case still needs the key. */
  readonly forgetIfDone: (visit: string) => void;
  /** The same whatever is open: a key lives for a day at most. */
  readonly expire: (visit: string) => void;
  readonly subscribe: (listener: (entry: WorkEntry) => void) => () => void;
};

/** An entry, and what is written in the same commit. */
export type EntryWrite = { readonly entry: WorkEntry; readonly also: readonly JournalWrite[] };

export const createWorkStore = (journal: Journal): WorkStore => {
  const entries = new Map<string, WorkEntry>();
  const listeners = new Set<(entry: WorkEntry) => void>();
  for (const row of journal.work()) entries.set(row.key, workEntrySchema.parse(row.entry));

  const tell = (entry: WorkEntry): void => {
    for (const listener of listeners) listener(entry);
  };
  const ofVisit = (visit: string): WorkEntry[] =>
    [...entries.values()].filter((entry) => entry.visit === visit);

  const dropFinished = (visit: string): void => {
    const finished = ofVisit(visit).filter(isFinal);
    const dropped = journal.commit(finished.map(({ key }) => ({ kind: 'work-done', key })));
    if (dropped.ok) for (const { key } of finished) entries.delete(key);
  };

  const putAll = (writes: readonly EntryWrite[]): JournalResult<void> => {
    const written = journal.commit(
      writes.flatMap(({ entry, also }) => [
        { kind: 'work', key: entry.key, visit: entry.visit, entry } as const,
        ...also,
      ]),
    );
    if (written.ok)
      for (const { entry } of writes) {
        entries.set(entry.key, entry);
        tell(entry);
      }
    return written;
  };

  return {
    all: () => [...entries.values()],
    get: (key) => entries.get(key) ?? null,
    put: (entry, also = []) => putAll([{ entry, also }]),
    putAll,
    remove: (entry, also = []) => {
      const written = journal.commit([{ kind: 'work-done', key: entry.key }, ...also]);
      if (written.ok) entries.delete(entry.key);
      return written;
    },
    forgetIfDone: (visit) => {
      const open = journal.visits().find((each) => each.visit === visit);
      if (open && !open.settled) return;
      if (ofVisit(visit).some((entry) => entry.kind === 'case' && !isFinal(entry))) return;
      if (open) journal.forget(visit, 'settled');
      dropFinished(visit);
    },
    expire: (visit) => {
      for (const entry of ofVisit(visit)) {
        if (entry.kind !== 'case' || isFinal(entry)) continue;
        const gone = journal.commit([
          { kind: 'work-done', key: entry.key },
          { kind: 'audit', visit, event: { kind: 'case-expired', key: entry.key } },
        ]);
        if (gone.ok) entries.delete(entry.key);
      }
      journal.forget(visit, 'expired');
      dropFinished(visit);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
