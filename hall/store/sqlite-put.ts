import type { Database } from 'better-sqlite3';
import { bodyOf } from './document.ts';

/**
 * Writes a document of `table`, whatever is there; or, where it is said what it `was`, in one statement only while it is
 * still that.
 * @returns false: it is not
 */
export function sqlitePut<T>(
  database: Database,
  table: 'record' | 'account',
  key: 'kiosk' | 'name',
): (id: string, document: T, was?: T | null) => boolean {
  const put = database.prepare(
    `INSERT INTO ${table} (${key}, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`,
  );
  const add = database.prepare(`INSERT INTO ${table} (${key}, body) VALUES (?, ?) ON CONFLICT DO NOTHING`);
  const change = database.prepare(`UPDATE ${table} SET body = ? WHERE ${key} = ? AND json(body) = json(?)`);
  return (id, document, was) => {
    const body = bodyOf(document);
    if (was === undefined) return put.run(id, body).changes === 1;
    if (was === null) return add.run(id, body).changes === 1;
    return change.run(body, id, bodyOf(was)).changes === 1;
  };
}
