import { generateSecret, generateURI, verify } from 'otplib';
import type { HallStore } from '../store/store.ts';
import { type Account, afterFailure, isSessionOver, type Session, sessionEnd } from './account.ts';
import type { AuditWrite } from './audit-chain.ts';
import { codeAsMeant, hashSecret, isSecret, newCode, newToken, tokenHash } from './secret.ts';

/** Accounts are people's: made by an admin, brought to life by their owner, who alone knows password and authenticator. */
const ACTIVATION_MS = 3 * 24 * 3_600_000;
const ISSUER = 'Once 最多跑一次';
/** A phone's clock may be one step off (RFC 6238 §5.2). */
const TOLERANCE_S = 30;

export type Who = { readonly by: string; readonly reason: string; readonly now: number };

/** Makes an account, or puts one back to its beginning (a lost phone). Its sessions end with the next request. */
export async function issueAccount(
  store: HallStore,
  { name, role, halls }: Pick<Account, 'name' | 'role' | 'halls'>,
  { by, reason, now }: Who,
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const code = newCode();
  const expiresAt = now + ACTIVATION_MS;
  const account: Account = {
    name,
    role,
    halls,
    passwordHash: null,
    totpSecret: null,
    lastTimeStep: 0,
    activation: { hash: await hashSecret(codeAsMeant(code), 'made'), expiresAt },
    disabled: false,
    failures: 0,
    lockedUntil: 0,
  };
  await store.commit([
    { kind: 'account', account },
    {
      kind: 'audit',
      entry: { at: now, by, action: `account.${role}`, target: targetOf(account), reason },
    },
  ]);
  return { code, expiresAt };
}

/**
 * Another role, or other halls; password, authenticator and sessions stay, and hold for what is new from the next
 * request on.
 * @returns false: there is no such account
 */
export async function changeAccount(
  store: HallStore,
  { name, role, halls }: Pick<Account, 'name' | 'role' | 'halls'>,
  { by, reason, now }: Who,
): Promise<boolean> {
  const target = targetOf({ name, halls });
  const entry = { at: now, by, action: `account.${role}`, target, reason };
  return rewrite(store, name, (account) => ({ ...account, role, halls }), entry);
}

/**
 * Nobody signs in with it, and its sessions end with their next request.
 * @returns false: there is no such account
 */
export const disableAccount = (store: HallStore, name: string, { by, reason, now }: Who): Promise<boolean> =>
  rewrite(store, name, (account) => ({ ...account, disabled: true }), {
    at: now,
    by,
    action: 'account.disabled',
    target: name,
    reason,
  });

/** Changes an account as it is then: somebody may be signing in with it meanwhile. */
async function rewrite(
  store: HallStore,
  name: string,
  change: (account: Account) => Account,
  entry: AuditWrite,
): Promise<boolean> {
  for (;;) {
    const was = await store.account(name);
    if (!was) return false;
    const write = { kind: 'account', account: change(was), was } as const;
    if ((await store.commit([write, { kind: 'audit', entry }])) === 'done') return true;
  }
}

/** Who, and what of: `wang tonglu-*`. */
const targetOf = ({ name, halls }: Pick<Account, 'name' | 'halls'>): string =>
  [name, ...(halls ?? [])].join(' ');

/**
 * First half of an activation: the secret for the authenticator. Asked for again it is another one.
 * @returns an `otpauth:` address, or null where name, code or time do not fit
 */
export async function beginActivation(
  store: HallStore,
  { name, code }: { readonly name: string; readonly code: string },
  now: number,
): Promise<string | null> {
  const account = await activatable(store, name, code, now);
  if (!account) return null;
  const secret = generateSecret();
  const begun = { ...account, totpSecret: secret };
  const written = await store.commit([{ kind: 'account', account: begun, was: account }]);
  return written === 'done' ? generateURI({ issuer: ISSUER, label: name, secret }) : null;
}

/** Second half: a password of one's own, and a code that shows that the authenticator works. */
export async function finishActivation(
  store: HallStore,
  given: {
    readonly name: string;
    readonly code: string;
    readonly password: string;
    readonly totp: string;
  },
  now: number,
): Promise<boolean> {
  const account = await activatable(store, given.name, given.code, now);
  if (!account) return false;
  const timeStep = await timeStepOf(account, given.totp, now);
  if (timeStep === null) return false;
  const passwordHash = await hashSecret(given.password, 'chosen');
  const written = await store.commit([
    {
      kind: 'account',
      account: { ...account, passwordHash, activation: null, failures: 0, lastTimeStep: timeStep },
      was: account,
    },
    {
      kind: 'audit',
      entry: { at: now, by: given.name, action: 'account.activated', target: given.name, reason: '' },
    },
  ]);
  // Of two who have the code the first has the account.
  return written === 'done';
}

