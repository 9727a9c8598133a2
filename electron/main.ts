import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, Menu, session } from 'electron';
import { systemClock } from './clock.ts';
import { electronShell } from './electron-shell.ts';
import { runKiosk } from './kiosk.ts';
import { forbiddenArguments } from './lockdown/arguments.ts';
import { lockApp, lockSession } from './lockdown/lock-window.ts';

/** Electron's main process: joins the shell, the supervisor and the host. Options as in `electron/chromium/main.ts`. */
function main(): void {
  const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);
  const refused = forbiddenArguments(process.argv.slice(1), process.env);
  if (refused.length > 0) {
    say({ event: 'refused', arguments: refused });
    app.exit(64);
    return;
  }
  const { values } = parseArgs({
    args: process.argv.slice(app.isPackaged ? 1 : 2),
    options: {
      config: { type: 'string' },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      renderer: { type: 'string' },
      windowed: { type: 'boolean', default: false },
      /** The sandbox's camera: a video in place of a device. Not in a packaged kiosk, whose camera is a camera. */
      'camera-film': { type: 'string' },
      /** Started by `once start`: end when it ends. */
      attached: { type: 'boolean', default: false },
    },
  });
  const { config, data, renderer, windowed, 'camera-film': film } = values;
  if (config === undefined || data === undefined) {
    say({ event: 'refused', arguments: ['--config FILE and --data DIR are needed'] });
    app.exit(64);
    return;
  }

  for (const [name, folder] of [
    ['userData', 'profile'],
    ['sessionData', 'profile'],
    ['crashDumps', 'crashes'],
    ['temp', 'tmp'],
  ] as const) {
    const path = join(data, 'shell', folder);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    app.setPath(name, path);
  }
  if (film !== undefined && !app.isPackaged) {
    app.commandLine.appendSwitch('use-fake-device-for-media-stream');
    app.commandLine.appendSwitch('use-file-for-fake-video-capture', film);
  }
  // The lock is the profile's: one kiosk a data root.
  if (!app.requestSingleInstanceLock()) {
    say({ event: 'refused', arguments: ['this data root is in use'] });
    app.exit(75);
    return;
  }
  app.enableSandbox();
  Menu.setApplicationMenu(null);

  // A packaged kiosk carries the rooms and Node as plain files beside the archive: plain Node reads no asar.
  const house = app.isPackaged ? join(process.resourcesPath, 'kiosk') : app.getAppPath();
  const nodeBinary = app.isPackaged
    ? join(process.resourcesPath, 'node')
    : join(house, 'node_modules/.bin/node');
  const rendererOrigin = developmentOrigin(renderer);
  let hostOrigin: string | undefined;
  const lock = {
    origins: () => (hostOrigin === undefined ? [] : [hostOrigin, ...rendererOrigin]),
    report: (refusal: object) => say({ event: 'locked', ...refusal }),
  };

  lockApp(app, lock);
  app.on('window-all-closed', () => {});
  app.whenReady().then(async () => {
    // Not persistent: what a visit leaves in cookies or cache is gone with the process.
    const memory = session.fromPartition('kiosk', { cache: false });
    lockSession(memory, lock);
    const shell = electronShell({
      session: memory,
      preload: join(import.meta.dirname, 'preload.cjs'),
      lock,
      windowed,
    });
    const kiosk = runKiosk({
      host: { nodeBinary, hostMain: join(house, 'host/main.ts'), config, data, renderer, env: process.env },
      shell: {
        ...shell,
        open(url) {
          hostOrigin = new URL(url).origin;
          return shell.open(url);
        },
      },
      clock: systemClock,
      port: Number(values.port),
      starter: values.attached ? process.stdin : undefined,
      say,
    });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => kiosk.stop());
    await kiosk.ended;
    app.exit(0);
  });
}

/** While developing the screens come from a server of their own; a directory has no origin. */
function developmentOrigin(renderer: string | undefined): string[] {
  return renderer !== undefined && URL.canParse(renderer) ? [new URL(renderer).origin] : [];
}

main();
