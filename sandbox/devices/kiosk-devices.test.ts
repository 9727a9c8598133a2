import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KioskState } from '../control/contract.ts';
import { baseMessages, cardOf, commandNamed, replyNamed } from './id-card-reader/vectors/vectors.ts';
import { type KioskDevices, startKioskDevices } from './kiosk-devices.ts';
import vectors from './receipt-printer/vectors/escpos.json' with { type: 'json' };

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });

const find = commandNamed('find_card');
const select = commandNamed('select_card');
const readBase = commandNamed('read_base_text_photo');
const base = baseMessages[0];
if (base === undefined) throw new Error('no vectors');
const card = { citizen: 'zhang-san', document: cardOf(base) };

let folder: string;
let devices: KioskDevices;
let states: KioskState[];
const open_: FileHandle[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'once-devices-'));
  states = [];
  devices = await startKioskDevices({
    id: 'TL-003',
    readerPath: join(folder, 'id-card'),
    printerPath: join(folder, 'receipt'),
    pace: 'fast',
    onEvent: (event) => {
      if (event.kind === 'kiosk') states.push(event.kiosk);
    },
  });
});
afterEach(async () => {
  await Promise.all(open_.splice(0).map((port) => port.close()));
  await devices.close();
  await rm(folder, { recursive: true });
});

const openPort = async (path: string) => {
  const port = await open(path, constants.O_RDWR | constants.O_NOCTTY);
  open_.push(port);
  return port;
};

/** Writes `request`, reads exactly `length` bytes. */
const ask = async (port: FileHandle, request: Uint8Array, length: number) => {
  await port.write(request);
  const reply = Buffer.alloc(length);
  for (let got = 0; got < length; ) got += (await port.read(reply, got, length - got)).bytesRead;
  return reply.toString('hex').toUpperCase();
};
const pollForCard = async (port: FileHandle) => {
  await eventually(async () => {
    await port.write(find);
    const head = Buffer.alloc(11);
    for (let got = 0; got < 11; ) got += (await port.read(head, got, 11 - got)).bytesRead;
    if (head[9] !== 0x9f) return false;
    await port.read(Buffer.alloc(4));
    return true;
  });
};

describe('a card laid on the glass is read over the serial port', () => {
  test('with the frames of the vectors, at the speed of the line', async () => {
    const port = await openPort(devices.state().reader.path);
    expect(await ask(port, find, 11)).toBe(replyNamed('find_no_card'));
    await devices.putCard(card);
    expect(await ask(port, find, 15)).toBe(replyNamed('find_ok'));
    expect(await ask(port, select, 19)).toBe(replyNamed('select_ok'));
    const startedAt = performance.now();
    const reply = await ask(port, readBase, 1295);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(112.4);
    expect(reply.slice(28, 28 + 512)).toBe(base.text_hex);
    expect(devices.state().reader.card).toBe('zhang-san');
  });
});

describe('a cable pulled and plugged in again', () => {
  test('under another path, the card still lies there', async () => {
    await devices.putCard(card);
    const before = devices.state().reader.path;
    await devices.unplug('reader');
    expect(devices.state().reader.plugged).toBe(false);
    await expect(lstat(before)).rejects.toMatchObject({ code: 'ENOENT' });

    await devices.plug('reader', join(folder, 'elsewhere'));
    expect(devices.state().reader).toMatchObject({ plugged: true, path: join(folder, 'elsewhere') });
    await pollForCard(await openPort(join(folder, 'elsewhere')));
  });
});

describe('paper', () => {
  test('a receipt is counted, and hangs out until it is taken', async () => {
    const port = await openPort(devices.state().printer.path);
    expect(await ask(port, Buffer.from(vectors.sampleReceipt.hex, 'hex'), 7)).toBe(
      vectors.sampleReceipt.expected_reply_when_done,
    );
    await eventually(() => devices.state().printer.receipts === 1);
    expect(devices.receipts()).toMatchObject([
      { taken: false, text: expect.stringContaining('政务服务中心') },
    ]);
    devices.takeReceipts();
    expect(devices.receipts()).toMatchObject([{ taken: true }]);
  });

  test('that ends midway shows in the state by itself', async () => {
    await devices.breakPrinter('paperOutMidway');
    const port = await openPort(devices.state().printer.path);
    await port.write('1\n2\n3\n4\n');
    await eventually(() => devices.state().printer.paper === 'out');
    expect(devices.state().printer.fault).toBe('none');
  });
});

test('a fault that has spent its times shows as mended by itself', async () => {
  await devices.breakReader('samBroken', 1);
  expect(devices.state().reader.fault).toBe('samBroken');
  const port = await openPort(devices.state().reader.path);
  expect(await ask(port, find, 11)).toBe(replyNamed('status_selftest_failed'));
  await eventually(() => devices.state().reader.fault === 'none');
});

test('every change is told to whoever listens', async () => {
  await devices.setPaper('low');
  await devices.setCover(true);
  devices.setScreen('http://127.0.0.1:1/');
  expect(states.at(-1)).toEqual({
    ...devices.state(),
    screen: 'http://127.0.0.1:1/',
    printer: expect.objectContaining({ paper: 'low', coverOpen: true }),
  });
});

test('a crashed simulator is started again, with the same card and paper, at the same port', async () => {
  await devices.putCard(card);
  await devices.setPaper('low');
  const crashed = devices.pids();
  for (const pid of Object.values(crashed)) if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await eventually(
    () => devices.pids().reader !== crashed.reader && devices.pids().printer !== crashed.printer,
  );

  // An order given while the process is away is carried out by its successor, after it has been restored.
  await devices.setCover(true);
  const printer = await eventually(() => openPort(devices.state().printer.path).catch(() => null));
  expect(await ask(printer, Buffer.from('100404', 'hex'), 1)).toBe('1E');
  expect(await ask(printer, Buffer.from('100402', 'hex'), 1)).toBe('16');
  const reader = await eventually(() => openPort(devices.state().reader.path).catch(() => null));
  await pollForCard(reader);
});
