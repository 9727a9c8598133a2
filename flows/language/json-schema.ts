import { z } from 'zod';
import { itemSchema } from './definition.ts';

/**
 * The JSON Schema of an item file, for editors: what authors write (`io: input`), so that a field with a
 * default is optional. It knows shapes only; meaning is judged by `once flows lint`.
 */
export function itemJsonSchema(): unknown {
  const schema = z.toJSONSchema(itemSchema, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, title: 'An item of the Once flow language' };
}

/** As it lies in `flows/schema/item.schema.json`. */
export const itemJsonSchemaText = (): string => `${JSON.stringify(itemJsonSchema(), null, 2)}\n`;
