import { bodyOf } from '../document.ts';
import type { Asked } from './pool.ts';

/** Writes a document of a table with one key, whatever is there. */
export const put = (table: string, key: string): string =>
  `INSERT INTO ${table} (${key}, body) VALUES ($1, $2) ON CONFLICT (${key}) DO UPDATE SET body = excluded.body`;

/**
 * As `sqlitePut` (`hall/store/sqlite-put.ts`). Of two copies that write at once the second waits for the first, and looks at what that one wrote.
 * @returns false: it is not what it `was`
 */
export async function putOver<T>(
  client: Asked,
  [table, key]: readonly ['record', 'kiosk'] | readonly ['account', 'name'],
  id: string,
  document: T,
  was: T | null | undefined,
): Promise<boolean> {
  const body = bodyOf(document);
  const add = `INSERT INTO ${table} (${key}, body) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
  const change = `UPDATE ${table} SET body = $2 WHERE ${key} = $1 AND body::jsonb = $3::jsonb`;
  const { rowCount } = was
    ? await client.query(change, [id, body, bodyOf(was)])
    : await client.query(was === null ? add : put(table, key), [id, body]);
  return rowCount === 1;
}
