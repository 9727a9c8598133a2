import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ProofTask } from './proof-worker.ts';
import type { ItemProof } from './prove.ts';

const WORKER = new URL('./proof-worker.ts', import.meta.url);

/**
 * Proves items side by side, one worker a processor, and hands each proof over in the order of the items. Rejects when a
 * worker breaks down: that is a bug of the prover, not a fault of an item.
 */
export async function proveAll(
  catalogue: string,
  items: readonly string[],
  onProof: (proof: ItemProof) => void,
): Promise<readonly ItemProof[]> {
  const proofs = new Map<string, ItemProof>();
  const waiting = [...items];
  let told = 0;
  const tellInOrder = (): void => {
    for (let next = proofs.get(items[told] ?? ''); next; next = proofs.get(items[told] ?? '')) {
      onProof(next);
      told += 1;
    }
  };
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(WORKER, { workerData: { catalogue } });
      const give = (): void => {
        const item = waiting.shift();
        if (item === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage({ item } satisfies ProofTask);
      };
      worker.on('message', (message: ItemProof | 'ready') => {
        if (message !== 'ready') {
          proofs.set(message.item, message);
          tellInOrder();
        }
        give();
      });
      worker.on('error', reject);
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), items.length) }, work));
  return items.flatMap((item) => proofs.get(item) ?? []);
}
