import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CHILD = join(import.meta.dirname, 'load-once.ts');
const ROUNDS = { warm: 9, cold: 3 } as const;

export type LoadTimes = {
  /** Milliseconds from process start to the catalogue on offer, with what was judged before at hand. */
  readonly warm: readonly number[];
  /** The same at the very first start, with nothing at hand. */
  readonly cold: readonly number[];
  readonly items: number;
};

/** Each round is a process of its own: what a kiosk waits for when it is switched on. */
export async function loadTimes(): Promise<LoadTimes> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-flows-'));
  try {
    const cold: Loaded[] = [];
    for (let round = 0; round < ROUNDS.cold; round += 1) {
      await rm(directory, { recursive: true, force: true });
      cold.push(await loadOnce(directory));
    }
    const warm: Loaded[] = [];
    for (let round = 0; round < ROUNDS.warm; round += 1) warm.push(await loadOnce(directory));
    return {
      warm: warm.map(({ ms }) => ms),
      cold: cold.map(({ ms }) => ms),
      items: warm[0]?.items ?? 0,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

type Loaded = { readonly ms: number; readonly items: number };

/** What an earlier start has left: the judged release, and the program as compiled (`electron/host-process.ts`). */
async function loadOnce(directory: string): Promise<Loaded> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, join(directory, 'catalogue')], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(directory, 'program') },
  });
  return JSON.parse(stdout) as Loaded;
}
