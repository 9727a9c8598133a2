import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import { openSqliteStore } from './sqlite-store.ts';
import { keepsDays } from './test-days.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-store-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('as any store, of figures of days, it', () => {
  keepsDays(async () => openSqliteStore(directory));
});
