import type { Citizen } from '../../sandbox/population/citizen.ts';
import type { Population } from '../../sandbox/population/population.ts';
import { DIRECTORY_WORDS } from '../../sandbox/population/records/directories.ts';

/**
 * What somebody has at hand when a screen asks for a number or a name: what stands on the papers of the home. Nearest
 * first: their own registers, those of the others at home, the words a directory is asked by.
 */
export function familiarWords(population: Population, citizen: Citizen): readonly string[] {
  const home = population
    .household(citizen.id)
    .flatMap(({ id }) => (id === citizen.id ? [] : (population.find(id) ?? [])));
  return [
    ...new Set([
      ...wordsIn(population.records(citizen.id) ?? {}),
      ...home.flatMap(({ name, document }) => [document.number, name]),
      ...home.flatMap(({ id }) => wordsIn(population.records(id) ?? {})),
      ...DIRECTORY_WORDS,
    ]),
  ];
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length > 1 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}
