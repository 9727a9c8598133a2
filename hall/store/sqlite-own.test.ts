import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openSqliteStore } from './sqlite-store.ts';
import { keepsItsOwnWords } from './test-own-words.ts';

const directories: string[] = [];
afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

keepsItsOwnWords(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'once-store-'));
  directories.push(directory);
  return openSqliteStore(directory);
});
