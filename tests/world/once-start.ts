import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { vi } from 'vitest';
import { processesWith } from './process-tree.ts';
import { type SandboxButtons, sandboxButtons } from './sandbox.ts';
import { type ScreenWindow, screenOn } from './screen.ts';

const KIOSK = 'TL-003';
/** How long a kiosk may take to be back, on a machine that has other things to do. */
export const BACK = { timeout: 30_000, interval: 50 } as const;

/** A whole kiosk as `once start` brings it up, with its own window. */
export type StartedKiosk = {
  readonly once: ChildProcess;
  readonly sandbox: SandboxButtons;
  /** The kiosk's data root. */
  readonly data: string;
  /** The host's process number; changes with each restart. */
  readonly host: () => number;
  /** Processes of the window: the browser, or those that draw its pages. */
  readonly windowProcesses: (kind: 'browser' | 'renderer') => readonly number[];
  /** The screens people saw, oldest first, by the host's log. */
  readonly screensShown: () => readonly string[];
  /** The kiosk's own window, as it stands now. */
  readonly window: () => Promise<KioskWindow>;
  readonly stop: () => Promise<void>;
};
export type KioskWindow = ScreenWindow & { readonly lookAway: () => Promise<void> };

/** Runs `once start` on this display with everything under `root`, until the table says that it stands. */
export async function onceStart(root: string, display: string, browserPath: string): Promise<StartedKiosk> {
  const once = spawn(process.execPath, ['cli/once.ts', 'start', '--data', root], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: display,
      WAYLAND_DISPLAY: undefined,
      PATH: `${browserWithDoor(root, browserPath)}:${process.env.PATH}`,
    },
  });
  let output = '';
  for (const stream of [once.stdout, once.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<void>((resolve) => once.once('exit', () => resolve()));
  await Promise.race([
    vi.waitUntil(() => output.includes('Ctrl-C stops'), { timeout: 90_000, interval: 50 }),
    ended.then(() => Promise.reject(new Error(`once start ended:\n${output}`))),
  ]);
  const control = /street panel +(\S+)/.exec(output)?.[1];
  if (control === undefined) throw new Error(`once start names no street panel:\n${output}`);

  const data = join(root, 'kiosks', KIOSK, 'data');
  const profile = join(data, 'shell', 'profile');
  return {
    once,
    sandbox: sandboxButtons(control),
    data,
    host: () => {
      const [pid] = processesWith('host/main.ts', root);
      if (pid === undefined) throw new Error('no host runs');
      return pid;
    },
    windowProcesses: (kind) => {
      const drawing = processesWith(profile, '--type=renderer');
      return kind === 'renderer'
        ? drawing
        : processesWith(profile, '--remote-debugging-pipe').filter(
            (pid) => !processesWith('--type=').includes(pid),
          );
    },
    screensShown: () =>
      logLines(join(data, 'logs', 'host.log')).flatMap(({ event, screen }) =>
        event === 'screen-shown' ? [String(screen)] : [],
      ),
    window: () => vi.waitFor(() => lookThroughDoor(profile), BACK),
    stop: async () => {
      once.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * The kiosk's browser lets nobody in but its shell, over a pipe. This one has a debugging port as well, so that a test
 * can read and touch the very window a citizen stands at. Returns the directory to put first on the path.
 */
function browserWithDoor(root: string, browserPath: string): string {
  const directory = join(root, 'browser-with-door');
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, 'chromium'),
    `#!/bin/sh\nexec '${browserPath}' --remote-debugging-port=0 "$@"\n`,
    { mode: 0o755 },
  );
  return directory;
}

async function lookThroughDoor(profile: string): Promise<KioskWindow> {
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const browser: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts().flatMap((context) => context.pages())[0];
  if (page === undefined) {
    await browser.close();
    throw new Error('the window has no page yet');
  }
  return { ...screenOn(page, (target) => target.click()), lookAway: () => browser.close() };
}

/** Lines still being written are left for the next time. */
function logLines(file: string): readonly Readonly<Record<string, unknown>>[] {
  const whole = readFileSync(file, 'utf8');
  return whole
    .slice(0, whole.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
