import { Worker } from 'node:worker_threads';
import type { Solution } from '../../rehearsal/solver/solve.ts';
import { createPopulation } from '../../sandbox/population/population.ts';
import type { Theatre } from './perform.ts';
import { openStreet, type StreetOptions } from './street.ts';
import { POPULATION, todayInTown } from './town.ts';

/** A street with so many kiosks, and whoever knows who can do what at them. */
export async function openTheatre(
  casting: CastingOffice,
  options: Pick<StreetOptions, 'kiosks' | 'hasWindow'>,
): Promise<Theatre> {
  return { ...casting, street: await openStreet({ ...options, population: casting.population }) };
}

export type CastingOffice = Pick<Theatre, 'population' | 'solve'> & { readonly close: () => Promise<void> };

/**
 * Finds once who can do an item, in a thread of its own: a search of seconds must not keep a kiosk waiting for its citizen.
 */
export function openCastingOffice(): CastingOffice {
  const worker = new Worker(new URL('casting-worker.ts', import.meta.url));
  const asked = new Map<string, PromiseWithResolvers<Solution>>();
  // Only casting-worker.ts answers here.
  worker.on('message', ({ id, solution }: { id: string; solution: Solution | null }) => {
    const waiting = asked.get(id);
    if (solution === null) waiting?.reject(new Error(`${id} is not in the worker's catalogue`));
    else waiting?.resolve(solution);
  });
  worker.on('error', (error) => {
    for (const { reject } of asked.values()) reject(error);
  });
  return {
    population: createPopulation({ ...POPULATION, today: todayInTown() }),
    solve: ({ definition: { id } }) => {
      const known = asked.get(id);
      if (known !== undefined) return known.promise;
      const waiting = Promise.withResolvers<Solution>();
      asked.set(id, waiting);
      worker.postMessage(id);
      return waiting.promise;
    },
    close: async () => void (await worker.terminate()),
  };
}
