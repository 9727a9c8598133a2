import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { vi } from 'vitest';
import { processesWith } from './process-tree.ts';
import { type SandboxButtons, sandboxButtons } from './sandbox.ts';
import { type ScreenWindow, screenOn } from './screen.ts';

const KIOSK = 'TL-003';
const READY_MS = 90_000;
/** How long a kiosk may take to be back, on a machine that has other things to do. */
export const BACK = { timeout: 60_000, interval: 50 } as const;

/** A whole kiosk as `once start` brings it up, with its own window. */
export type StartedKiosk = {
  readonly once: ChildProcess;
  readonly sandbox: SandboxButtons;
  /** The kiosk's data root. */
  readonly data: string;
  /** Numbers of the processes that run as this part of the kiosk now. */
  readonly processes: (part: KioskPart) => readonly number[];
  /** The screens people saw, oldest first, by the host's log. */
  readonly screensShown: () => readonly string[];
  /** The kiosk's own window, as it stands now. */
  readonly window: () => Promise<KioskWindow>;
  readonly stop: () => Promise<void>;
};
/** The kiosk's host; its window; what draws the window's pages. */
export type KioskPart = 'host' | 'browser' | 'page';
export type KioskWindow = ScreenWindow & { readonly lookAway: () => Promise<void> };

/** Runs `once start` on this display with everything under `root`, until the table says that it stands. */
export async function onceStart(root: string, display: string, browserPath: string): Promise<StartedKiosk> {
  // Should this test be killed itself, the kiosk it started ends with it.
  const once = spawn(
    'setpriv',
    ['--pdeathsig', 'TERM', process.execPath, 'cli/once.ts', 'start', '--data', root],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DISPLAY: display,
        WAYLAND_DISPLAY: undefined,
        PATH: `${browserWithDoor(root, browserPath)}:${process.env.PATH}`,
      },
    },
  );
  const ended = new Promise<void>((resolve) => once.once('exit', () => resolve()));
  const stop = async () => {
    once.kill('SIGTERM');
    await ended;
  };
  const control = await streetPanel(once).catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  const data = join(root, 'kiosks', KIOSK, 'data');
  const profile = join(data, 'shell', 'profile');
  return {
    once,
    sandbox: sandboxButtons(control),
    data,
    processes: (part) => {
      switch (part) {
        case 'host':
          return processesWith('host/main.ts', root);
        case 'browser':
          return processesWith(profile, '--remote-debugging-pipe');
        case 'page':
          return processesWith(profile, '--type=renderer');
      }
    },
    screensShown: () =>
      logLines(join(data, 'logs', 'host.log')).flatMap(({ event, screen }) =>
        event === 'screen-shown' ? [String(screen)] : [],
      ),
    window: () => vi.waitFor(() => lookThroughDoor(profile), BACK),
    stop,
  };
}

/** The address of the sandbox's buttons, from the table that is printed when everything stands. */
function streetPanel(once: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`once start ${what}:\n${output}`));
    const late = setTimeout(() => fail('did not get ready'), READY_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const control = /street panel +(\S+)/.exec(output)?.[1];
      if (control !== undefined && output.includes('Ctrl-C stops')) {
        clearTimeout(late);
        resolve(control);
      }
    };
    once.stdout?.on('data', read);
    once.stderr?.on('data', read);
    once.once('exit', () => {
      clearTimeout(late);
      fail('ended');
    });
  });
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
