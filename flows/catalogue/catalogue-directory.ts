import { readdirSync, readFileSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { MAX_BYTES } from '../language/file-size.ts';
import type { FlowProblem } from '../language/problem.ts';
import { compileItem } from '../machine/compile.ts';
import type { Catalogue, Compile } from './catalogue.ts';
import { readCachedCatalogue, writeCachedCatalogue } from './catalogue-cache.ts';
import { releaseHashOf } from './release-hash.ts';

export type LoadOptions = {
  readonly compile?: Compile;
  /** Where a judged release is kept for the next start; without it every start judges anew. */
  readonly cacheFile?: string;
};

/**
 * Loads a catalogue directory: `releases/current`, or `flows/` in the package (the factory release). The
 * symlink is followed once, before anything is read, so that a release switched in the middle never mixes
 * with the one before.
 *
 * Never rejects for what the files hold: see `problems`. Rejects when the directory itself is not there.
 */
export async function loadCatalogue(
  directory: string,
  { compile = compileItem, cacheFile }: LoadOptions = {},
): Promise<Catalogue> {
  const files = filesOf(await realpath(directory));
  const cached =
    cacheFile === undefined ? null : readCachedCatalogue(cacheFile, releaseHashOf(files), compile);
  if (cached !== null) return cached;
  // The YAML parser, the schema and the type checker are needed only here.
  const { buildCatalogue } = await import('./catalogue.ts');
  const built = buildCatalogue(files, compile);
  if (cacheFile !== undefined) await writeCachedCatalogue(cacheFile, built);
  return built;
}

/** Read in one go: nothing else happens at a start, and three hundred files one after another take a third of it. */
function filesOf(root: string): ReadonlyMap<string, string | FlowProblem> {
  const names = [
    ...['departments.yaml', 'life-stages.yaml', 'reminders.yaml', 'common-items.yaml'],
    ...yamlFilesUnder(root, 'datasets'),
    ...yamlFilesUnder(root, 'fragments'),
    ...yamlFilesUnder(root, 'items'),
  ];
  const files = new Map<string, string | FlowProblem>();
  for (const name of names) {
    const content = readText(root, name);
    if (content !== null) files.set(name, content);
  }
  return files;
}

function yamlFilesUnder(root: string, folder: string): readonly string[] {
  try {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Null when the file is not there. The size is asked first: a file of gigabytes is not read to be refused. */
function readText(root: string, file: string): string | FlowProblem | null {
  const problem = (message: string, fix: string): FlowProblem => ({ file, line: 1, column: 1, message, fix });
  try {
    const { size } = statSync(join(root, file));
    if (size > MAX_BYTES)
      return problem(
        `the file is larger than ${MAX_BYTES / 1000} kB`,
        'split it: one item or data set a file',
      );
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(root, file)));
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof TypeError) return problem('the file is not UTF-8 text', 'save it as UTF-8');
    return problem('the file cannot be read', 'check its permissions');
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
