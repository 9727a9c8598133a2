/**
 * Is a machine there? The hall's own clock and silence decide; birth, death and last will only make it sooner
 * (a broker that is killed sends no will, and a will that comes late belongs to a connection long replaced).
 */
export const reaches = [
  /** Enrolled, and never heard of. */
  'never',
  /** The hall itself was away; nobody can say yet. */
  'unknown',
  'online',
  'suspect',
  /** Not heard of. It may well serve: a kiosk works without a line. */
  'unreachable',
  'lost',
] as const;
export type Reach = (typeof reaches)[number];

export type LadderTimes = {
  readonly suspectMs: number;
  readonly unreachableMs: number;
  readonly lostMs: number;
  /** After the hall's start, until silence is held against anybody. */
  readonly listenMs: number;
};

/** Heartbeats come every 30 s ± 10 %: two missed, three missed, a day. */
export const LADDER: LadderTimes = {
  suspectMs: 65_000,
  unreachableMs: 100_000,
  lostMs: 24 * 3_600_000,
  listenMs: 180_000,
};

/** What is known of a kiosk's connection. Instants are milliseconds since 1970 by the hall's clock. */
export type Link = {
  /** Of the last birth; empty and 0 before the first. */
  readonly boot: string;
  readonly bd: number;
  readonly bornAt: number | null;
  readonly heardAt: number | null;
  readonly death: { readonly reason: 'lost' | 'shutdown'; readonly at: number } | null;
};

export const unbornLink: Link = { boot: '', bd: 0, bornAt: null, heardAt: null, death: null };

export type StateNews = {
  readonly boot: string;
  readonly bd: number;
  readonly d: { readonly s: 'online' } | { readonly s: 'offline'; readonly reason: 'lost' | 'shutdown' };
};

/**
 * Takes in a birth or a death.
 * @returns `stale` for a birth that is behind the last one: two machines run under one id, or one was put back to an
 * older copy of its disk. A death of an earlier connection is no news and changes nothing.
 */
export function applyState(
  link: Link,
  { boot, bd, d }: StateNews,
  at: number,
): { readonly link: Link; readonly stale: boolean } {
  if (d.s === 'offline') {
    const counts = boot === link.boot && bd === link.bd && link.death === null;
    return { link: counts ? { ...link, death: { reason: d.reason, at } } : link, stale: false };
  }
  if (boot === link.boot && bd === link.bd && link.death === null) {
    return { link: { ...link, heardAt: later(link.heardAt, at) }, stale: false };
  }
  const newer = boot > link.boot || (boot === link.boot && bd > link.bd);
  return newer
    ? { link: { boot, bd, bornAt: at, heardAt: later(link.heardAt, at), death: null }, stale: false }
    : // Somebody is alive, and holds the credentials; what is known of the newer boot stays.
      { link: { ...link, heardAt: later(link.heardAt, at), death: null }, stale: true };
}

/** Anything a kiosk says itself shows that it lives; what a broker says in its place does not. */
export const heard = (link: Link, { boot, bd }: { boot: string; bd: number }, at: number): Link =>
  boot === link.boot && bd === link.bd && link.death !== null
    ? link
    : { ...link, heardAt: later(link.heardAt, at) };

/** One copy of the hall may write down what came while its store was away after another has heard newer things. */
const later = (known: number | null, at: number): number => Math.max(known ?? at, at);

export type Standing = {
  readonly reach: Reach;
  /** When it came to this, and when it will change if nothing is heard; null: never by itself. */
  readonly since: number;
  readonly nextAt: number | null;
};

/** @param listeningSince when this hall began to listen; silence before that is the hall's, not the machine's */
export function standingOf(
  link: Link,
  listeningSince: number,
  now: number,
  times: LadderTimes = LADDER,
): Standing {
  const { heardAt, death } = link;
  if (heardAt === null) return { reach: 'never', since: listeningSince, nextAt: null };
  const lostAt = heardAt + times.lostMs;
  if (now >= lostAt) return { reach: 'lost', since: lostAt, nextAt: null };
  if (death?.reason === 'shutdown') return { reach: 'unreachable', since: death.at, nextAt: lostAt };
  if (heardAt < listeningSince) {
    const listenedAt = listeningSince + times.listenMs;
    return now < listenedAt
      ? { reach: 'unknown', since: listeningSince, nextAt: listenedAt }
      : { reach: 'unreachable', since: heardAt + times.unreachableMs, nextAt: lostAt };
  }
  const unreachableAt = heardAt + times.unreachableMs;
  if (now >= unreachableAt) return { reach: 'unreachable', since: unreachableAt, nextAt: lostAt };
  const suspectAt = Math.min(heardAt + times.suspectMs, death?.at ?? Number.POSITIVE_INFINITY);
  if (now >= suspectAt) return { reach: 'suspect', since: suspectAt, nextAt: unreachableAt };
  return { reach: 'online', since: link.bornAt ?? heardAt, nextAt: suspectAt };
}
