import { z } from 'zod';
import { writtenItemSchema } from './definition.ts';
import { fragmentSchema } from './fragment.ts';

/**
 * The JSON Schema of an item file, for editors: what authors write (`io: input`), so that a field with a
 * default is optional. It knows shapes only; meaning is judged by `once flows lint`.
 */
export function itemJsonSchema(): unknown {
  const schema = z.toJSONSchema(writtenItemSchema, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, title: 'An item of the Once flow language' };
}

/** The JSON Schema of a fragment file. */
export function fragmentJsonSchema(): unknown {
  const schema = z.toJSONSchema(fragmentSchema, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, title: 'A fragment of the Once flow language' };
}

/** As they lie in `flows/schema/`. */
export const schemaText = (schema: unknown): string => `${JSON.stringify(schema, null, 2)}\n`;
