import { readdirSync, readFileSync } from 'node:fs';

/** Running processes whose command line has all of these texts in it, oldest number first. */
export function processesWith(...texts: readonly string[]): readonly number[] {
  return pids().filter((pid) => {
    const line = read(pid, 'cmdline');
    return line !== '' && texts.every((text) => line.includes(text));
  });
}

/** A process and everything it started, directly or not. */
export function treeOf(root: number): readonly number[] {
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]));
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

/** Runs and is not just waiting to be buried by its parent. */
export function isRunning(pid: number): boolean {
  const state = fieldsAfterName(pid)[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** SIGKILL to each that still runs. */
export function endNow(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself meanwhile.
    }
  }
}

function parentOf(pid: number): number {
  return Number(fieldsAfterName(pid)[1] ?? 0);
}

/** `/proc/PID/stat` from the state on; the name before it may hold blanks and brackets. */
function fieldsAfterName(pid: number): readonly string[] {
  const stat = read(pid, 'stat');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function pids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Empty for a process that is gone. */
function read(pid: number, file: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
