import { describe, expect, test } from 'vitest';
import { upExamples } from '../../wire/testing/examples.ts';
import { unbornLink } from './ladder.ts';
import type { Machine } from './machine.ts';
import { byDistance, distanceM, offersAny, offersItem } from './nearest.ts';

const release = 'a3'.repeat(32);
const flows = (part: number, parts: number, items: readonly string[], of = release) => ({
  at: 0,
  said: {
    ty: 'flw' as const,
    d: { release: of, part, parts, items: items.map((item) => ({ item, version: 1 })) },
  },
});
const machineWith = (svc: string | null, parts: Machine['parts']): Machine => ({
  kiosk: 'TL-003',
  rev: 1,
  hall: 'h',
  place: { 'zh-CN': '一楼', en: 'ground floor' },
  link: unbornLink,
  reach: 'online',
  reachSince: 0,
  heartbeat: svc === null ? null : { at: 0, d: { ...upExamples.hb.d, svc, release } },
  metrics: null,
  parts,
  problems: [],
});

describe('an item can be done at a machine', () => {
  const parts = [flows(2, 2, ['tax.b', 'police.z']), flows(1, 2, ['police.a'])];

  test('where its figure says so, in the order of all ids', () => {
    const machine = machineWith('010', parts);
    expect(['police.a', 'police.z', 'tax.b'].map((item) => offersItem(machine, item))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('and something can be done wherever one of them can', () => {
    expect(offersAny(machineWith('010', parts))).toBe(true);
    expect(offersAny(machineWith('000', parts))).toBe(false);
    expect(offersAny(machineWith(null, parts))).toBe(false);
  });

  test('not where its release has no such item', () => {
    expect(offersItem(machineWith('111', parts), 'tax.c')).toBe(false);
  });

  test('nobody knows where, before the list of the release is there', () => {
    expect(offersItem(machineWith('111', parts.slice(1)), 'police.a')).toBeNull();
    expect(offersItem(machineWith(null, parts), 'police.a')).toBeNull();
    const older = [flows(1, 1, ['police.a', 'police.z', 'tax.b'], 'b4'.repeat(32))];
    expect(offersItem(machineWith('111', older), 'police.a')).toBeNull();
  });
});

describe('a distance', () => {
  const tonglu = { id: 'tonglu', location: { lat: 29.7934, lon: 119.6914 } };
  const hangzhou = { id: 'hangzhou', location: { lat: 30.2741, lon: 120.1551 } };

  test('is that of a map', () => {
    expect(distanceM(tonglu, hangzhou)).toBeGreaterThan(69_000);
    expect(distanceM(tonglu, hangzhou)).toBeLessThan(70_500);
    expect(distanceM(hangzhou, tonglu)).toBe(distanceM(tonglu, hangzhou));
  });

  test('is none within a hall, and unknown where a hall has no place on the map', () => {
    expect(distanceM({ id: 'a' }, { id: 'a' })).toBe(0);
    expect(distanceM(tonglu, { id: 'a' })).toBeNull();
  });

  test('puts the nearest first, and last those nobody knows the way to', () => {
    const at = (kiosk: string, metres: number | null) => ({ kiosk, hall: 'h', distanceM: metres });
    const sorted = [at('D', null), at('C', 900), at('B', null), at('A', 0)].sort(byDistance);
    expect(sorted.map(({ kiosk }) => kiosk)).toEqual(['A', 'C', 'B', 'D']);
  });
});
