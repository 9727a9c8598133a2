import { describe, expect, test } from 'vitest';
import { type AuditEntry, auditHash, GENESIS } from './audit-chain.ts';
import { searchTrail } from './audit-search.ts';

const T = Date.parse('2026-11-24T02:00:00.000Z');

/** A trail that hangs together, of these entries, one a minute. */
function trailOf(entries: readonly Partial<AuditEntry>[]): AuditEntry[] {
  const trail: AuditEntry[] = [];
  for (const [index, changes] of entries.entries()) {
    const seq = index + 1;
    const entry = {
      at: T + index * 60_000,
      by: 'zhou',
      action: 'item.stopped',
      target: 'police.fine',
      reason: 'wrong fee',
      ...changes,
    };
    trail.push({ ...entry, seq, hash: auditHash(trail.at(-1)?.hash ?? GENESIS, seq, entry) });
  }
  return trail;
}

const storeOf = (trail: readonly AuditEntry[], start = { seq: 0, hash: GENESIS }) => ({
  audit: async ({ after = 0, limit }: { after?: number; limit: number }) =>
    trail.filter(({ seq }) => seq > after).slice(0, limit),
  auditStart: async () => start,
});

const some = trailOf([
  { by: 'zhou', action: 'item.stopped', target: 'police.fine' },
  { by: 'wang', action: 'command.restart-host', target: 'TL-003 0193' },
  { by: 'wang', action: 'sign-in.refused', target: 'wang' },
  { by: 'zhou', action: 'item.resumed', target: 'police.fine' },
]);
const numbers = (found: readonly AuditEntry[]) => found.map(({ seq }) => seq);

describe('searching the trail', () => {
  test.each([
    ['everything, newest first', {}, [4, 3, 2, 1]],
    ['by who', { who: 'WANG' }, [3, 2]],
    ['by what, down to its kinds', { what: 'item' }, [4, 1]],
    ['by one kind', { what: 'item.stopped' }, [1]],
    ['by machine', { target: 'tl-003' }, [2]],
    ['by period, whose end is not of it', { from: T + 60_000, to: T + 180_000 }, [3, 2]],
    ['by several at once', { who: 'wang', what: 'sign-in' }, [3]],
    ['not by half a word of what', { what: 'it' }, []],
  ])('%s', async (_name, filter, expected) => {
    expect(numbers((await searchTrail(storeOf(some), filter, { limit: 10 })).found)).toEqual(expected);
  });

  test('goes back page by page', async () => {
    const first = await searchTrail(storeOf(some), {}, { limit: 3 });
    expect([numbers(first.found), first.more]).toEqual([[4, 3, 2], true]);
    const second = await searchTrail(storeOf(some), {}, { limit: 3, before: 2 });
    expect([numbers(second.found), second.more]).toEqual([[1], false]);
  });
});

describe('the verdict', () => {
  const long = trailOf(Array.from({ length: 2500 }, () => ({})));

  test('is of the whole trail, however little was looked for', async () => {
    const { found, chain } = await searchTrail(storeOf(long), { who: 'nobody' }, { limit: 10 });
    expect([found, chain]).toEqual([[], { entries: 2500, since: T, broken: null }]);
  });

  test('names the first entry that was changed', async () => {
    const changed = long.map((entry) => (entry.seq === 1500 ? { ...entry, by: 'li' } : entry));
    expect((await searchTrail(storeOf(changed), {}, { limit: 1 })).chain.broken).toBe(1500);
  });

  test('names what follows an entry that was taken out', async () => {
    const short = long.filter(({ seq }) => seq !== 1001);
    expect((await searchTrail(storeOf(short), {}, { limit: 1 })).chain.broken).toBe(1002);
  });

  test('begins where the trail was last cut', async () => {
    const start = { seq: 1200, hash: long[1199]?.hash ?? '' };
    const kept = storeOf(long.slice(1200), start);
    expect((await searchTrail(kept, {}, { limit: 1 })).chain).toEqual({
      entries: 1300,
      since: T + 1200 * 60_000,
      broken: null,
    });
  });

  test('of an empty trail is that it is whole', async () => {
    expect((await searchTrail(storeOf([]), {}, { limit: 1 })).chain).toEqual({
      entries: 0,
      since: null,
      broken: null,
    });
  });
});
