import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a data root for this process: two `once start` on one root would share a ledger and a journal.
 *
 * @returns gives it back, or the id of the process that has it
 */
export function takeRoot(root: string, pid: number): (() => void) | { readonly takenBy: number } {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const file = join(root, 'start.pid');
  for (;;) {
    try {
      const descriptor = openSync(file, 'wx', 0o600);
      writeSync(descriptor, `${pid}\n`);
      closeSync(descriptor);
      return () => rmSync(file, { force: true });
    } catch {
      const owner = Number(readFileSync(file, 'utf8'));
      if (isOnceStart(owner)) return { takenBy: owner };
      // Left behind by one that was killed.
      rmSync(file, { force: true });
    }
  }
}

/** The number may have gone to another process since. */
function isOnceStart(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('once.ts');
  } catch {
    return false;
  }
}