export type SignInAnswer =
  | { readonly ok: true; readonly token: string; readonly account: Account }
  /** `locked` says until when; everything else that does not fit is `refused`, whatever it was. */
  | { readonly ok: false; readonly why: 'refused' }
  | { readonly ok: false; readonly why: 'locked'; readonly until: number };

/** Verified against in place of an account that is not there, so that its absence takes as long. */
let nobodys: Promise<string> | null = null;

type Given = { readonly name: string; readonly password: string; readonly totp: string };

export async function signIn(store: HallStore, given: Given, now: number): Promise<SignInAnswer> {
  for (;;) {
    const answer = await attempt(store, given, now);
    if (answer) return answer;
  }
}

/**
 * Null: the account was changed meanwhile. It is looked at anew, so that of many tries at once each is counted, one code
 * opens one session, and what an admin took away stays away.
 */
async function attempt(store: HallStore, given: Given, now: number): Promise<SignInAnswer | null> {
  const account = await store.account(given.name);
  nobodys ??= hashSecret(newToken(), 'chosen');
  const fits = await isSecret(given.password, account?.passwordHash ?? (await nobodys));
  if (!account?.passwordHash || account.disabled) return { ok: false, why: 'refused' };
  if (now < account.lockedUntil) return { ok: false, why: 'locked', until: account.lockedUntil };
  const timeStep = fits ? await timeStepOf(account, given.totp, now) : null;
  const audit = (action: string) =>
    ({
      kind: 'audit',
      entry: { at: now, by: account.name, action, target: account.name, reason: '' },
    }) as const;
  if (timeStep === null) {
    const failed = { kind: 'account', account: afterFailure(account, now), was: account } as const;
    const written = await store.commit([failed, audit('sign-in.refused')]);
    return written === 'done' ? { ok: false, why: 'refused' } : null;
  }
  const token = newToken();
  const session: Session = {
    tokenHash: tokenHash(token),
    account: account.name,
    startedAt: now,
    usedAt: now,
  };
  const written = await store.commit([
    {
      kind: 'account',
      account: { ...account, failures: 0, lockedUntil: 0, lastTimeStep: timeStep },
      was: account,
    },
    { kind: 'session', session },
    audit('sign-in'),
  ]);
  return written === 'done' ? { ok: true, token, account } : null;
}

/** How often the last use of a session is written down. */
const TOUCH_MS = 60_000;

/** Whose session it is; null: nobody's, or one that is over. */
export async function accountOf(store: HallStore, token: string, now: number): Promise<Account | null> {
  const session = await store.session(tokenHash(token));
  if (!session) return null;
  const account = await store.account(session.account);
  if (isSessionOver(session, now) || !account?.passwordHash || account.disabled) {
    await store.commit([{ kind: 'session-over', tokenHash: session.tokenHash }]);
    return null;
  }
  if (now - session.usedAt >= TOUCH_MS)
    await store.commit([{ kind: 'session', session: { ...session, usedAt: now } }]);
  return account;
}

/** As `accountOf`, but asking does not make the session last longer. */
export async function accountLookingOn(
  store: HallStore,
  token: string,
  now: number,
): Promise<Account | null> {
  const session = await store.session(tokenHash(token));
  if (!session || isSessionOver(session, now)) return null;
  const account = await store.account(session.account);
  return account?.passwordHash && !account.disabled ? account : null;
}

/** When a session ends if nobody uses it until then; null: there is none. */
export async function sessionEndOf(store: HallStore, token: string): Promise<number | null> {
  const session = await store.session(tokenHash(token));
  return session && sessionEnd(session);
}

export const signOut = async (store: HallStore, token: string): Promise<void> => {
  await store.commit([{ kind: 'session-over', tokenHash: tokenHash(token) }]);
};

async function activatable(
  store: HallStore,
  name: string,
  code: string,
  now: number,
): Promise<Account | null> {
  const account = await store.account(name);
  if (!account?.activation || now >= account.activation.expiresAt || now < account.lockedUntil) return null;
  if (await isSecret(codeAsMeant(code), account.activation.hash)) return account;
  const failed = { kind: 'account', account: afterFailure(account, now), was: account } as const;
  const written = await store.commit([failed]);
  return written === 'done' ? null : activatable(store, name, code, now);
}

async function timeStepOf(account: Account, totp: string, now: number): Promise<number | null> {
  if (!account.totpSecret || !/^\d{6}$/.test(totp)) return null;
  const answer = await verify({
    secret: account.totpSecret,
    token: totp,
    epoch: Math.floor(now / 1000),
    epochTolerance: TOLERANCE_S,
    afterTimeStep: account.lastTimeStep,
  });
  return answer.valid && 'timeStep' in answer ? answer.timeStep : null;
}
