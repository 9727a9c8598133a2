import { z } from 'zod';
import type { CelType } from '../cel/types.ts';
import { textSchema } from './text-schema.ts';
import { readYaml, type YamlOutcome } from './yaml-source.ts';

/**
 * One shared data set as the exchange knows it: its fields, and which item may ask for which of them
 * (无条件归集，有条件使用). The copy here is for lint; the exchange holds the grants that count.
 */
const id = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);
const scalarType = z.enum([
  'text',
  'code',
  'enum',
  'date',
  'datetime',
  'year',
  'month',
  'integer',
  'amount',
  'number',
  'bool',
]);
const column = z.strictObject({
  id,
  name: textSchema,
  type: scalarType,
  values: z.array(z.string()).optional(),
});
const field = z.strictObject({
  id,
  name: textSchema,
  type: z.enum([...scalarType.options, 'list', 'image']),
  sensitivity: z.enum(['public', 'personal', 'sensitive']),
  values: z.array(z.string()).optional(),
  columns: z.array(column).optional(),
});
const grant = z.strictObject({
  item: z.string(),
  mode: z.enum(['read', 'verify']),
  consent: z.boolean(),
  /** Fields that come back and may be shown. */
  fields: z.array(id),
  /** Fields a condition may be judged by; they are never shown. */
  checkOnly: z.array(id),
});

export const datasetSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: textSchema,
  department: z.string(),
  key: z.string(),
  updateCadence: z.string(),
  fields: z.array(field).min(1),
  grants: z.array(grant),
});
export type Dataset = z.infer<typeof datasetSchema>;
export type DatasetField = Dataset['fields'][number];

export const parseDataset = (text: string, file: string): YamlOutcome<Dataset> =>
  readYaml(text, file, datasetSchema);

/** The type of one field in an expression. Decimals are left to run time: JSON writes 90 for 90.0. */
export function celTypeOf(of: Pick<DatasetField, 'type' | 'columns'>): CelType {
  switch (of.type) {
    case 'integer':
    case 'amount':
    case 'year':
      return 'int';
    case 'number':
      return 'dyn';
    case 'bool':
      return 'bool';
    case 'list':
      return {
        list: { record: Object.fromEntries((of.columns ?? []).map((entry) => [entry.id, celTypeOf(entry)])) },
      };
    default:
      return 'string';
  }
}
