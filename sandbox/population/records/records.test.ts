import { readFileSync } from 'node:fs';
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
      columns: z.array(z.object({ id: z.string(), values: z.array(z.string()).optional() })).optional(),
    }),
  ),
});

const population = createPopulation({ seed: 'records', size: 1_500, today: '2026-11-24' });
const written = new Map<string, (readonly [string, Readonly<Record<string, DataValue>>])[]>();
for (const { id } of population.citizens())
  for (const [set, record] of Object.entries(population.records(id) ?? {}))
    written.set(set, [...(written.get(set) ?? []), [id, record]]);

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
          for (const column of field.columns ?? [])
            if (column.values && row[column.id] !== null) expect(column.values).toContain(row[column.id]);
        }
      }
    }
  },
);

test('the sets the first items read all have records', () => {
  expect([...written.keys()]).toEqual(
    expect.arrayContaining([
      'resident-id',
      'driver-licence',
      'citizen-profile',
      'medical-insurance',
      'medical-treatment',
      'residence-permit',
      'traffic-violation',
      'real-estate',
      'bus-card',
      'elder-benefit',
    ]),
  );
});
