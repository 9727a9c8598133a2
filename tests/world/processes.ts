import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process of ours under test: its first line of JSON says where it serves, the rest is its log. */
export type RunningProcess<Ready> = {
  readonly ready: Ready;
  readonly child: ChildProcess;
  /** Everything it wrote so far, for leak checks and failure messages. */
  readonly output: () => string;
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
};

const READY_MS = 60_000;

/** Starts `node MAIN …args` and waits for its ready line; rejects with its output when none comes. */
export function startProcess<Ready>(
  main: string,
  args: readonly string[],
  isReady: (line: unknown) => Ready | null,
): Promise<RunningProcess<Ready>> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stderr?.on('data', keep);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${main} did not get ready:\n${output}`));
    }, READY_MS);
    void ended.then(() => {
      clearTimeout(late);
      reject(new Error(`${main} ended before it was ready:\n${output}`));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`;
      const ready = isReady(parsed(line));
      if (ready === null) return;
      clearTimeout(late);
      resolve({
        ready,
        child,
        output: () => output,
        ended,
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      });
    });
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
