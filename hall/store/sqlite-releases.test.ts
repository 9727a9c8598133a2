import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import { openSqliteStore } from './sqlite-store.ts';
import { tellsItemByItem } from './test-releases.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-store-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('as any store, of items, it', () => {
  tellsItemByItem(async () => openSqliteStore(directory));
});
