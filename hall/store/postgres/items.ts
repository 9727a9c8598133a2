import { documentOf } from '../document.ts';
import type { HallStore } from '../store.ts';
import type { Asked } from './pool.ts';

/** What is asked of items: which a release has, and how many come for each. */
export function postgresItems(client: Asked): Pick<HallStore, 'releases' | 'visits'> {
  return {
    releases: async () => {
      const { rows } = await client.query<{ release: string; items: string }>(
        'SELECT release, items FROM release_items',
      );
      return new Map(rows.map(({ release, items }) => [release, documentOf<readonly string[]>(items)]));
    },
    visits: async (date, kiosks) => {
      const { rows } = await client.query<{ item: string; n: number }>(
        `SELECT item, sum(n)::bigint AS n FROM usage WHERE date = $1 AND kiosk = ANY($2) GROUP BY item`,
        [date, kiosks],
      );
      return new Map(rows.map(({ item, n }) => [item, n]));
    },
  };
}
