import type { Point, Size } from './projection.ts';

/** Something to be named on a picture: where it is, and how much room its name takes. */
export type Named = Point & Size & { readonly id: string };

const FAR = [12, 30, 56, 90] as const;
/** Right first, as maps have it. */
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
] as const;
const GAP = 4;
/** Nothing lies on the point of another. */
const POINT_PX = 9;

/**
 * The upper left corner of each name, so that no two overlap, none leaves the picture and none hides a point or lies on
 * the line from another to its point; null where there is no room. Those that come first are served first.
 */
export function placeLabels(names: readonly Named[], size: Size): ReadonlyMap<string, Point | null> {
  const placed = new Map<string, Point | null>();
  const taken: (Point & Size)[] = [];
  const lines: (readonly [Point, Point])[] = [];
  for (const name of names) {
    const others = names.filter((other) => other !== name);
    const found = candidates(name).find((corner) => {
      const box = { ...corner, width: name.width, height: name.height };
      return (
        isWithin(box, size) &&
        !taken.some((other) => crosses(name, leaderEnd(box, name), other)) &&
        !lines.some(([from, to]) => crosses(from, to, box)) &&
        !taken.some((other) => overlap(box, other, GAP)) &&
        !others.some(({ x, y }) => overlap(box, { x, y, width: 0, height: 0 }, POINT_PX))
      );
    });
    if (found) {
      const box = { ...found, width: name.width, height: name.height };
      taken.push(box);
      lines.push([name, leaderEnd(box, name)]);
    }
    placed.set(name.id, found ?? null);
  }
  return placed;
}

const candidates = ({ x, y, width, height }: Named): readonly Point[] =>
  FAR.flatMap((far) =>
    SIDES.map(([right, down]) => ({
      x: x + right * far + (right < 0 ? -width : right === 0 ? -width / 2 : 0),
      y: y + down * far + (down < 0 ? -height : down === 0 ? -height / 2 : 0),
    })),
  );

const between = (value: number, from: number, to: number): number => Math.max(from, Math.min(to, value));

/** Where the line from a point to its name ends: at the nearest of the name's edge. */
export const leaderEnd = ({ x, y, width, height }: Point & Size, to: Point): Point => ({
  x: between(to.x, x, x + width),
  y: between(to.y, y, y + height),
});

/** Whether a line goes through a box: some part of it is within in both directions at once. */
function crosses(from: Point, to: Point, box: Point & Size): boolean {
  const span = (start: number, end: number, low: number, high: number): readonly [number, number] => {
    const way = end - start;
    if (way === 0) return start > low && start < high ? [0, 1] : [1, 0];
    const [one, other] = [(low - start) / way, (high - start) / way];
    return [Math.max(0, Math.min(one, other)), Math.min(1, Math.max(one, other))];
  };
  const [x, y] = [
    span(from.x, to.x, box.x, box.x + box.width),
    span(from.y, to.y, box.y, box.y + box.height),
  ];
  return Math.max(x[0], y[0]) < Math.min(x[1], y[1]);
}

const isWithin = (box: Point & Size, { width, height }: Size): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;

const overlap = (one: Point & Size, other: Point & Size, gap: number): boolean =>
  one.x < other.x + other.width + gap &&
  other.x < one.x + one.width + gap &&
  one.y < other.y + other.height + gap &&
  other.y < one.y + one.height + gap;
