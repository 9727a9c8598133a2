import { parentPort, workerData } from 'node:worker_threads';
import { openCatalogue } from '../catalogue/factory.ts';
import { proveItem } from './prove.ts';

/** What a worker is asked; it answers with the proof. */
export type ProofTask = { readonly item: string };

const { catalogue } = workerData as { catalogue: string };
const { items, datasets } = await openCatalogue(catalogue);
parentPort?.on('message', ({ item }: ProofTask) => {
  const definition = items.get(item)?.definition;
  if (definition === undefined) throw new Error(`no item ${item} in this catalogue`);
  parentPort?.postMessage(proveItem(definition, datasets));
});
parentPort?.postMessage('ready');
