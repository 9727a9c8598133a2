import { type ChildProcess, spawn } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceSchema } from '../kiosk-config/devices.ts';

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 60_000, interval: 50 });

type Ready = {
  readonly control: string;
  readonly securityServer: string;
  readonly kiosks: readonly {
    readonly id: string;
    readonly devices: readonly { readonly class: string; readonly driver: string; readonly port?: string }[];
    readonly secretsDir: string;
  }[];
};

let data: string;
let sandbox: ChildProcess;
const lines: string[] = [];

const serialPortsOf = ({ devices }: Ready['kiosks'][number]): readonly string[] =>
  devices.flatMap(({ port }) => port ?? []);

/** Starts a sandbox of two kiosks; resolves with its ready line. */
async function started(): Promise<Ready> {
  sandbox = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'main.ts'),
      '--data',
      data,
      '--kiosks',
      'TL-003,TL-004',
      '--size',
      '40',
      '--pace',
      'fast',
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  if (sandbox.stdout === null) throw new Error('asked for as a pipe');
  createInterface({ input: sandbox.stdout }).on('line', (line) => lines.push(line));
  const line = await eventually(() => lines[0]);
  const ready: Ready = JSON.parse(line ?? '');
  return ready;
}

/** Everything that runs for this sandbox, found by the data root in its command line or environment. */
async function processesOfSandbox(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found: string[] = [];
  for (const pid of pids) {
    const [command, environment] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    const isOurs = command?.includes(data) || environment?.includes(data);
    if (isOurs && Number(pid) !== process.pid) found.push(`${pid} ${command?.replaceAll('\0', ' ')}`);
  }
  return found;
}

beforeEach(async () => {
  lines.length = 0;
  data = await mkdtemp(join(tmpdir(), 'once-sandbox-'));
  // Inherited by every descendant, so that none of them can hide.
  process.env.ONCE_SANDBOX_TEST = data;
});
afterEach(async () => {
  sandbox.kill('SIGKILL');
  delete process.env.ONCE_SANDBOX_TEST;
  await eventually(async () => (await processesOfSandbox()).length === 0);
  await rm(data, { recursive: true });
});

test('one line says where everything is, in the words of a configuration, and everything is there', async () => {
  const ready = await started();
  expect(ready.kiosks.map(({ id }) => id)).toEqual(['TL-003', 'TL-004']);
  for (const kiosk of ready.kiosks) {
    const classes = kiosk.devices.map((device) => device.class);
    expect(classes).toEqual(expect.arrayContaining(['id-card', 'receipt-printer']));
    for (const port of serialPortsOf(kiosk)) {
      expect(port.startsWith(data)).toBe(true);
      expect((await lstat(port)).isSymbolicLink()).toBe(true);
    }
    for (const device of kiosk.devices) expect(deviceSchema.safeParse(device).error).toBeUndefined();
    expect((await readdir(kiosk.secretsDir)).sort()).toEqual(['hall-ca.crt', 'identity.crt', 'identity.key']);
  }
  expect(ready.securityServer).toMatch(/^https:/);
  const states = await (await fetch(`${ready.control}/kiosks`)).json();
  expect(states).toMatchObject([
    { id: 'TL-003', reader: { plugged: true }, printer: { plugged: true } },
    { id: 'TL-004', reader: { plugged: true }, printer: { plugged: true } },
  ]);
  expect((await fetch(`${ready.control}/citizens`)).status).toBe(200);
  expect((await fetch(`${ready.control}/exchange/ledger`)).status).toBe(200);
  expect(lines).toHaveLength(1);
});

describe('nothing is left behind', () => {
  const ended = () => eventually(async () => sandbox.exitCode !== null || sandbox.signalCode !== null);
  const nobodyLeft = () => eventually(async () => (await processesOfSandbox()).length === 0);

  test('when it is asked to end', async () => {
    const { kiosks } = await started();
    sandbox.kill('SIGTERM');
    await ended();
    expect(sandbox.exitCode).toBe(0);
    await nobodyLeft();
    for (const port of kiosks.flatMap(serialPortsOf))
      await expect(lstat(port)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('when whoever started it is gone', async () => {
    await started();
    sandbox.stdin?.end();
    await ended();
    expect(sandbox.exitCode).toBe(0);
    await nobodyLeft();
  });

  test('when it is killed outright', async () => {
    await started();
    expect((await processesOfSandbox()).filter((line) => line.includes('socat'))).not.toEqual([]);
    sandbox.kill('SIGKILL');
    await ended();
    await nobodyLeft();
  });
});
