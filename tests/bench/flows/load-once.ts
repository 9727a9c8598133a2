import { loadCatalogue } from '../../../flows/catalogue/catalogue-directory.ts';

/** A process that puts the factory catalogue on offer and says how long that took, since the process began. */
const cacheFile = process.argv[2];
if (cacheFile === undefined) throw new Error('load-once.ts CACHE');
const { items } = await loadCatalogue(new URL('../../../flows', import.meta.url).pathname, { cacheFile });
process.stdout.write(JSON.stringify({ ms: performance.now(), items: items.size }));
