import { join, resolve } from 'node:path';
import type { Catalogue } from './catalogue.ts';
import { loadCatalogue } from './catalogue-directory.ts';

/** The factory catalogue: this room itself. */
export const FACTORY = resolve(import.meta.dirname, '..');
/** What `once flows judge` keeps of it. */
export const FACTORY_CACHE = join(FACTORY, '..', 'dist', 'factory-catalogue');

/** Loads a catalogue directory; the factory's as it was judged last, while neither it nor the program has changed since. */
export function openCatalogue(directory: string = FACTORY): Promise<Catalogue> {
  return loadCatalogue(directory, resolve(directory) === FACTORY ? { cacheFile: FACTORY_CACHE } : {});
}
