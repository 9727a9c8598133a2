import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FlowProblem } from '../language/problem.ts';
import { MAX_BYTES } from '../language/yaml-source.ts';
import { compileItem } from '../machine/compile.ts';
import { buildCatalogue, type Catalogue, type Compile } from './catalogue.ts';

/**
 * Loads a catalogue directory: `releases/current`, or `flows/` in the package (the factory release). The
 * symlink is followed once, before anything is read, so that a release switched in the middle never mixes
 * with the one before.
 *
 * Never rejects for what the files hold: see `problems`. Rejects when the directory itself is not there.
 */
export async function loadCatalogue(directory: string, compile: Compile = compileItem): Promise<Catalogue> {
  const root = await realpath(directory);
  const names = [
    ...['departments.yaml', 'life-stages.yaml'],
    ...(await yamlFilesUnder(root, 'datasets')),
    ...(await yamlFilesUnder(root, 'fragments')),
    ...(await yamlFilesUnder(root, 'items')),
  ];
  const files = new Map<string, string | FlowProblem>();
  for (const name of names) {
    const content = await readText(root, name);
    if (content !== null) files.set(name, content);
  }
  return buildCatalogue(files, compile);
}

async function yamlFilesUnder(root: string, folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
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
async function readText(root: string, file: string): Promise<string | FlowProblem | null> {
  const problem = (message: string, fix: string): FlowProblem => ({ file, line: 1, column: 1, message, fix });
  try {
    const { size } = await stat(join(root, file));
    if (size > MAX_BYTES)
      return problem(
        `the file is larger than ${MAX_BYTES / 1000} kB`,
        'split it: one item or data set a file',
      );
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(root, file)));
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof TypeError) return problem('the file is not UTF-8 text', 'save it as UTF-8');
    return problem('the file cannot be read', 'check its permissions');
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
