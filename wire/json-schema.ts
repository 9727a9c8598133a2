import { z } from 'zod';
import { downSchemas } from './down.ts';
import { messageSchemas } from './envelope.ts';

/** The published JSON Schemas, by file name under `wire/schema/`: one a type of message, closed at every level. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [type, schema] of Object.entries({ ...messageSchemas, ...downSchemas })) {
    const json = { ...z.toJSONSchema(schema, { target: 'draft-2020-12' }), title: `once/1 ${type}` };
    files.set(`${type}.schema.json`, `${JSON.stringify(json, null, 2)}\n`);
  }
  return files;
}
