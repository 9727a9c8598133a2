import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** As much of a shared data set as the exchange needs to guard it; the catalogue's own schema says the rest. */
const datasetSchema = z.object({
  id: z.string(),
  department: z.string(),
  fields: z.array(z.object({ id: z.string() })),
  grants: z.array(
    z.object({
      item: z.string(),
      mode: z.enum(['read', 'verify']),
      consent: z.boolean(),
      fields: z.array(z.string()),
      checkOnly: z.array(z.string()),
    }),
  ),
});
export type GuardedDataset = z.infer<typeof datasetSchema>;

/**
 * Finds a data set by its id, reading it when it is first asked for: sixty files are a quarter of a second
 * nobody waits for who wants two of them.
 */
export const openDatasets = (directory: string): ((id: string) => GuardedDataset | undefined) => {
  const files = new Set(readdirSync(directory));
  const read = new Map<string, GuardedDataset>();
  return (id) => {
    if (!files.has(`${id}.yaml`)) return undefined;
    const dataset =
      read.get(id) ?? datasetSchema.parse(parse(readFileSync(join(directory, `${id}.yaml`), 'utf8')));
    read.set(id, dataset);
    return dataset;
  };
};

const departmentsSchema = z.array(z.object({ id: z.string(), name: z.object({ 'zh-CN': z.string() }) }));

/** Chinese names by id. */
export const loadDepartments = (file: string): ReadonlyMap<string, string> =>
  new Map(
    departmentsSchema.parse(parse(readFileSync(file, 'utf8'))).map(({ id, name }) => [id, name['zh-CN']]),
  );

export type Ask = {
  readonly item: string;
  readonly mode: 'read' | 'verify';
  readonly consent: boolean;
  readonly fields: readonly string[];
};

export type Verdict = { readonly granted: true } | { readonly granted: false; readonly reason: string };

/**
 * Collected unconditionally, used conditionally: an item reads what it is granted and no field more. Check-only
 * fields are read too, under a grant to verify as well: a condition is judged by them, and they are never shown.
 */
export const judgeAsk = (dataset: GuardedDataset, ask: Ask): Verdict => {
  const grant = dataset.grants.find(({ item }) => item === ask.item);
  if (grant === undefined) return refuse('no grant for this item');
  if (grant.consent && !ask.consent) return refuse('the person has not consented');
  if (ask.mode === 'verify') return { granted: true };
  const readable = [...grant.fields, ...grant.checkOnly];
  const beyond = ask.fields.find((field) => !readable.includes(field));
  return beyond === undefined ? { granted: true } : refuse(`no grant for field ${beyond}`);
};

const refuse = (reason: string): Verdict => ({ granted: false, reason });
