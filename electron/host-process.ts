import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Clock } from './clock.ts';

export type HostAddress = { readonly url: string; readonly token: string };
export type ProcessExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** The kiosk's host, running as a process of its own. */
export interface HostProcess {
  readonly pid: number | undefined;
  /** Where it serves, and the token for the first window; `undefined` when it ended without serving. */
  readonly serving: Promise<HostAddress | undefined>;
  readonly exited: Promise<ProcessExit>;
  /** A token for one more window; `undefined` when the host does not answer. */
  issueToken(): Promise<string | undefined>;
  /** SIGTERM, and SIGKILL when that is not enough. Resolves when it is gone. */
  stop(): Promise<void>;
  kill(): void;
}

export type HostCommand = {
  readonly nodeBinary: string;
  readonly hostMain: string;
  readonly config: string;
  readonly data: string;
  readonly renderer: string | undefined;
  readonly env: NodeJS.ProcessEnv;
};

const SERVING_DEADLINE_MS = 30_000;
const TOKEN_DEADLINE_MS = 5_000;
const STOP_DEADLINE_MS = 8_000;

/**
 * Starts the host on `port` (0: any). The kernel ends it when this process dies in whatever way (`setpriv --pdeathsig`);
 * its IPC channel tells it as well. Its first line on stdout is its address; all later output goes to stderr.
 */
export function startHost(command: HostCommand, port: number, clock: Clock): HostProcess {
  const { nodeBinary, hostMain, config, data, renderer } = command;
  const args = [hostMain, '--config', config, '--data', data, '--port', String(port)];
  if (renderer !== undefined) args.push('--renderer', renderer);
  // Neither variable may change what a kiosk's host is.
  const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _asNode, ...env } = command.env;
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', nodeBinary, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // A group of its own, so that Ctrl-C in a terminal reaches the supervisor alone and the end is an orderly one.
    detached: true,
    // The program as it was translated and compiled last: a restart in the middle of the day takes half as long.
    env: { ...env, NODE_COMPILE_CACHE: join(data, 'cache', 'program') },
  });
  const exited = whenExited(child);
  const serving = Promise.race([firstLine(child), exited.then(() => undefined)]);

  const overdue = clock.after(SERVING_DEADLINE_MS, () => child.kill('SIGKILL'));
  serving.then(overdue);

  return {
    pid: child.pid,
    serving,
    exited,
    issueToken: () => issueToken(child, exited, clock),
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      const tooSlow = clock.after(STOP_DEADLINE_MS, () => child.kill('SIGKILL'));
      child.kill('SIGTERM');
      await exited;
      tooSlow();
    },
  };
}

function whenExited(child: ChildProcess): Promise<ProcessExit> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 127, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

function firstLine(child: ChildProcess): Promise<HostAddress> {
  return new Promise((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = parseAddress(line);
      if (address !== undefined) resolve(address);
      else process.stderr.write(`${line}\n`);
    });
  });
}

/** The host's ready line, `{"url":"http://127.0.0.1:PORT","token":"…"}`; `undefined` for any other line. */
export function parseAddress(line: string): HostAddress | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('url' in value) || !('token' in value))
      return undefined;
    const { url, token } = value;
    return typeof url === 'string' && typeof token === 'string' && URL.canParse(url)
      ? { url, token }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The address a window opens. The token is good for one use. */
export function windowAddress({ url, token }: HostAddress): string {
  const address = new URL(url);
  address.searchParams.set('token', token);
  return address.href;
}

function issueToken(
  child: ChildProcess,
  exited: Promise<ProcessExit>,
  clock: Clock,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const settle = (token: string | undefined) => {
      overdue();
      child.off('message', onMessage);
      resolve(token);
    };
    const onMessage = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'token')
        return;
      if ('token' in message && typeof message.token === 'string') settle(message.token);
    };
    const overdue = clock.after(TOKEN_DEADLINE_MS, () => settle(undefined));
    child.on('message', onMessage);
    exited.then(() => settle(undefined));
    if (child.connected) child.send({ type: 'issue-token' }, (error) => error && settle(undefined));
    else settle(undefined);
  });
}
