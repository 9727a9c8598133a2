import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ItemDefinition } from '../language/definition.ts';
import type { Catalogue, Compile } from './catalogue.ts';

/** What a catalogue is made of once its files were judged: plain data. */
type Judged = Pick<Catalogue, 'problems' | 'releaseHash' | 'reminders' | 'commonItems'> & {
  readonly items: readonly ItemDefinition[];
  readonly departments: readonly Entry<'departments'>[];
  readonly lifeStages: readonly Entry<'lifeStages'>[];
  readonly datasets: readonly Entry<'datasets'>[];
};
type Entry<List extends 'departments' | 'lifeStages' | 'datasets'> =
  Catalogue[List] extends ReadonlyMap<string, infer One> ? One : never;

/**
 * A release as it was judged last, in one file: a SHA-256 over the rest, then JSON. It holds for one release and one
 * program: with a byte of either changed it is not used. Null for a file that is not there, damaged, or another's.
 */
export function readCachedCatalogue(file: string, releaseHash: string, compile: Compile): Catalogue | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const end = text.indexOf('\n');
  const [digest, program] = text.slice(0, end).split(' ');
  const body = text.slice(end + 1);
  if (program !== programHash() || digest !== sha256(body)) return null;
  // Written below by this very program, and whole.
  const judged = JSON.parse(body) as Judged;
  if (judged.releaseHash !== releaseHash) return null;
  return {
    items: new Map(judged.items.map((definition) => [definition.id, compile(definition)])),
    departments: byId(judged.departments),
    lifeStages: byId(judged.lifeStages),
    datasets: byId(judged.datasets),
    reminders: judged.reminders,
    commonItems: judged.commonItems,
    problems: judged.problems,
    releaseHash,
  };
}

/** Never rejects: without the file the next start is slower, and that is all. */
export async function writeCachedCatalogue(file: string, catalogue: Catalogue): Promise<void> {
  const judged: Judged = {
    releaseHash: catalogue.releaseHash,
    problems: catalogue.problems,
    reminders: catalogue.reminders,
    commonItems: catalogue.commonItems,
    items: [...catalogue.items.values()].map(({ definition }) => definition),
    departments: [...catalogue.departments.values()],
    lifeStages: [...catalogue.lifeStages.values()],
    datasets: [...catalogue.datasets.values()],
  };
  const body = JSON.stringify(judged);
  try {
    await mkdir(dirname(file), { recursive: true });
    const own = `${file}.${process.pid}`;
    await writeFile(own, `${sha256(body)} ${programHash()}\n${body}`);
    await rename(own, file);
  } catch {
    // A full or read-only disk: nothing depends on it.
  }
}

const byId = <One extends { readonly id: string }>(list: readonly One[]): ReadonlyMap<string, One> =>
  new Map(list.map((entry) => [entry.id, entry]));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whatever judges and expands a definition stands in this room: its sources are what the cache depends on. */
function programHash(): string {
  const room = join(import.meta.dirname, '..');
  const hash = createHash('sha256');
  for (const name of readdirSync(room, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    hash.update(`${name}\0`).update(readFileSync(join(room, name)));
  }
  return hash.digest('hex');
}
