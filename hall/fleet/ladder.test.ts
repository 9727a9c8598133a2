import { describe, expect, test } from 'vitest';
import { applyState, heard, type Link, standingOf, unbornLink } from './ladder.ts';

const T = 1_000_000_000_000;
const online = { s: 'online' } as const;
const lost = { s: 'offline', reason: 'lost' } as const;
const born = (bd = 1, boot = 'b', at = T): Link => applyState(unbornLink, { boot, bd, d: online }, at).link;
const reachAt = (link: Link, ms: number, listeningSince = T - 1) =>
  standingOf(link, listeningSince, T + ms).reach;

describe('silence', () => {
  test.each([
    [64_999, 'online'],
    [65_000, 'suspect'],
    [99_999, 'suspect'],
    [100_000, 'unreachable'],
    [24 * 3_600_000 - 1, 'unreachable'],
    [24 * 3_600_000, 'lost'],
  ])('of %i ms is %s', (ms, reach) => expect(reachAt(born(), ms)).toBe(reach));

  test('says when to look next, and nothing changes before', () => {
    let now = T;
    const seen: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      const { reach, nextAt } = standingOf(born(), T - 1, now);
      seen.push(reach);
      now = nextAt ?? now;
    }
    expect(seen).toEqual(['online', 'suspect', 'unreachable', 'lost']);
  });

  test('of a hall that was away is not held against the machine for three minutes', () => {
    const startedAt = T + 3_600_000;
    expect(standingOf(born(), startedAt, startedAt + 179_999).reach).toBe('unknown');
    expect(standingOf(born(), startedAt, startedAt + 180_000).reach).toBe('unreachable');
    expect(
      standingOf(heard(born(), { boot: 'b', bd: 1 }, startedAt + 5), startedAt, startedAt + 10).reach,
    ).toBe('online');
  });

  test('of a machine that was never heard of is no loss', () => {
    expect(reachAt(unbornLink, 10 * 3_600_000)).toBe('never');
  });
});

describe('a last will', () => {
  test('of the present connection makes the machine suspect at once, and no more than that', () => {
    const { link } = applyState(born(), { boot: 'b', bd: 1, d: lost }, T + 5000);
    expect(reachAt(link, 5000)).toBe('suspect');
    expect(reachAt(link, 99_999)).toBe('suspect');
  });

  test('of a connection that was replaced changes nothing', () => {
    const { link } = applyState(born(2), { boot: 'b', bd: 1, d: lost }, T + 5000);
    expect(link).toEqual(born(2));
  });
});

test('a machine that is shut down is not there from that moment', () => {
  const shutdown = { s: 'offline', reason: 'shutdown' } as const;
  const { link } = applyState(born(), { boot: 'b', bd: 1, d: shutdown }, T + 5000);
  expect(standingOf(link, T - 1, T + 5001)).toMatchObject({ reach: 'unreachable', since: T + 5000 });
});

describe('a birth', () => {
  test('of a later start counts from one again, and is no second machine', () => {
    expect(applyState(born(17, 'b'), { boot: 'c', bd: 1, d: online }, T).stale).toBe(false);
  });

  test('behind the last one is a second machine under this id, and what is known stays', () => {
    const { link, stale } = applyState(born(3, 'b'), { boot: 'a', bd: 9, d: online }, T + 1);
    expect(stale).toBe(true);
    expect(link).toMatchObject({ boot: 'b', bd: 3 });
  });

  test('that comes twice is one birth', () => {
    expect(applyState(born(), { boot: 'b', bd: 1, d: online }, T + 9)).toMatchObject({ stale: false });
  });
});
