import { watch } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';

/** A TCP port on loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The development server of the citizen screens, in front of a host on `hostPort`: what is edited is shown at once. */
export function startScreens(house: string, logDirectory: string, port: number, hostPort: number): Child {
  const vite = join(house, 'node_modules/vite/bin/vite.js');
  const config = join(house, 'renderer/vite.config.ts');
  return startChild({
    name: 'screens',
    command: process.execPath,
    // By number, not as localhost: the window's cookie belongs to 127.0.0.1.
    args: [
      vite,
      '--config',
      config,
      '--mode',
      'citizen',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--strictPort',
    ],
    logFile: join(logDirectory, 'screens.log'),
    cwd: house,
    env: { ...process.env, HOST_URL: `http://127.0.0.1:${hostPort}` },
  });
}

const QUIET_MS = 300;

/** Calls `changed` when a file of the host or of what it is made of was edited, once for a burst. */
export function watchHost(house: string, changed: () => void): () => void {
  let quiet: NodeJS.Timeout | undefined;
  const watchers = ['flows', 'host', 'drivers', 'kiosk-config'].map((room) =>
    watch(join(house, room), { recursive: true }, (_event, file) => {
      if (file === null || !/\.(ts|yaml)$/.test(file) || file.endsWith('.test.ts')) return;
      clearTimeout(quiet);
      quiet = setTimeout(changed, QUIET_MS);
    }),
  );
  return () => {
    clearTimeout(quiet);
    for (const watcher of watchers) watcher.close();
  };
}
