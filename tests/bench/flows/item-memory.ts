import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CHILD = join(import.meta.dirname, 'memory-once.ts');

export type ItemMemory = {
  /** Heap of one item on offer, in kilobytes. */
  readonly onOffer: number;
  /** Heap of one item whose machine was made, in kilobytes. */
  readonly compiled: number;
};

/** In a process of its own that collects its garbage when asked. */
export async function itemMemory(): Promise<ItemMemory> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', CHILD]);
  return JSON.parse(stdout) as ItemMemory;
}
