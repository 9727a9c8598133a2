import { parentPort } from 'node:worker_threads';
import { openCatalogue } from '../../flows/catalogue/factory.ts';
import { openRecordOffice } from '../../rehearsal/solver/record-office.ts';
import { createSolver } from '../../rehearsal/solver/solve.ts';
import { createPopulation } from '../../sandbox/population/population.ts';
import { DATASETS, POPULATION, todayInTown } from './town.ts';

/** Solves items by their ids, one after another, while the thread that plays them listens to its kiosks. */
const catalogue = await openCatalogue();
const population = createPopulation({ ...POPULATION, today: todayInTown() });
const solver = createSolver(openRecordOffice(population, DATASETS));

parentPort?.on('message', async (id: string) => {
  const item = catalogue.items.get(id);
  parentPort?.postMessage({ id, solution: item === undefined ? null : await solver.solve(item) });
});
