import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../kiosk-config/config.ts';
import { sampled } from '../../tests/runner/sampled.ts';

// Several processes a test: limits against hanging, not a measure of a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const source = join(import.meta.dirname, '../..');
let house: string;
let root: string;
let started: Once[];

/** A whole house with the real command and the real shell, but stand-ins for the host, the sandbox and the hall. */
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'once-start-'));
  for (const part of ['cli', 'electron', 'kiosk-config', 'package.json']) {
    cpSync(join(source, part), join(house, part), { recursive: true });
  }
  symlinkSync(join(source, 'node_modules'), join(house, 'node_modules'));
  for (const [room, stand] of [
    ['host', 'electron/fixtures/fake-host.ts'],
    ['sandbox', 'cli/start/fixtures/fake-sandbox.ts'],
    ['hall', 'cli/start/fixtures/fake-hall.ts'],
  ] as const) {
    mkdirSync(join(house, room));
    cpSync(join(source, stand), join(house, room, 'main.ts'));
  }
});
afterAll(() => rmSync(house, { recursive: true }));
beforeEach(() => {
  root = mkdtempSync(join(house, 'root-'));
  started = [];
});
afterEach(async () => {
  for (const once of started) once.process.kill('SIGKILL');
  await nobodyIsLeft();
});

type Once = { readonly process: ChildProcess; output: string; exit: number | null | undefined };

function once(...args: string[]): Once {
  const process_ = spawn(process.execPath, [join(house, 'cli/once.ts'), ...args], {
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const running: Once = { process: process_, output: '', exit: undefined };
  const add = (data: Buffer) => {
    running.output += data;
  };
  process_.stdout.on('data', add);
  process_.stderr.on('data', add);
  process_.on('exit', (code) => {
    running.exit = code;
  });
  started.push(running);
  return running;
}

const within = { timeout: 60_000, interval: 20 };
const nobodyIsLeft = () => vi.waitFor(() => expect(processesOf(root)).toEqual([]), within);
const isUp = (running: Once) => vi.waitFor(() => expect(running.output).toContain('Ctrl-C stops'), within);
const hasEnded = (running: Once) => vi.waitFor(() => expect(running.exit).toBeDefined(), within);
const start = (...args: string[]) => once('start', '--data', root, ...args);

/** Running processes whose command line names this directory. */
function processesOf(directory: string, kind = ''): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(directory) && line.includes(kind);
      } catch {
        return false;
      }
    })
    .map(Number);
}

