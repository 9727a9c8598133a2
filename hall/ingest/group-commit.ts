import type { Clock } from '../clock.ts';
import type { Held, Received } from '../store/store.ts';
import type { Spill } from './spill.ts';

/**
 * Collects what comes in for some milliseconds and writes it in one transaction: one sync of the disk for all of them.
 * Nobody is told that a message was taken before that transaction is on disk. While the database is away it goes to the
 * spill, and is acknowledged to the machine (`ack`) only once it is in the database.
 */
export type GroupCommit = {
  /** Resolves when it is on disk, in the database or in the spill; rejects when it is in neither. */
  readonly add: (received: Received) => Promise<void>;
  /** What waits now is written, and nothing is taken any more. */
  readonly close: () => Promise<void>;
  readonly counters: () => { readonly taken: number; readonly spilled: number; readonly waiting: number };
};

export type GroupCommitOptions = {
  readonly take: (batch: readonly Received[]) => Promise<readonly Held[]>;
  readonly spill: Spill;
  readonly clock: Clock;
  readonly onHeld: (held: readonly Held[]) => void;
  /** Told once when the database goes away, once when it is back. */
  readonly onStore: (state: 'away' | 'back', why: string) => void;
};

export const GROUP_MS = 50;
const MAX_GROUP = 2000;
const RETRY_MS = 1000;

type Waiting = {
  readonly received: Received;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
};

export function groupCommit({ take, spill, clock, onHeld, onStore }: GroupCommitOptions): GroupCommit {
  let waiting: Waiting[] = [];
  let timer: unknown = null;
  let writing: Promise<void> = Promise.resolve();
  let isAway = false;
  let retryAt = 0;
  let taken = 0;
  let spilled = 0;

  const flush = async (): Promise<void> => {
    clock.clearTimeout(timer);
    timer = null;
    const group = waiting.slice(0, MAX_GROUP);
    waiting = waiting.slice(MAX_GROUP);
    if (group.length === 0) return;
    const batch = group.map(({ received }) => received);
    try {
      const held = await store(batch);
      for (const { done } of group) done();
      onHeld(held);
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
    if (waiting.length > 0) plan(0);
  };

  const store = async (batch: readonly Received[]): Promise<readonly Held[]> => {
    if (!isAway || clock.now().getTime() >= retryAt) {
      try {
        // What was kept while the database was away is older, and goes first.
        await spill.drain(async (piece) => onHeld(await take(piece)));
        const held = await take(batch);
        taken += batch.length;
        if (isAway) onStore('back', '');
        isAway = false;
        return held;
      } catch (error) {
        if (!isAway) onStore('away', error instanceof Error ? error.message : String(error));
        isAway = true;
        retryAt = clock.now().getTime() + RETRY_MS;
      }
    }
    await spill.append(batch);
    spilled += batch.length;
    return [];
  };

  const plan = (ms: number): void => {
    timer ??= clock.setTimeout(() => {
      writing = writing.then(flush);
    }, ms);
  };

  return {
    add: (received) =>
      new Promise((done, failed) => {
        waiting.push({ received, done, failed });
        plan(GROUP_MS);
      }),
    close: async () => {
      do {
        writing = writing.then(flush);
        await writing;
      } while (waiting.length > 0);
      clock.clearTimeout(timer);
    },
    counters: () => ({ taken, spilled, waiting: waiting.length }),
  };
}
