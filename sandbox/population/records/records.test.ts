import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createPopulation } from '../population.ts';
import type { DataValue } from './record.ts';

const datasetSchema = z.object({
  fields: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      values: z.array(z.string()).optional(),
      columns: z
        .array(z.object({ id: z.string(), type: z.string(), values: z.array(z.string()).optional() }))
        .optional(),
    }),
  ),
});

const population = createPopulation({ seed: 'records', size: 3_000, today: '2026-11-24' });
const written = new Map<string, (readonly [string, Readonly<Record<string, DataValue>>])[]>();
for (const { id } of population.citizens())
  for (const [set, record] of Object.entries(population.records(id) ?? {}))
    written.set(set, [...(written.get(set) ?? []), [id, record]]);

const keyed: readonly (readonly [string, string])[] = [
  ['drug-catalogue', '胶囊'],
  ['legal-services', '公证处'],
  ['school-district', '浙江省杭州市桐庐县城南街道'],
  ['invoice', '26330000012345678901'],
];
for (const [set, key] of keyed) {
  const record = population.lookUp(set, 'li-na', key);
  if (record !== undefined) written.set(set, [['li-na', record]]);
}
for (const [id, { spouseIdNumber, status }] of written.get('marriage') ?? []) {
  if (status !== '丧偶' || typeof spouseIdNumber !== 'string') continue;
  for (const set of [
    'death-record',
    'household-change',
    'medical-insurance',
    'pension-benefit',
    'pension-insurance',
  ]) {
    const record = population.lookUp(set, id, spouseIdNumber);
    if (record !== undefined) written.set(set, [...(written.get(set) ?? []), [id, record]]);
  }
}

const fitsType = (type: string, value: DataValue): boolean => {
  if (value === null) return true;
  switch (type) {
    case 'integer':
    case 'amount':
    case 'year':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'month':
      return typeof value === 'string' && /^\d{4}-\d{2}$/.test(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'list':
      return Array.isArray(value);
    default:
      return typeof value === 'string';
  }
};

test.each([...written.keys()])(
  '%s: every record has exactly the fields of its set, in its types and words',
  (set) => {
    const { fields } = datasetSchema.parse(parse(readFileSync(`flows/datasets/${set}.yaml`, 'utf8')));
    for (const [id, record] of written.get(set) ?? []) {
      expect([id, Object.keys(record).sort()]).toEqual([id, fields.map((field) => field.id).sort()]);
      for (const field of fields) {
        const value = record[field.id] ?? null;
        expect([id, field.id, value, fitsType(field.type, value)]).toEqual([id, field.id, value, true]);
        if (field.values && value !== null) expect(field.values).toContain(value);
        if (typeof value !== 'object' || value === null) continue;
        for (const row of value) {
          expect(Object.keys(row).sort()).toEqual((field.columns ?? []).map((column) => column.id).sort());
          for (const column of field.columns ?? []) {
            const cell = row[column.id] ?? null;
            expect([id, column.id, cell, fitsType(column.type, cell)]).toEqual([id, column.id, cell, true]);
            if (column.values && cell !== null) expect(column.values).toContain(cell);
          }
        }
      }
    }
  },
);

test('every shared data set of the catalogue has records', () => {
  const sets = readdirSync('flows/datasets').map((file) => file.replace(/\.yaml$/, ''));
  expect([...written.keys()].sort()).toEqual(sets.sort());
});
