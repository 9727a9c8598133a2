import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { HallStore } from '../store/store.ts';
import { issueCode, redeemCode, revoke } from './enrolment.ts';

const T = Date.parse('2026-11-24T02:00:00.000Z');
const kiosk = 'TL-003';
const placing = { kiosk, hall: 'h', place: { 'zh-CN': '一楼', en: 'ground floor' } };
const who = { by: 'zhou', reason: 'new machine', now: T };
let directory = '';
let store: HallStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-enrolment-'));
  store = openSqliteStore(directory);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});
const redeem = (code: string) => redeemCode(store, 'zj-hz', { kiosk, code }, T);

test('a code that is used several times at once lets one in, and its password is the one that holds', async () => {
  const { code } = await issueCode(store, placing, who);
  const answers = await Promise.all(Array.from({ length: 4 }, () => redeem(code)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await store.audit({ limit: 10 })).map(({ action }) => action)).toEqual([
    'machine.code',
    'machine.enrolled',
  ]);
  expect(await store.record(kiosk)).toMatchObject({ enrolment: null, enrolledAt: T });
});

test('many who guess at once have five tries together', async () => {
  const { code } = await issueCode(store, placing, who);
  const guesses = Array.from({ length: 20 }, (_, index) => redeem(`0000-0000-00${10 + index}`));
  expect((await Promise.all(guesses)).some(({ ok }) => ok)).toBe(false);
  expect((await store.record(kiosk))?.enrolment?.triesLeft).toBe(0);
  expect((await redeem(code)).ok).toBe(false);
});

test('a machine that is revoked while it enrols is not in', async () => {
  const { code } = await issueCode(store, placing, who);
  const late: HallStore = {
    ...store,
    commit: async (writes) => {
      if (writes.some((write) => write.kind === 'record' && write.record.credential))
        await revoke(store, kiosk, who);
      return store.commit(writes);
    },
  };
  expect((await redeemCode(late, 'zj-hz', { kiosk, code }, T)).ok).toBe(false);
  expect((await store.record(kiosk))?.credential).toBeNull();
});
