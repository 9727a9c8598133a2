import { setImmediate } from 'node:timers/promises';
import type { HallStore } from '../store/store.ts';
import { type AuditEntry, firstBrokenLink } from './audit-chain.ts';

/** What of the trail is looked for; what is left out fits everything. */
export type AuditFilter = {
  /** Part of an account's name. */
  readonly who?: string | undefined;
  /** The beginning of what was done: `alarm`, `command.restart-host`. */
  readonly what?: string | undefined;
  /** Part of what it was done to: a machine, an item, an account. */
  readonly target?: string | undefined;
  /** Milliseconds since 1970; from is of it, to is not. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

/** Whether the trail hangs together, from its first kept entry to its last. */
export type TrailVerdict = {
  readonly entries: number;
  /** When its first kept entry was written; null: there is none. */
  readonly since: number | null;
  /** Number of the first entry that does not follow from the one before it; null: it is whole. */
  readonly broken: number | null;
};

export type TrailSearch = {
  /** Newest first. */
  readonly found: readonly AuditEntry[];
  /** There are older ones that fit. */
  readonly more: boolean;
  readonly chain: TrailVerdict;
};

const PAGE = 1000;

export function fits(entry: AuditEntry, { who, what, target, from, to }: AuditFilter): boolean {
  const holds = (text: string, part: string | undefined) =>
    part === undefined || text.toLowerCase().includes(part.toLowerCase());
  return (
    holds(entry.by, who) &&
    holds(entry.target, target) &&
    (what === undefined || isOfKind(entry.action, what)) &&
    entry.at >= (from ?? Number.NEGATIVE_INFINITY) &&
    entry.at < (to ?? Number.POSITIVE_INFINITY)
  );
}

/** `sign-in` is `sign-in.refused` as well, and `item` is not `items-moved`. */
const isOfKind = (action: string, kind: string): boolean => action === kind || action.startsWith(`${kind}.`);

/**
 * The newest entries that fit, and whether the whole trail hangs together: it is read from its beginning each time,
 * because a verdict of yesterday is none.
 *
 * @param before only entries with a smaller number are found
 * @throws when the store is away
 */
export async function searchTrail(
  store: Pick<HallStore, 'audit' | 'auditStart'>,
  filter: AuditFilter,
  {
    before = Number.POSITIVE_INFINITY,
    limit,
  }: { readonly before?: number | undefined; readonly limit: number },
): Promise<TrailSearch> {
  const start = await store.auditStart();
  let last = start;
  let entries = 0;
  let since: number | null = null;
  let broken: number | null = null;
  let found: AuditEntry[] = [];
  let older = 0;
  for (;;) {
    const page = await store.audit({ after: last.seq, limit: PAGE });
    broken ??= firstBrokenLink(page, last.hash);
    since ??= page[0]?.at ?? null;
    entries += page.length;
    found.push(...page.filter((entry) => entry.seq < before && fits(entry, filter)));
    older += Math.max(0, found.length - limit);
    found = found.slice(-limit);
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) break;
    last = end;
    // A store in this process answers at once: others get their turn.
    await setImmediate();
  }
  // What was forgotten meanwhile left a gap that is nobody's doing.
  if ((await store.auditStart()).seq !== start.seq) return searchTrail(store, filter, { before, limit });
  return { found: found.toReversed(), more: older > 0, chain: { entries, since, broken } };
}
