import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaderEnd, type Named, placeLabels } from './place-labels.ts';

const size = { width: 800, height: 500 };
const named = (id: string, x: number, y: number): Named => ({ id, x, y, width: 140, height: 44 });

describe('names on a map', () => {
  it('stand to the right of their point, in the middle of its height', () => {
    expect(placeLabels([named('a', 400, 250)], size).get('a')).toEqual({ x: 412, y: 228 });
  });

  it('stand to the left of a point near the right edge', () => {
    expect(placeLabels([named('a', 790, 250)], size).get('a')).toEqual({ x: 638, y: 228 });
  });

  it('are left out where there is no room, those that come last first', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => named(`h${index}`, 400 + index, 250));
    const placed = [...placeLabels(crowd, size)];
    expect(placed[0]?.[1]).not.toBeNull();
    expect(placed.at(-1)?.[1]).toBeNull();
  });

  it('do not lie on the line between another name and its point', () => {
    const cluster = [named('a', 700, 300), named('b', 690, 290), named('c', 672, 340)];
    const placed = placeLabels(cluster, size);
    const box = (id: string) => ({ ...(placed.get(id) ?? { x: 0, y: 0 }), width: 140, height: 44 });
    for (const one of cluster)
      for (const other of cluster.filter((each) => each !== one)) {
        const end = leaderEnd(box(one.id), one);
        const { x, y, width, height } = box(other.id);
        for (let part = 0; part <= 1; part += 0.02) {
          const at = { x: one.x + (end.x - one.x) * part, y: one.y + (end.y - one.y) * part };
          expect(at.x > x && at.x < x + width && at.y > y && at.y < y + height).toBe(false);
        }
      }
  });

  it('never overlap, and never leave the picture', () => {
    const spot = fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 40 }), (spots) => {
        const placed = placeLabels(
          spots.map(([x, y], index) => named(String(index), x, y)),
          size,
        );
        const boxes = [...placed.values()].filter((corner) => corner !== null);
        for (const [index, one] of boxes.entries()) {
          expect(one.x >= 0 && one.x + 140 <= 800 && one.y >= 0 && one.y + 44 <= 500).toBe(true);
          for (const other of boxes.slice(index + 1))
            expect(Math.abs(one.x - other.x) >= 140 || Math.abs(one.y - other.y) >= 44).toBe(true);
        }
      }),
    );
  });
});
