/** Why the journal could not do what it was asked. A confirmed step it could not write must not be shown as done. */
export type JournalFault =
  /** No room left on the disk, or the journal has reached the size it is allowed. */
  | { readonly kind: 'full' }
  | { readonly kind: 'read-only' }
  /** The file is damaged, or the audit trail does not follow from itself; `detail` says which. */
  | { readonly kind: 'corrupt'; readonly detail: string }
  /** Written by a newer version of Once: not touched. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'io'; readonly detail: string };

export type JournalResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: JournalFault };

/**
 * SQLite's and the file system's codes in the journal's words; null for anything else, which is a bug and
 * is thrown on. Codes only: SQLite's messages may quote values.
 */
export const journalFaultOf = (error: unknown): JournalFault | null => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'full' };
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return { kind: 'read-only' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { kind: 'corrupt', detail: code };
  if (/^SQLITE_(IOERR|CANTOPEN|BUSY|LOCKED|NOMEM|PROTOCOL)/.test(code) || /^E[A-Z]+$/.test(code))
    return { kind: 'io', detail: code };
  return null;
};
