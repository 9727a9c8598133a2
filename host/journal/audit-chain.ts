import { createHash } from 'node:crypto';

/**
 * The audit trail's hash chain: each entry's hash covers the one before, so an entry changed, removed or
 * put in between shows. (Entries cut off at the end do not: the hall's copy tells those.)
 */
export type ChainedEntry = {
  readonly seq: number;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  readonly visit: string | null;
  /** The event as the JSON text that is stored. */
  readonly event: string;
  readonly hash: string;
};

export const GENESIS = '0'.repeat(64);

/** SHA-256, hex, over previous hash, place, instant, visit and event. JSON framing: no two entries run together alike. */
export const chainHash = (previous: string, entry: Omit<ChainedEntry, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, entry.seq, entry.at, entry.visit, entry.event]))
    .digest('hex');

/** The first entry that does not follow from the one before it, or null when all do. */
export const firstBrokenLink = (
  entries: Iterable<ChainedEntry>,
  previous: { readonly seq: number; readonly hash: string },
): number | null => {
  let { seq, hash } = previous;
  for (const entry of entries) {
    if (entry.seq !== seq + 1 || entry.hash !== chainHash(hash, entry)) return entry.seq;
    ({ seq, hash } = entry);
  }
  return null;
};
