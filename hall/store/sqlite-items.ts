import type { Database } from 'better-sqlite3';
import { documentOf } from './document.ts';
import type { HallStore } from './store.ts';

type Begun = { readonly item: string; readonly n: number };

/** What is asked of items: which a release has, and how many come for each. */
export function sqliteItems(database: Database): Pick<HallStore, 'releases' | 'visits'> {
  const selectReleases = database.prepare<[], { release: string; items: string }>(
    'SELECT release, items FROM release_items',
  );
  const selectVisits = database.prepare<[string, string], Begun>(
    `SELECT item, sum(n) AS n FROM usage WHERE date = ? AND kiosk IN (SELECT value FROM json_each(?)) GROUP BY item`,
  );
  return {
    releases: async () =>
      new Map(
        selectReleases.all().map(({ release, items }) => [release, documentOf<readonly string[]>(items)]),
      ),
    visits: async (date, kiosks) =>
      new Map(selectVisits.all(date, JSON.stringify(kiosks)).map(({ item, n }) => [item, n])),
  };
}
