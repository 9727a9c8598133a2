import { expect, test } from 'vitest';
import { createPopulation } from '../population.ts';
import { LICENCE_TYPES } from './licences.ts';

const population = createPopulation({ seed: 'once', size: 20_000, today: '2026-11-24' });

test('every type of electronic licence is held by somebody of the county, in the words of its own register', () => {
  const missing = new Set(LICENCE_TYPES.map(({ code }) => code));
  expect(missing.size).toBe(36);
  for (const { id } of population.citizens()) {
    const items = population.records(id)?.['licence-index']?.items;
    if (Array.isArray(items)) for (const { typeCode } of items) missing.delete(String(typeCode));
    if (missing.size === 0) break;
  }
  expect([...missing]).toEqual([]);
});

test('a licence ends when its register says so', () => {
  for (const { id } of [...population.citizens()].slice(0, 500)) {
    const records = population.records(id) ?? {};
    const items = records['licence-index']?.items;
    const licence = Array.isArray(items) ? items.find(({ name }) => name === '机动车驾驶证') : undefined;
    expect(licence?.validTo).toEqual(licence && records['driver-licence']?.validTo);
  }
});
