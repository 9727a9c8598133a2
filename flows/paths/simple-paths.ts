import type { Graph } from './explore.ts';

const MANY_PATHS = 20_000;
const MANY_STEPS = 400_000;

/**
 * Paths from a start to an end that pass no place twice, as far as they can be counted; where they are too many,
 * the ways of the graph, each of which lies on one shortest path from a start to an end.
 */
export function countPaths({ places, starts }: Graph): {
  readonly paths: number;
  readonly isEveryPath: boolean;
} {
  const out = new Map(
    [...places.values()].map(({ key, ways }) => [key, [...new Set(ways.map(({ to }) => to))]]),
  );
  let paths = 0;
  let steps = 0;
  for (const start of starts) {
    const passed = new Set([start]);
    const stack = [{ key: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = out.get(top.key)?.[top.next];
      top.next += 1;
      if (to === undefined) {
        if (out.get(top.key)?.length === 0) paths += 1;
        passed.delete(top.key);
        stack.pop();
      } else if (!passed.has(to)) {
        passed.add(to);
        stack.push({ key: to, next: 0 });
      }
      steps += 1;
      if (paths > MANY_PATHS || steps > MANY_STEPS)
        return { paths: [...out.values()].reduce((sum, ways) => sum + ways.length, 0), isEveryPath: false };
    }
  }
  return { paths, isEveryPath: true };
}
