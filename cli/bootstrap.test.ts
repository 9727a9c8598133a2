import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let house: string;

/** A house with the real set-up and stand-ins for what it calls: `npm` writes down what it was asked, `once` says so. */
beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'once-bootstrap-'));
  for (const room of [
    'cli',
    'bin',
    'renderer',
    'electron',
    'kiosk-config',
    'host/contract',
    'flows/language',
  ]) {
    mkdirSync(join(house, room), { recursive: true });
  }
  cpSync(join(import.meta.dirname, 'bootstrap.sh'), join(house, 'cli/bootstrap.sh'));
  writeFileSync(join(house, 'package-lock.json'), '{}');
  for (const room of ['renderer', 'electron']) writeFileSync(join(house, room, 'a.ts'), '');
  script('cli/once', 'echo "once $*"');
  for (const tool of ['socat', 'setpriv', 'dpkg', 'chromium', 'openbox', 'Xvfb'])
    script(`bin/${tool}`, 'exit 0');
  script(
    'bin/npm',
    `echo "$*" >> "${house}/npm.log"
     case "$*" in
       ci*) mkdir -p node_modules && touch node_modules/.package-lock.json ;;
       *build:screens*) mkdir -p dist/renderer ;;
       *build:shell*) mkdir -p dist/electron ;;
     esac`,
  );
});
afterEach(() => rmSync(house, { recursive: true }));

function script(file: string, text: string): void {
  writeFileSync(join(house, file), `#!/bin/bash\n${text}\n`);
  chmodSync(join(house, file), 0o755);
}

async function bootstrap(...args: string[]): Promise<{ output: string; code: number; npm: string[] }> {
  rmSync(join(house, 'npm.log'), { force: true });
  const env = { PATH: `${house}/bin:/usr/bin:/bin` };
  const run = promisify(execFile)('bash', [join(house, 'cli/bootstrap.sh'), ...args], { env });
  const { stdout, code } = await run.then(
    (done) => ({ stdout: done.stdout, code: 0 }),
    (failed: { stdout: string; code: number }) => failed,
  );
  const log = join(house, 'npm.log');
  return { output: stdout, code, npm: existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [] };
}

const changedLater = (file: string) => {
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(house, file), later, later);
};

describe('npm start', () => {
  test('never installs through a link into somebody else’s node_modules', async () => {
    mkdirSync(join(house, 'others'));
    writeFileSync(join(house, 'others', 'kept'), '');
    symlinkSync(join(house, 'others'), join(house, 'node_modules'));
    const { code, npm } = await bootstrap('start');
    expect(code).toBe(1);
    expect(npm).toEqual([]);
    expect(existsSync(join(house, 'others', 'kept'))).toBe(true);
  });

  test('on a fresh machine installs, builds and starts', async () => {
    const { output, npm } = await bootstrap('start', '--no-window');
    expect(
      npm.map((call) =>
        call
          .split(' ')
          .filter((word) => !word.startsWith('-'))
          .join(' '),
      ),
    ).toEqual(['ci', 'run build:screens', 'run build:shell']);
    expect(output).toContain('once start --no-window');
  });

  test('the second time says nothing and only starts', async () => {
    await bootstrap('start');
    expect(await bootstrap('start')).toEqual({ output: 'once start\n', code: 0, npm: [] });
  });

  test('installs again when the lock was changed', async () => {
    await bootstrap('start');
    changedLater('package-lock.json');
    expect((await bootstrap('start')).npm[0]).toMatch(/^ci/);
  });

  test('builds again what was changed, and only that', async () => {
    await bootstrap('start');
    changedLater('renderer/a.ts');
    expect((await bootstrap('start')).npm).toEqual(['run -s build:screens']);
  });

  test('does not start on a build that failed', async () => {
    script(
      'bin/npm',
      'case "$*" in *build*) echo "broken" >&2; exit 1 ;; ci*) mkdir -p node_modules; touch node_modules/.package-lock.json ;; esac',
    );
    const { output, code } = await bootstrap('start');
    expect(code).not.toBe(0);
    expect(output).not.toContain('once start');
  });
});

test('a task that does not exist is named', async () => {
  expect((await bootstrap('fly')).code).toBe(2);
});
