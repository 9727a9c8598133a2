import { z } from 'zod';
import type { YamlSource } from './problem.ts';
import { writtenStepSchema } from './steps.ts';
import { readYaml, type YamlOutcome } from './yaml-source.ts';

/**
 * Steps that several items share: an address, a consent, the questions about a child. A fragment is expanded into
 * each item that uses it before anything is judged, so it means there just what it would mean written out.
 */
export const fragmentSchema = z.strictObject({
  schema: z.literal(1).describe('Version of this language.'),
  inputs: z
    .record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/), z.string().min(1))
    .default({})
    .describe('What the item names with `with`, and what each is; steps write it as `$name`.'),
  steps: z.array(writtenStepSchema).min(1).describe('What happens, in order.'),
});
export type Fragment = z.infer<typeof fragmentSchema> & { readonly source: YamlSource };

/** By name. Null is a fragment whose file cannot be read: its own problem, and the end of the items that use it. */
export type Fragments = ReadonlyMap<string, Fragment | null>;

/** Reads one file `fragments/<name>.yaml`. Any text gives a fragment or problems with places; it never throws. */
export function parseFragment(text: string, file: string): YamlOutcome<Fragment> {
  const parsed = readYaml(text, file, fragmentSchema);
  return parsed.ok ? { ...parsed, value: { ...parsed.value, source: parsed.source } } : parsed;
}
