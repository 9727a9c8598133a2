import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedClock, simulatedClock } from '../../host/simulated-clock.ts';
import type { Received } from '../store/store.ts';
import type { Refused } from './broker.ts';
import { GROUP_MS } from './group-commit.ts';
import type { Ingest } from './ingest.ts';
import { createRefusalBoard } from './refusals.ts';
import { startTestIngest } from './test-ingest.ts';

describe('who was refused', () => {
  test('is one line an address, the latest first', () => {
    const board = createRefusalBoard();
    board.add({ address: '10.0.0.7', machines: ['TL-003'] }, 1);
    board.add({ address: null, machines: [] }, 2);
    board.add({ address: '10.0.0.7', machines: ['TL-004'] }, 3);
    expect(board.list()).toEqual([
      { address: '10.0.0.7', machines: ['TL-003', 'TL-004'], count: 2, firstAt: 1, lastAt: 3 },
      { address: null, machines: [], count: 1, firstAt: 2, lastAt: 2 },
    ]);
  });

  test('of ever more addresses is the last 200', () => {
    const board = createRefusalBoard();
    for (let index = 0; index < 500; index += 1)
      board.add({ address: `10.0.0.${index}`, machines: [] }, index);
    expect(board.list()).toHaveLength(200);
    expect(board.list()[0]?.address).toBe('10.0.0.499');
  });
});

describe('a refusal at a broker that looks at credentials itself', () => {
  let directory = '';
  let clock: SimulatedClock;
  let ingest: Ingest;
  let taken: readonly Received[] = [];
  let isFirst = true;
  let tell: (refused: Refused) => void;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'once-ingest-'));
    clock = simulatedClock();
    isFirst = true;
    const started = await startTestIngest({ clock, directory, isFirst: async () => isFirst });
    ingest = started.ingest;
    taken = started.taken;
    tell = (refused) => started.listener.onRefused(refused);
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  const known = { address: '10.0.0.7', machines: ['TL-003'] };

  test('is a problem of the one machine that comes in from there, once a minute', async () => {
    for (let count = 0; count < 5; count += 1) tell(known);
    await clock.advance(60_000);
    tell(known);
    await clock.advance(2 * GROUP_MS);
    // What waits is written before it ends.
    await ingest.close();
    const problem = {
      kiosk: 'TL-003',
      problem: 'credentials-refused',
      detail: 'at the broker, from 10.0.0.7',
    };
    expect(taken).toMatchObject([problem, problem]);
    expect(ingest.refusals()).toMatchObject([{ ...known, count: 6 }]);
  });

  test('is nobody’s problem where it could be any of several, and told by one copy only', async () => {
    tell({ ...known, machines: ['TL-003', 'TL-004'] });
    isFirst = false;
    tell({ ...known, machines: ['TL-005'] });
    await clock.advance(2 * GROUP_MS);
    await ingest.close();
    expect(taken).toEqual([]);
  });
});
