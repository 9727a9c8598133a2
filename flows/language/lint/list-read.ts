import { inspect } from '../../cel/cel.ts';

/**
 * The list that an expression takes its entries from, by its path: what else it reads only decides which. A record's
 * before a derived one, which may as well be a figure.
 */
export function listRead(list: string): readonly string[] {
  const paths = inspect(list)
    .references.map(({ path }) => path)
    .filter(([first = '', second]) => second !== undefined && !SINGLE.has(first));
  return paths.find(([first]) => first !== 'derived') ?? paths[0] ?? [];
}
const SINGLE: ReadonlySet<string> = new Set(['answers', 'person']);
