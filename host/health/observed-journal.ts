import type { AuditEvent } from '../journal/audit-event.ts';
import type { Journal, JournalWrite } from '../journal/journal.ts';

export type JournalWatch = {
  /** On the disk. */
  readonly audited: (event: AuditEvent) => void;
  /** Whether the last write of any kind got there. */
  readonly wrote: (isWritten: boolean) => void;
};

/** The same journal, with somebody who hears what gets into its audit trail: ids, words and amounts, nothing personal. */
export function observedJournal(journal: Journal, watch: JournalWatch): Journal {
  const commit = (writes: readonly JournalWrite[]): ReturnType<Journal['commit']> => {
    const result = journal.commit(writes);
    watch.wrote(result.ok);
    if (result.ok) for (const write of writes) if (write.kind === 'audit') watch.audited(write.event);
    return result;
  };
  return { ...journal, commit, record: (visit, event) => commit([{ kind: 'audit', visit, event }]) };
}
