import type { Refused } from './broker.ts';

/** Somebody who was refused at the broker, as often as they came. Instants are milliseconds since 1970. */
export type Refusals = {
  /** Null: several addresses were at the door at once. */
  readonly address: string | null;
  /** Whose names they used, or who had come in from there before. */
  readonly machines: readonly string[];
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** What this process has seen of it since it started: one line an address, however often it comes. */
export type RefusalBoard = {
  readonly add: (refused: Refused, now: number) => void;
  /** The latest first. */
  readonly list: () => readonly Refusals[];
};

/** Those that came last; a stranger with ever more addresses fills no memory. */
const ADDRESSES = 200;
const MACHINES = 5;

export function createRefusalBoard(): RefusalBoard {
  const lines = new Map<string | null, Refusals>();
  return {
    add: ({ address, machines }, now) => {
      const before = lines.get(address);
      lines.delete(address);
      lines.set(address, {
        address,
        machines: [...new Set([...(before?.machines ?? []), ...machines])].slice(-MACHINES),
        count: (before?.count ?? 0) + 1,
        firstAt: before?.firstAt ?? now,
        lastAt: now,
      });
      const oldest = lines.size > ADDRESSES ? lines.keys().next().value : undefined;
      if (oldest !== undefined) lines.delete(oldest);
    },
    list: () => [...lines.values()].toReversed(),
  };
}
