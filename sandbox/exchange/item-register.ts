import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** As much of an item as the departments behind the exchange go by: what they have promised the public. */
const itemSchema = z.object({
  handling: z.enum(['instant', 'committed']),
  promisedDays: z.int().min(0),
});
export type RegisteredItem = z.infer<typeof itemSchema>;

/**
 * The departments' register of service items, by id. Read from the release's own files when an item is first
 * applied for; undefined for an item no department has.
 */
export const openItems = (directory: string): ((id: string) => RegisteredItem | undefined) => {
  const read = new Map<string, RegisteredItem>();
  return (id) => {
    if (!/^[a-z]+\.[a-z0-9-]+$/.test(id)) return undefined;
    const known = read.get(id);
    if (known !== undefined) return known;
    const file = join(directory, `${id.replace('.', '/')}.yaml`);
    if (!existsSync(file)) return undefined;
    const item = itemSchema.parse(parse(readFileSync(file, 'utf8')));
    read.set(id, item);
    return item;
  };
};
