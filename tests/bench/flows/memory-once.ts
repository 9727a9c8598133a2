import { loadCatalogue } from '../../../flows/catalogue/catalogue-directory.ts';
import { silentActors } from '../../../flows/machine/silent-actors.ts';

/** Says what an item costs, as it stands on offer and with its machine made. */
const FLOWS = new URL('../../../flows', import.meta.url).pathname;
const { gc } = globalThis;
if (gc === undefined) throw new Error('run with --expose-gc');
const heapKb = (): number => {
  gc();
  return process.memoryUsage().heapUsed / 1024;
};

// What is loaded once, whatever the number of items, is in memory before the first look.
await loadCatalogue(FLOWS);
const before = heapKb();
const catalogue = await loadCatalogue(FLOWS);
const items = [...catalogue.items.values()];
const onOffer = heapKb();
const machines = items.map((item) => item.provide(silentActors));
const compiled = heapKb();
process.stdout.write(
  JSON.stringify({
    onOffer: (onOffer - before) / items.length,
    compiled: (compiled - before) / machines.length,
  }),
);
