import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Shell, WindowLoss } from '../shell/shell.ts';
import { chromiumArguments, profilePreferences } from './command-line.ts';
import { DebuggingPipe } from './debugging-pipe.ts';
import { closeOtherPages, type FirstPage, firstPage, gone, lockBrowser, lockPage } from './page-lock.ts';
import { startWindowManager } from './window-manager.ts';

export type ChromiumShellOptions = {
  readonly executable: string;
  /** `undefined` under Wayland, or where it is not installed. */
  readonly openbox: string | undefined;
  /** Directory under the kiosk's data root, emptied at each launch. */
  readonly directory: string;
  readonly windowed: boolean;
  readonly size: { readonly width: number; readonly height: number };
  readonly isRoot: boolean;
  /** A video played in place of a camera. */
  readonly cameraFilm: string | undefined;
  /** Origins besides the host's own that screens may come from, while developing. */
  readonly otherOrigins: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly report: (refusal: { readonly refused: string; readonly why: string }) => void;
};

const LAUNCH_DEADLINE_MS = 20_000;
const ALIVE_EVERY_MS = 5_000;
const ALIVE_DEADLINE_MS = 10_000;
const STOP_DEADLINE_MS = 3_000;

type Window = {
  readonly process: ChildProcess;
  readonly exited: Promise<void>;
  readonly pipe: DebuggingPipe;
  readonly page: FirstPage;
};

/** A Chromium kiosk window, where Electron cannot be had; same screens, same supervision, its lockdown as far as it goes. */
export function chromiumShell(options: ChromiumShellOptions): Shell {
  const { clock, directory, report } = options;
  let window: Window | undefined;
  let launching: Promise<Window> | undefined;
  let origin: string | undefined;
  let closing = false;
  let lost: (loss: WindowLoss) => void = () => {};
  let stopWindowManager: (() => Promise<void>) | undefined;
  let cancelAlive = () => {};

  const lose = (which: ChildProcess, loss: WindowLoss) => {
    if (closing || window?.process !== which) return;
    cancelAlive();
    if (loss !== 'crashed') window = undefined;
    lost(loss);
  };

  async function launch(): Promise<Window> {
    prepareDirectory(directory);
    const env = ownEnvironment(options.env, directory);
    if (options.openbox !== undefined && !options.windowed) {
      stopWindowManager ??= startWindowManager(options.openbox, directory, env);
    }
    const args = chromiumArguments({ ...options, wayland: env.DISPLAY === undefined });
    const process = spawn('setpriv', ['--pdeathsig', 'KILL', options.executable, ...args], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      detached: true,
      env,
    });
    const exited = new Promise<void>((resolve) => {
      process.once('exit', () => resolve());
      process.once('error', () => resolve());
    });
    const [, , , input, output] = process.stdio;
    const pipe = new DebuggingPipe(input as Writable, output as Readable); // both were asked for as pipes above
    const parts = {
      pipe,
      report,
      origins: () => [...(origin === undefined ? [] : [origin]), ...options.otherOrigins],
    };

    const overdue = clock.after(LAUNCH_DEADLINE_MS, () => pipe.close());
    exited.then(() => pipe.close());
    try {
      const page = await firstPage(pipe);
      const { sessionId } = page;
      await lockBrowser(parts);
      pipe.on('Inspector.targetCrashed', (_params, session) => {
        if (session === sessionId) lose(process, 'crashed');
      });
      pipe.on('Target.detachedFromTarget', (params) => {
        if (params.sessionId === sessionId) killGroup(process);
      });
      await lockPage(parts, sessionId);
      await closeOtherPages(parts, page);
      exited.then(() => lose(process, 'closed'));
      return { process, exited, pipe, page };
    } catch (error) {
      killGroup(process);
      await exited;
      throw error;
    } finally {
      overdue();
    }
  }

  function watch({ process, pipe, page }: Window): void {
    cancelAlive();
    cancelAlive = clock.after(ALIVE_EVERY_MS, () => {
      const hung = clock.after(ALIVE_DEADLINE_MS, () => {
        lose(process, 'hung');
        killGroup(process);
      });
      cancelAlive = hung;
      pipe.send('Runtime.evaluate', { expression: '1' }, page.sessionId).then(() => {
        hung();
        if (window?.process === process && !closing) watch(window);
      }, hung);
    });
  }

  return {
    async open(url) {
      origin = new URL(url).origin;
      if (window === undefined) {
        launching ??= launch().finally(() => {
          launching = undefined;
        });
        window = await launching;
      }
      const launched = window;
      try {
        const shown = await launched.pipe.send('Page.navigate', { url }, launched.page.sessionId);
        if (typeof shown.errorText === 'string') throw new Error(shown.errorText);
      } catch (error) {
        window = undefined;
        killGroup(launched.process);
        throw error;
      }
      watch(launched);
    },
    onLoss(listener) {
      lost = listener;
    },
    async close() {
      closing = true;
      cancelAlive();
      const last = await (launching ?? Promise.resolve(window)).catch(() => undefined);
      await stopWindowManager?.();
      if (last === undefined) return;
      const { process, exited, pipe } = last;
      pipe.send('Browser.close').catch(gone);
      const tooSlow = clock.after(STOP_DEADLINE_MS, () => killGroup(process));
      await exited;
      tooSlow();
      killGroup(process);
    },
  };
}

/** Chromium and all its helpers: it leads a process group of its own. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    globalThis.process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** A new profile at each launch: nothing can be kept from one shell run to the next. */
function prepareDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, 'profile', 'Default'), { recursive: true, mode: 0o700 });
  for (const folder of ['home', 'tmp']) mkdirSync(join(directory, folder), { mode: 0o700 });
  writeFileSync(join(directory, 'profile', 'Default', 'Preferences'), JSON.stringify(profilePreferences));
}

/** Everything Chromium and its libraries write by default in a home or temporary directory stays under ours. */
function ownEnvironment(env: NodeJS.ProcessEnv, directory: string): NodeJS.ProcessEnv {
  const home = join(directory, 'home');
  return {
    ...env,
    HOME: home,
    TMPDIR: join(directory, 'tmp'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
  };
}
