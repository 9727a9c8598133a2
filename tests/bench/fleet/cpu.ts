import { readFileSync } from 'node:fs';
import { treeOf } from '../../world/process-tree.ts';

/** Clock ticks a second on Linux, whatever the kernel's own: `getconf CLK_TCK`. */
const TICKS = 100;

/** Processor seconds, user and system, of all that this process has started but the kiosks, by process. */
export function cpuSeconds(except: readonly number[]): ReadonlyMap<number, number> {
  const pids = treeOf(process.pid).filter((pid) => pid !== process.pid && !except.includes(pid));
  return new Map(pids.map((pid) => [pid, secondsOf(pid)]));
}

/** What was used between two looks. */
export function usedBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
}

function secondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, , , , , , , , , , , user = 0, system = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return (user + system) / TICKS;
  } catch {
    return 0;
  }
}
