import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceStatus } from '../../drivers/device/device.ts';
import { connectDesk } from './desk-client.ts';
import { deskSocket, startDeskServer } from './desk-server.ts';
import { type AnyDevice, createDeviceDesk, type DeviceDesk, type StatusLine } from './device-desk.ts';
import { exitCodes, main } from './main.ts';

/** A device that is whatever a test says. */
function fakeDevice(initial: DeviceStatus) {
  let status = initial;
  const listeners = new Set<Parameters<AnyDevice['subscribe']>[0]>();
  const device: AnyDevice = {
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    selfTest: async () => ({
      ok: true,
      value: { checks: [{ name: 'paper', verdict: 'failed', detail: 'out' }] },
    }),
    report: () => ({
      status,
      connectedAs: '/dev/once/receipt-printer',
      identity: { model: 'T-80' },
      recoveries: [{ at: 1, step: 'reset', cause: 'silent' }],
      frames: [{ at: 1, direction: 'sent', hex: '100401' }],
    }),
    restart: () => become({ device: 'starting', isOutOfService: false }),
    close: async () => undefined,
  };
  const become = (next: DeviceStatus): void => {
    status = next;
    for (const listener of listeners) listener({ kind: 'status', status });
  };
  return { device, become, listeners: () => listeners.size };
}

let directory = '';
let stop: () => Promise<void> = async () => undefined;
let printer = fakeDevice({ device: 'offline', isOutOfService: true });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'technician-'));
  printer = fakeDevice({ device: 'offline', isOutOfService: true });
  const desk = createDeviceDesk(
    [{ class: 'receipt-printer', driver: 'escpos-serial', device: printer.device }],
    () => new Date('2026-11-24T03:00:00Z'),
  );
  const server = await startDeskServer(desk, directory);
  stop = server.close;
});
afterEach(async () => {
  await stop();
  await rm(directory, { recursive: true, force: true });
});

const connected = async (): Promise<DeviceDesk> =>
  (await connectDesk(deskSocket(directory))) ?? expect.fail('nobody answers');

async function run(...argv: readonly string[]) {
  const config = join(directory, 'config.yaml');
  await writeFile(
    config,
    [
      'version: 1',
      'kiosk: { id: TL-003, place: { zh-CN: 亭, en: bay } }',
      'hall: { name: { zh-CN: 厅, en: hall }, area: "330122", help: { phone: "12345", desk: { zh-CN: 台, en: desk }, hours: { zh-CN: 日, en: day } } }',
      'exchange: { securityServer: "https://127.0.0.1:1", instance: ONCE, client: ONCE/GOV/330122/kiosks }',
      'secretsDir: /nowhere',
      'devices: [{ class: id-card, driver: sdt-serial, port: /nowhere/at-all }]',
    ].join('\n'),
  );
  let stdout = '';
  let stderr = '';
  const aborting = new AbortController();
  const exitCode = await main([...argv, '--config', config, '--data', directory], {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: aborting.signal,
  });
  return { exitCode, stdout, stderr };
}

describe('a technician asks a kiosk that runs', () => {
  it('lists its devices with where they are, how they are and what was tried', async () => {
    const { exitCode, stdout } = await run('list');
    expect(exitCode).toBe(exitCodes.done);
    expect(stdout).toContain('receipt-printer (escpos-serial)  offline, out of service');
    expect(stdout).toContain('/dev/once/receipt-printer');
    expect(stdout).toContain('tried reset: silent');
    expect(stdout).toContain('→ 100401');
  });

  it('reads words within words by their path', async () => {
    const power = { source: 'battery', minutesLeft: 2 };
    const status: DeviceStatus & { power: object } = { device: 'online', isOutOfService: false, power };
    printer.become(status);
    expect((await run('list')).stdout).toContain('power.source battery  power.minutesLeft 2');
  });

  it('gets the same as JSON', async () => {
    const { stdout } = await run('list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { class: 'receipt-printer', driver: 'escpos-serial', status: { isOutOfService: true } },
    ]);
  });

  it('a failed check is a failed command', async () => {
    const { exitCode, stdout } = await run('test', 'receipt-printer');
    expect(stdout).toBe('failed  paper: out\n');
    expect(exitCode).toBe(exitCodes.failed);
  });

  it('takes a device up again', async () => {
    expect((await run('restart', 'receipt-printer')).exitCode).toBe(exitCodes.done);
    expect(printer.device.status()).toEqual({ device: 'starting', isOutOfService: false });
  });

  it('is told of a device there is none of, and of a class there is none of', async () => {
    expect((await run('test', 'camera')).exitCode).toBe(exitCodes.noSuchDevice);
    expect((await run('test', 'toaster')).exitCode).toBe(exitCodes.usage);
  });

  it('watches: how each device is, and every change, until told to stop', async () => {
    const desk = await connected();
    const lines: StatusLine[] = [];
    const stopping = new AbortController();
    const watching = desk.watch((line) => lines.push(line), stopping.signal);
    await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 5000, interval: 5 });
    printer.become({ device: 'online', isOutOfService: false });
    await vi.waitFor(() => expect(lines).toHaveLength(2), { timeout: 5000, interval: 5 });
    stopping.abort();
    await watching;
    expect(lines.map(({ status }) => status.device)).toEqual(['offline', 'online']);
    await vi.waitFor(() => expect(printer.listeners()).toBe(0), { timeout: 5000, interval: 5 });
  });

  it('only who owns the kiosk’s data can ask', async () => {
    expect((await stat(directory)).mode & 0o077).toBe(0);
    expect((await stat(deskSocket(directory))).isSocket()).toBe(true);
  });
});

describe('a kiosk that does not run', () => {
  it('has its devices opened for as long as the command takes', async () => {
    await stop();
    const { exitCode, stdout } = await run('list');
    expect(stdout).toContain('id-card (sdt-serial)  noDevice');
    expect(exitCode).toBe(exitCodes.done);
  });

  it('a socket a killed host has left does not stop the next one', async () => {
    await stop();
    await writeFile(deskSocket(directory), '');
    const again = await startDeskServer(
      createDeviceDesk([], () => new Date()),
      directory,
    );
    expect(await (await connected()).list()).toEqual([]);
    await again.close();
  });
});
