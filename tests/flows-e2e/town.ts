import { join } from 'node:path';
import { civilDate } from '../../host/civil-time.ts';

export const FLOWS = join(import.meta.dirname, '../../flows');
export const DATASETS = join(FLOWS, 'datasets');
/** The sandbox's own: the solver looks people up in the very population the exchange answers from. */
export const POPULATION = { seed: '1', size: 20_000 } as const;
export const todayInTown = (): string => civilDate(new Date());
