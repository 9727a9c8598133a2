import type { Scope } from './scope.ts';

/** What an account may do. Each may also do what those before it may. */
export const roles = ['viewer', 'operator', 'ops', 'admin'] as const;
export type Role = (typeof roles)[number];

export const mayActAs = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);

export type Account = {
  /** What one signs in with; no address, no number of a person. */
  readonly name: string;
  readonly role: Role;
  readonly halls: Scope;
  /** Null until its owner has chosen one. */
  readonly passwordHash: string | null;
  /** Base32 (RFC 4648), for RFC 6238; null until activation began. */
  readonly totpSecret: string | null;
  /** Time step of the last code that was accepted: a code works once. */
  readonly lastTimeStep: number;
  /** Handed over by an admin; whoever has it sets password and authenticator. */
  readonly activation: { readonly hash: string; readonly expiresAt: number } | null;
  readonly disabled: boolean;
  readonly failures: number;
  readonly lockedUntil: number;
};

/** A signed-in browser. Only the hash of its token is kept. */
export type Session = {
  readonly tokenHash: string;
  readonly account: string;
  readonly startedAt: number;
  readonly usedAt: number;
};

/** Fifteen minutes without use, or half a day in any case, whichever is first. */
export const SESSION_IDLE_MS = 15 * 60_000;
export const SESSION_MS = 12 * 3_600_000;

/** When it ends if it is not used until then. */
export const sessionEnd = ({ usedAt, startedAt }: Session): number =>
  Math.min(usedAt + SESSION_IDLE_MS, startedAt + SESSION_MS);

export const isSessionOver = (session: Session, now: number): boolean => now >= sessionEnd(session);

const FAILURES = 5;
const LOCK_MS = 5 * 60_000;

/** After five wrong ones in a row an account waits five minutes; a right one forgets them. */
export function afterFailure(account: Account, now: number): Account {
  const failures = account.failures + 1;
  return failures < FAILURES
    ? { ...account, failures }
    : { ...account, failures: 0, lockedUntil: now + LOCK_MS };
}
