import { createHash } from 'node:crypto';
import type { CatalogueFiles } from './catalogue.ts';

/** SHA-256 (hex) over names and contents, in the order of the names. */
export function releaseHashOf(files: CatalogueFiles): string {
  const hash = createHash('sha256');
  for (const file of [...files.keys()].sort()) {
    const content = files.get(file);
    const text = typeof content === 'string' ? content : 'unreadable';
    hash.update(`${file}\0${createHash('sha256').update(text).digest('hex')}\n`);
  }
  return hash.digest('hex');
}
