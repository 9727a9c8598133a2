import { join } from 'node:path';
import { FACTORY } from '../../flows/catalogue/factory.ts';
import { civilDate } from '../../host/civil-time.ts';

export const DATASETS = join(FACTORY, 'datasets');
/** The sandbox's own: the solver looks people up in the very population the exchange answers from. */
export const POPULATION = { seed: '1', size: 20_000 } as const;
export const todayInTown = (): string => civilDate(new Date());
