import type { Database } from 'better-sqlite3';
import type { Wish } from '../commands/wish.ts';
import type { Alarm } from '../fleet/alarm.ts';
import type { Machine } from '../fleet/machine.ts';
import { documentOf } from './document.ts';
import type { HallStore, HallWrite, Judge } from './store.ts';

type Known = {
  readonly dueNow: (now: number, limit: number) => readonly string[];
  readonly knownOf: (kiosk: string) => Machine | null;
  readonly openOf: (kiosk: string) => readonly Alarm[];
  /** In a transaction of its own, which is a savepoint inside of another; throws on a conflict. */
  readonly writeAll: (writes: readonly HallWrite[]) => void;
  readonly isConflict: (error: unknown) => boolean;
};

/** `HallStore.judgeDue`: one sync of the disk for all that are due, however many they are. */
export function sqliteWatch(
  database: Database,
  { dueNow, knownOf, openOf, writeAll, isConflict }: Known,
): HallStore['judgeDue'] {
  const selectWish = database.prepare<[string], { body: string }>('SELECT body FROM wish WHERE kiosk = ?');
  const judgeAll = database.transaction((now: number, limit: number, judge: Judge): readonly string[] => {
    const kiosks = dueNow(now, limit);
    for (const kiosk of kiosks) {
      const machine = knownOf(kiosk);
      if (!machine) continue;
      const wish = selectWish.get(kiosk);
      const writes = judge({ machine, open: openOf(kiosk), wish: wish ? documentOf<Wish>(wish.body) : null });
      try {
        writeAll(writes);
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    }
    return kiosks;
  });
  return async (now, limit, judge) => judgeAll(now, limit, judge);
}
