import { createHash } from 'node:crypto';

/** Who changed what, and why. A hash chain: taking an entry out, or changing one, breaks every later link. */
export type AuditWrite = {
  readonly at: number;
  /** Name of the account; `system` for what nobody asked for. */
  readonly by: string;
  readonly action: string;
  readonly target: string;
  readonly reason: string;
};
export type AuditEntry = AuditWrite & { readonly seq: number; readonly hash: string };

export const GENESIS = '0'.repeat(64);

export const auditHash = (previous: string, seq: number, entry: AuditWrite): string => {
  const { at, by, action, target, reason } = entry;
  return createHash('sha256')
    .update(JSON.stringify([previous, seq, at, by, action, target, reason]))
    .digest('hex');
};

/** Number of the first entry that does not follow from the one before it; null: the chain is whole. */
export function firstBrokenLink(entries: Iterable<AuditEntry>, previous = GENESIS): number | null {
  let last = previous;
  for (const entry of entries) {
    if (auditHash(last, entry.seq, entry) !== entry.hash) return entry.seq;
    last = entry.hash;
  }
  return null;
}
