import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { citizenAt } from './citizen.ts';
import { type KioskOptions, startHost } from './kiosk.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { launchBrowser, openScreen, type ScreenWindow } from './screen.ts';

/** One kiosk in its street, with a window on it: made before the tests of a file, gone after them. */
export type Hall = {
  readonly sandbox: Sandbox;
  readonly host: Awaited<ReturnType<typeof startHost>>;
  readonly screen: ScreenWindow;
  readonly citizen: ReturnType<typeof citizenAt>;
  /** The kiosk's `--data` root. */
  readonly dataRoot: string;
};

export type HallOptions = Omit<KioskOptions, 'directory'> & {
  /** Further arguments of `sandbox/main.ts`. */
  readonly sandboxArgs?: readonly string[];
};

/** `hall()` inside a test. Sandbox, host and browser are real processes of this file's own. */
export function openHall({ sandboxArgs = [], ...options }: HallOptions = {}): () => Hall {
  let hall: Hall | undefined;
  let browser: Browser | undefined;
  const directory = mkdtempSync(join(tmpdir(), 'once-hall-'));
  beforeAll(async () => {
    const kiosk = join(directory, 'kiosk');
    mkdirSync(kiosk);
    const sandbox = await startSandbox(join(directory, 'sandbox'), { args: sandboxArgs });
    const host = await startHost(sandbox, { ...options, directory: kiosk });
    browser = await launchBrowser(sandbox.ready.kiosks[0]?.cameraFilm);
    const screen = await openScreen(
      browser,
      `${host.ready.url}/?token=${host.ready.token}`,
      options.orientation,
    );
    hall = { sandbox, host, screen, citizen: citizenAt(sandbox, screen), dataRoot: join(kiosk, 'data') };
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await hall?.host.stop();
    await hall?.sandbox.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  return () => {
    if (!hall) throw new Error('the hall opens before the first test');
    return hall;
  };
}
