import { z } from 'zod';
import { textSchema } from './text-schema.ts';

/** What items and steps are both made of: names, expressions, values and how they are written. */
export const id = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'an id starts with a small letter and has letters and digits only');
export const cel = z.string().min(1).max(500).meta({
  id: 'CEL',
  description: 'A CEL expression over person, answers, derived, today, tomorrow and the data of this item.',
});
export const labels = z
  .record(z.string(), textSchema)
  .default({})
  .describe('Words for values: a code an answer is stored as, a word of a data set.');

export const format = z
  .enum(['text', 'date', 'yuan', 'number', 'phone', 'idNumber'])
  .default('text')
  .describe(
    'How a value is written; `yuan` takes fen, `date` takes a day or a moment; a `phone` and an `idNumber` (公民身份号码) are masked.',
  );
export const row = z.strictObject({
  label: textSchema,
  value: cel,
  format,
  labels,
  when: cel.optional().describe('Shown only then.'),
});
export type Row = z.infer<typeof row>;
export type Format = z.infer<typeof format>;

/** One column of a table; its value sees one entry of the list as `entry`. */
const column = z.strictObject({
  label: textSchema,
  value: cel.describe('Sees one entry of the list as `entry`.'),
  format,
  labels,
});
export type Column = z.infer<typeof column>;

/** A list as lines and columns. How many columns can be read depends on what it stands on. */
export const tableOf = (mostColumns: number) =>
  z.strictObject({
    list: cel.describe('The list: one line an entry, in its own order.'),
    columns: z.array(column).min(1).max(mostColumns),
    empty: textSchema.describe('Stands in place of the lines where there are none.'),
  });
export type Table = z.infer<ReturnType<typeof tableOf>>;
