import { constants } from 'node:fs';
import { lstat, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Pty, plugPty } from './pty.ts';

let folder: string;
const cables: Pty[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'once-pty-'));
});
afterEach(async () => {
  await Promise.all(cables.splice(0).map((cable) => cable.unplug()));
  await rm(folder, { recursive: true });
});

const plugEcho = async (path: string) => {
  const cable: Pty = await plugPty(path, { onData: (bytes) => cable.write(bytes) });
  cables.push(cable);
  return cable;
};

const exchange = async (path: string, bytes: Uint8Array) => {
  const port = await open(path, constants.O_RDWR | constants.O_NOCTTY);
  try {
    await port.write(bytes);
    const { buffer, bytesRead } = await port.read({ buffer: Buffer.alloc(64) });
    return buffer.subarray(0, bytesRead).toString('hex');
  } finally {
    await port.close();
  }
};

test('bytes pass unchanged, control characters too, however often the port is opened', async () => {
  const path = join(folder, 'port');
  await plugEcho(path);
  const bytes = Buffer.from('00030413117f1a0d0aff', 'hex');
  expect(await exchange(path, bytes)).toBe(bytes.toString('hex'));
  expect(await exchange(path, bytes)).toBe(bytes.toString('hex'));
});

test('a pulled cable takes its path away and can be plugged in under another one', async () => {
  const path = join(folder, 'ttyUSB0');
  const cable = await plugEcho(path);
  await cable.unplug();
  await expect(lstat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  cable.write(Buffer.from('lost'));

  const elsewhere = join(folder, 'by-id', 'ttyUSB1');
  await plugEcho(elsewhere);
  expect(await exchange(elsewhere, Buffer.from('a5', 'hex'))).toBe('a5');
});

test('whoever holds the port open sees the cable go', async () => {
  const path = join(folder, 'port');
  const cable = await plugEcho(path);
  const port = await open(path, constants.O_RDWR | constants.O_NOCTTY);
  // Linux answers a read on a hung-up terminal with EIO, or with the end of the file once it has settled.
  const seen = port.read({ buffer: Buffer.alloc(1) }).then(
    ({ bytesRead }) => bytesRead,
    (error: NodeJS.ErrnoException) => error.code,
  );
  await cable.unplug();
  expect([0, 'EIO']).toContain(await seen);
  await port.close();
});

test('a link left behind does not stop the next cable, and cleaning up spares it', async () => {
  const path = join(folder, 'port');
  const first = await plugEcho(path);
  const second = await plugEcho(path);
  expect(await exchange(path, Buffer.from('01', 'hex'))).toBe('01');
  await first.unplug();
  expect(await exchange(path, Buffer.from('02', 'hex'))).toBe('02');
  await second.unplug();
});
