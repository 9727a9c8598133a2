import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publishedSchemas } from './json-schema.ts';

const directory = join(import.meta.dirname, 'schema');

it.each([...publishedSchemas()])(
  '%s is what messages are checked with (npm run wire:schemas)',
  (name, text) => {
    expect(JSON.parse(readFileSync(join(directory, name), 'utf8'))).toEqual(JSON.parse(text));
  },
);

it('the directory of schemas holds one for each type of message and nothing else', () => {
  expect(readdirSync(directory).sort()).toEqual([...publishedSchemas().keys()].sort());
});
