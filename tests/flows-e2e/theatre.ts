import { join } from 'node:path';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import { civilDate } from '../../host/civil-time.ts';
import { openRecordOffice } from '../../rehearsal/solver/record-office.ts';
import { createSolver, type Solution } from '../../rehearsal/solver/solve.ts';
import { createPopulation } from '../../sandbox/population/population.ts';
import type { Theatre } from './perform.ts';
import { openStreet, type StreetOptions } from './street.ts';

export const FLOWS = join(import.meta.dirname, '../../flows');
/** The sandbox's own: the solver looks people up in the very population the exchange answers from. */
const POPULATION = { seed: '1', size: 20_000 } as const;

/** A street with so many kiosks, and whoever knows who can do what at them. */
export async function openTheatre(
  casting: CastingOffice,
  options: Pick<StreetOptions, 'kiosks' | 'hasWindow'>,
): Promise<Theatre> {
  return { ...casting, street: await openStreet({ ...options, population: casting.population }) };
}

export type CastingOffice = Pick<Theatre, 'population' | 'solve'>;

/** Finds once who can do an item. */
export function openCastingOffice(): CastingOffice {
  const population = createPopulation({ ...POPULATION, today: civilDate(new Date()) });
  const solver = createSolver(openRecordOffice(population, join(FLOWS, 'datasets')));
  const known = new Map<CompiledItem, Promise<Solution>>();
  return {
    population,
    solve: (item) => {
      const solution = known.get(item) ?? solver.solve(item);
      known.set(item, solution);
      return solution;
    },
  };
}
