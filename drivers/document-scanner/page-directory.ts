import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where scanimage puts the pages of a feeder, since it writes batches to files only: memory (tmpfs), readable by this
 * user alone, each page deleted as it is read. A citizen's document never touches a disk.
 */
const root = '/dev/shm';
const prefix = 'once-scan-';

export async function withPageDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(root, `${prefix}${process.pid}-`));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Deletes what a process left that was killed while it scanned. */
export async function sweepPageDirectories(): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const owner = /^once-scan-(\d{1,9})-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) {
      await rm(join(root, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
