import { readFileSync } from 'node:fs';

/** How many files and connections a process may have open; Node has raised it as far as it may. */
export function openFileLimit(): number {
  const [, soft] = /^Max open files +(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return soft === undefined || soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}
