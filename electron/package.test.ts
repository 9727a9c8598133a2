import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageFile from '../package.json' with { type: 'json' };

const run = promisify(execFile);
const house = join(import.meta.dirname, '..');
const directory = mkdtempSync(join(tmpdir(), 'once-package-'));
const packed = join(directory, 'out/linux-unpacked');

/**
 * Electron's fuses in the binary: a sentinel, a version, their number, and one character each. A stand-in that holds
 * them is enough to pack, and to see them flipped.
 */
const factoryFuses = Buffer.concat([
  Buffer.from('stand-in for electron dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101001011'),
]);

beforeAll(async () => {
  const dist = join(directory, 'electron');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox'])
    writeFileSync(join(dist, file), '');
  writeFileSync(join(dist, 'version'), packageFile.devDependencies.electron);
  writeFileSync(join(dist, 'electron'), factoryFuses, { mode: 0o755 });
  await run(join(house, 'node_modules/.bin/rolldown'), ['--config', 'electron/rolldown.config.ts'], {
    cwd: house,
  });
  // `npm run package` puts the installed packages beside it; they are no matter here.
  mkdirSync(join(house, 'dist/kiosk-packages'), { recursive: true });
  cpSync(join(house, 'package.json'), join(house, 'dist/kiosk-packages/package.json'));
  const options = [`-c.electronDist=${dist}`, `-c.directories.output=${join(directory, 'out')}`];
  await run(join(house, 'node_modules/.bin/electron-builder'), ['--linux', 'dir', ...options], {
    cwd: house,
  });
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true }));

test('the packaged binary cannot be turned into Node, debugged, or fed another application', async () => {
  const { stdout } = await run(join(house, 'node_modules/.bin/electron-fuses'), [
    'read',
    '--app',
    join(packed, 'once-kiosk'),
  ]);
  const fuses = Object.fromEntries(
    [...stdout.matchAll(/(\w+) is (Enabled|Disabled)/g)].map(([, name, state]) => [name, state]),
  );
  expect(fuses).toMatchObject({
    RunAsNode: 'Disabled',
    EnableCookieEncryption: 'Enabled',
    EnableNodeOptionsEnvironmentVariable: 'Disabled',
    EnableNodeCliInspectArguments: 'Disabled',
    EnableEmbeddedAsarIntegrityValidation: 'Enabled',
    OnlyLoadAppFromAsar: 'Enabled',
    LoadBrowserProcessSpecificV8Snapshot: 'Disabled',
    GrantFileProtocolExtraPrivileges: 'Disabled',
  });
});

test('the archive holds the shell and nothing else', async () => {
  const { stdout } = await run(join(house, 'node_modules/.bin/asar'), [
    'list',
    join(packed, 'resources/app.asar'),
  ]);
  const files = stdout.trim().split('\n').sort();
  expect(files).toEqual([
    '/dist',
    '/dist/electron',
    '/dist/electron/main.js',
    '/dist/electron/preload.cjs',
    '/package.json',
  ]);
});

test('the rooms a kiosk runs, and Node, lie beside it as plain files, without tests', () => {
  const kiosk = join(packed, 'resources/kiosk');
  for (const file of [
    'host/main.ts',
    'flows/main.ts',
    'drivers/status.ts',
    'kiosk-config/config.ts',
    'package.json',
  ]) {
    expect(existsSync(join(kiosk, file)), file).toBe(true);
  }
  expect(existsSync(join(packed, 'resources/node'))).toBe(true);
  const files = readdirSync(kiosk, { recursive: true }).map(String);
  expect(files.filter((file) => /\.test\.tsx?$/.test(file))).toEqual([]);
  for (const room of ['sandbox', 'renderer', 'electron', 'cli', 'tests'])
    expect(existsSync(join(kiosk, room)), room).toBe(false);
});
