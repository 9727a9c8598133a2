import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'otplib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { HallStore } from '../store/store.ts';
import { SESSION_IDLE_MS, SESSION_MS } from './account.ts';
import { firstBrokenLink } from './audit-chain.ts';
import {
  accountLookingOn,
  accountOf,
  beginActivation,
  disableAccount,
  finishActivation,
  issueAccount,
  sessionEndOf,
  signIn,
} from './sign-in.ts';

const T = Date.parse('2026-11-24T02:00:00.000Z');
const password = 'correct horse battery staple';
let directory = '';
let store: HallStore;
let secret = '';
const totp = (at: number) => generate({ secret, epoch: Math.floor(at / 1000) });
const given = async (at: number, changes: Partial<Record<'password' | 'totp', string>> = {}) => ({
  name: 'wang',
  password,
  totp: await totp(at),
  ...changes,
});

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-accounts-'));
  store = openSqliteStore(directory);
  const who = { by: 'zhou', reason: 'new colleague', now: T };
  const { code } = await issueAccount(store, { name: 'wang', role: 'operator', halls: null }, who);
  const otpauth = await beginActivation(store, { name: 'wang', code: code.toLowerCase() }, T);
  secret = new URL(otpauth ?? '').searchParams.get('secret') ?? '';
  expect(await finishActivation(store, { name: 'wang', code, password, totp: await totp(T) }, T)).toBe(true);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const LATER = T + 60_000;

describe('signing in', () => {
  test('takes both, password and a code of now', async () => {
    expect((await signIn(store, await given(LATER), LATER)).ok).toBe(true);
    const later = LATER + 60_000;
    expect((await signIn(store, await given(later, { password: 'wrong' }), later)).ok).toBe(false);
    expect((await signIn(store, await given(later, { totp: await totp(T) }), later)).ok).toBe(false);
  });

  test('takes a code once', async () => {
    const seen = await given(LATER);
    expect((await signIn(store, seen, LATER)).ok).toBe(true);
    expect(await signIn(store, seen, LATER + 1000)).toEqual({ ok: false, why: 'refused' });
  });

  test('waits five minutes after five wrong ones, and says until when', async () => {
    for (let count = 0; count < 5; count += 1)
      await signIn(store, await given(LATER, { totp: '000000' }), LATER);
    expect(await signIn(store, await given(LATER), LATER)).toMatchObject({ why: 'locked' });
    const after = LATER + 5 * 60_000;
    expect((await signIn(store, await given(after), after)).ok).toBe(true);
  });

  test('of many at once with one code lets one in', async () => {
    const seen = await given(LATER);
    const answers = await Promise.all([1, 2, 3].map(() => signIn(store, seen, LATER)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('counts each of many wrong ones at once', async () => {
    const wrong = await given(LATER, { totp: '000000' });
    await Promise.all([1, 2, 3, 4, 5].map(() => signIn(store, wrong, LATER)));
    expect(await signIn(store, await given(LATER), LATER)).toMatchObject({ why: 'locked' });
  });

  test('does not bring back what an admin takes away meanwhile', async () => {
    const late: HallStore = {
      ...store,
      commit: async (writes) => {
        if (writes.some(({ kind }) => kind === 'session'))
          await disableAccount(store, 'wang', { by: 'zhou', reason: 'left', now: LATER });
        return store.commit(writes);
      },
    };
    expect((await signIn(late, await given(LATER), LATER)).ok).toBe(false);
    expect((await store.account('wang'))?.disabled).toBe(true);
  });

  test('tells nobody whether there is such an account', async () => {
    expect(await signIn(store, { ...(await given(LATER)), name: 'nobody' }, LATER)).toEqual({
      ok: false,
      why: 'refused',
    });
  });
});

describe('a session', () => {
  const begin = async () => {
    const answer = await signIn(store, await given(LATER), LATER);
    return answer.ok ? answer.token : '';
  };

  test('ends after a quarter of an hour without use', async () => {
    const token = await begin();
    expect((await accountOf(store, token, LATER + SESSION_IDLE_MS - 1))?.name).toBe('wang');
    expect(await accountOf(store, token, LATER + 3 * SESSION_IDLE_MS)).toBeNull();
    expect(await accountOf(store, token, LATER)).toBeNull();
  });

  test('is not made longer by a page that only looks on', async () => {
    const token = await begin();
    for (let at = LATER; at < LATER + SESSION_IDLE_MS; at += 60_000)
      expect((await accountLookingOn(store, token, at))?.name).toBe('wang');
    expect(await sessionEndOf(store, token)).toBe(LATER + SESSION_IDLE_MS);
    expect(await accountLookingOn(store, token, LATER + SESSION_IDLE_MS)).toBeNull();
  });

  test('says when it ends: after the last use, but not after half a day', async () => {
    const token = await begin();
    await accountOf(store, token, LATER + 120_000);
    expect(await sessionEndOf(store, token)).toBe(LATER + 120_000 + SESSION_IDLE_MS);
    for (let at = LATER; at < LATER + SESSION_MS; at += SESSION_IDLE_MS - 1)
      await accountOf(store, token, at);
    expect(await sessionEndOf(store, token)).toBe(LATER + SESSION_MS);
    expect(await sessionEndOf(store, 'nobody')).toBeNull();
  });

  test('ends with the account put back to its beginning, for who looks on as well', async () => {
    const token = await begin();
    await issueAccount(
      store,
      { name: 'wang', role: 'operator', halls: null },
      { by: 'zhou', reason: 'lost phone', now: LATER },
    );
    expect(await accountLookingOn(store, token, LATER + 1)).toBeNull();
  });

  test('ends after half a day though it was used', async () => {
    const token = await begin();
    for (let at = LATER; at < LATER + SESSION_MS; at += SESSION_IDLE_MS - 1)
      expect(await accountOf(store, token, at)).not.toBeNull();
    expect(await accountOf(store, token, LATER + SESSION_MS)).toBeNull();
  });

  test('ends with the account', async () => {
    const token = await begin();
    const account = await store.account('wang');
    if (account) await store.commit([{ kind: 'account', account: { ...account, disabled: true } }]);
    expect(await accountOf(store, token, LATER + 1)).toBeNull();
  });
});

test('an activation works once, and not after three days', async () => {
  const who = { by: 'zhou', reason: 'x', now: T };
  const { code } = await issueAccount(store, { name: 'li', role: 'viewer', halls: null }, who);
  expect(await beginActivation(store, { name: 'li', code }, T + 3 * 24 * 3_600_000)).toBeNull();
  expect(await beginActivation(store, { name: 'li', code: 'ABCD-EFGH-JKMN' }, T)).toBeNull();
});

test('the trail shows who came in, and that nothing was taken out of it', async () => {
  await signIn(store, await given(LATER, { totp: '000000' }), LATER);
  const entries = await store.audit({ limit: 100 });
  expect(entries.map(({ action }) => action)).toEqual([
    'account.operator',
    'account.activated',
    'sign-in.refused',
  ]);
  expect(firstBrokenLink(entries)).toBeNull();
  expect(firstBrokenLink(entries.slice(1))).toBe(2);
});
