import { loadCatalogue } from '../../flows/catalogue/catalogue-directory.ts';
import { FACTORY } from '../../flows/catalogue/factory.ts';
import { itemMemory } from './flows/item-memory.ts';
import { loadTimes } from './flows/load-time.ts';
import { transitionRates } from './flows/transition-ratio.ts';
import { median, type Report, rounded, spread } from './report.ts';

const PROMISED = { loadMs: 400, transitionRatio: 0.7, materialsReplaced: 0.7 } as const;

/** The catalogue: how soon it is on offer, what an item costs, and how much paper it saves. */
export async function flows(): Promise<Report> {
  const load = await loadTimes();
  const memory = await itemMemory();
  const catalogue = await loadCatalogue(FACTORY);
  const rates = transitionRates(catalogue, () => performance.now());
  const materials = [...catalogue.items.values()].flatMap(({ definition }) => definition.materials);
  const replaced = materials.filter(({ source }) => source === 'shared' || source === 'none');
  const figures = {
    items: load.items,
    loadMs: rounded(median(load.warm), 0),
    coldLoadMs: rounded(median(load.cold), 0),
    offeredKb: rounded(memory.onOffer, 1),
    compiledKb: rounded(memory.compiled, 1),
    transitionRatio: rounded(rates.ratio, 2),
    materialsReplaced: rounded(replaced.length / materials.length, 3),
  };
  return {
    lines: [
      `${load.items} items on offer after ${spread(load.warm)} ms (promised ${PROMISED.loadMs}); judged anew ${spread(load.cold)} ms`,
      `heap of an item: ${figures.offeredKb} kB on offer, ${figures.compiledKb} kB with its machine made`,
      `transitions a second: ${Math.round(rates.ours)}, in bare XState ${Math.round(rates.bare)}: ${rates.items.join(', ')}`,
      `${replaced.length} of ${materials.length} materials come from shared data or are no longer asked for`,
    ],
    figures,
    isKept:
      figures.loadMs <= PROMISED.loadMs &&
      figures.transitionRatio >= PROMISED.transitionRatio &&
      figures.materialsReplaced >= PROMISED.materialsReplaced,
  };
}
