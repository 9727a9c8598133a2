import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchemas } from './json-schema.ts';

/** `npm run wire:schemas`: writes `wire/schema/` anew from the zod schemas, which are the source. */
const directory = join(import.meta.dirname, 'schema');
mkdirSync(directory, { recursive: true });
for (const [name, text] of publishedSchemas()) writeFileSync(join(directory, name), text);
