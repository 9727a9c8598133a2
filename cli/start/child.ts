import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export type ChildCommand = {
  /** For people: what the table and the error messages call it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Its stderr goes here, for whoever asks why it ended. */
  readonly logFile: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
};

/** A room running as a process of its own. */
export interface Child {
  readonly name: string;
  readonly logFile: string;
  readonly exited: Promise<void>;
  /** Each line of its stdout that is a JSON object. */
  onEvent(listener: (event: Readonly<Record<string, unknown>>) => void): void;
  /** Writes one line to its stdin. */
  tell(line: string): void;
  /** SIGTERM, then after `graceMs` SIGKILL to its whole process group. Resolves when it is gone. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches `once` alone and the end is an orderly one. It cannot
 * outlive `once`: the kernel sends it SIGTERM when `once` dies in whatever way (`setpriv --pdeathsig`), and its stdin
 * ends then too.
 */
export function startChild({ name, command, args, logFile, cwd, env }: ChildCommand): Child {
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
    stdio: ['pipe', 'pipe', log],
    detached: true,
    cwd,
    env,
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('both were asked for as pipes');
  // It may end while a line is on its way to it.
  stdin.on('error', () => {});
  const lines = createInterface({ input: stdout });
  return {
    name,
    logFile,
    exited,
    onEvent: (listener) => void lines.on('line', (line) => parseObject(line, listener)),
    tell: (line) => void stdin.write(`${line}\n`),
    async stop(graceMs) {
      const tooSlow = setTimeout(() => killGroup(child.pid), graceMs);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(tooSlow);
      // What it may have left behind in its group.
      killGroup(child.pid);
    },
  };
}

function parseObject(line: string, listener: (event: Readonly<Record<string, unknown>>) => void): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return;
  }
  if (typeof value === 'object' && value !== null) listener({ ...value });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody left.
  }
}

/** The first event of a child that `pick` recognises. Rejects when it ends first, or after `deadlineMs`. */
export async function firstEvent<T>(
  child: Child,
  pick: (event: Readonly<Record<string, unknown>>) => T | undefined,
  deadlineMs: number,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const overdue = setTimeout(
    () => reject(new ChildFailure(child, `was not ready after ${deadlineMs / 1000} s`)),
    deadlineMs,
  );
  child.onEvent((event) => {
    const picked = pick(event);
    if (picked !== undefined) resolve(picked);
  });
  child.exited.then(() => reject(new ChildFailure(child, 'ended while starting')));
  return promise.finally(() => clearTimeout(overdue));
}

const TAIL_LINES = 12;

/** A child did not do what it was started for; the message carries the end of its log. */
export class ChildFailure extends Error {
  constructor(child: Child, what: string) {
    const tail = readFileSync(child.logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES);
    super([`${child.name} ${what}. Its log, ${child.logFile}, ends with:`, ...tail].join('\n  '));
  }
}
