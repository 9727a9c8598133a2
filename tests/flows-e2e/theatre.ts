import { join } from 'node:path';
import { civilDate } from '../../host/civil-time.ts';
import { openRecordOffice } from '../../rehearsal/solver/record-office.ts';
import { createSolver } from '../../rehearsal/solver/solve.ts';
import { createPopulation } from '../../sandbox/population/population.ts';
import type { Theatre } from './perform.ts';
import { openStreet } from './street.ts';

export const FLOWS = join(import.meta.dirname, '../../flows');
/** The sandbox's own: the solver looks people up in the very population the exchange answers from. */
const POPULATION = { seed: '1', size: 20_000 } as const;

/** A street with so many kiosks, and whoever knows who can do what at them. */
export async function openTheatre(kiosks: number): Promise<Theatre> {
  const street = await openStreet(kiosks);
  const population = createPopulation({ ...POPULATION, today: civilDate(new Date()) });
  return { street, population, solver: createSolver(openRecordOffice(population, join(FLOWS, 'datasets'))) };
}