describe('once start', () => {
  test('says where everything is, and gives an address that opens the screen once', async () => {
    const running = start();
    await isUp(running);
    expect(running.output).toMatch(/screen +http:\/\/127\.0\.0\.1:\d+\/\?token=token-0/);
    expect(running.output).toMatch(/window +none: this machine has no display/);
    expect(running.output).toMatch(/street panel +http:\/\/127\.0\.0\.1:\d+/);
    expect(running.output).toContain(join(root, 'kiosks/TL-003/data'));
    expect(running.output).toMatch(/id-card +sdt-serial \/.*\/TL-003\/id-card\n/);
    expect(readFileSync(join(root, 'sandbox/last-request'), 'utf8')).toBe('PUT /kiosks/TL-003/screen');
  });

  test('writes a configuration the host accepts', async () => {
    await isUp(start('--orientation', 'landscape'));
    const config = configSchema.parse(parse(readFileSync(join(root, 'kiosks/TL-003/config.yaml'), 'utf8')));
    expect(config.kiosk).toMatchObject({ id: 'TL-003', screen: { orientation: 'landscape' } });
    expect(config.devices).toMatchObject([
      { class: 'id-card', port: join(root, 'sandbox/TL-003/id-card') },
      { class: 'receipt-printer', port: join(root, 'sandbox/TL-003/receipt-printer') },
    ]);
  });

  test('brings up the hall that watches the kiosk, enrols it there, and says where the console is and who gets in', async () => {
    const running = start();
    await isUp(running);
    expect(running.output).toMatch(/hall +http:\/\/127\.0\.0\.1:\d+\n/);
    expect(running.output).toMatch(/hall admin +admin, code AAAA-BBBB-CCCC\n/);
    const config = configSchema.parse(parse(readFileSync(join(root, 'kiosks/TL-003/config.yaml'), 'utf8')));
    expect(config.fleet).toMatchObject({
      url: 'mqtt://127.0.0.1:1883',
      http: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      username: 'TL-003',
    });
    expect(readFileSync(join(root, 'sandbox/TL-003/secrets/hall-password'), 'utf8')).toBe('made here\n');
  });

  test('brings up no hall where none is wanted', async () => {
    const running = start('--no-hall');
    await isUp(running);
    expect(running.output).not.toContain('hall');
    const config = configSchema.parse(parse(readFileSync(join(root, 'kiosks/TL-003/config.yaml'), 'utf8')));
    expect(config.fleet).toBeUndefined();
  });

  test('runs a kiosk of a given configuration without a sandbox', async () => {
    const config = join(root, 'config.yaml');
    writeFileSync(
      config,
      readFileSync(join(house, 'kiosk-config/profiles/street.yaml'), 'utf8').replace('TL-003', 'TL-009'),
    );
    const running = start('--config', config);
    await isUp(running);
    expect(running.output).toContain(join(root, 'kiosks/TL-009/data'));
    expect(running.output).not.toContain('street panel');
    expect(processesOf(root, 'sandbox/main.ts')).toEqual([]);
  });

  test('starts the host again when it was killed', async () => {
    await isUp(start());
    const [host] = processesOf(root, 'host/main.ts');
    if (host === undefined) throw new Error('no host runs');
    process.kill(host, 'SIGKILL');
    await vi.waitFor(() => {
      const [next] = processesOf(root, 'host/main.ts');
      expect(next).toBeDefined();
      expect(next).not.toBe(host);
    }, within);
  });
});

describe('the end of once start', () => {
  test.each(sampled(['SIGINT', 'SIGTERM', 'SIGHUP'] as const, ['SIGTERM']))(
    'on %s stops everything it started and is no failure',
    async (signal) => {
      const running = start();
      await isUp(running);
      running.process.kill(signal);
      await hasEnded(running);
      expect(running.exit).toBe(0);
      expect(processesOf(root)).toEqual([]);
      expect(existsSync(join(root, 'start.pid'))).toBe(false);
    },
  );

  test('while it is still starting stops what is there by then', async () => {
    const running = start();
    await vi.waitFor(() => expect(processesOf(root, 'sandbox/main.ts')).toHaveLength(1), within);
    running.process.kill('SIGINT');
    await hasEnded(running);
    expect(running.exit).toBe(0);
    expect(processesOf(root)).toEqual([]);
  });

  test('by kill -9 leaves no orphan, and does not hinder the next start', async () => {
    const running = start();
    await isUp(running);
    running.process.kill('SIGKILL');
    await nobodyIsLeft();
    await isUp(start());
  });

  test.each(sampled(['sandbox/main.ts', 'electron/chromium/main.ts', 'hall start'], ['hall start']))(
    'comes with a reason when %s dies',
    async (room) => {
      const running = start();
      await isUp(running);
      for (const pid of processesOf(root, room)) process.kill(pid, 'SIGKILL');
      await hasEnded(running);
      expect(running.exit).toBe(1);
      expect(running.output).toMatch(/(sandbox|kiosk|hall) ended\. Its log, /);
      await nobodyIsLeft();
    },
  );

  test('is not caused by a second start on the same root, which is refused', async () => {
    const first = start();
    await isUp(first);
    const second = start();
    await hasEnded(second);
    expect(second.exit).toBe(1);
    expect(second.output).toContain('is running on');
    expect(first.exit).toBeUndefined();
  });
});

test('once without a command that exists says which there are', async () => {
  const running = once('fly');
  await hasEnded(running);
  expect(running.exit).toBe(1);
  expect(running.output).toContain('once --help');
});
