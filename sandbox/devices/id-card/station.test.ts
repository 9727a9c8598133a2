import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type OpenPort, openPort, openStation, type StationBench } from '../testing/station-bench.ts';
import type { ReaderState } from './contract.ts';
import { createIdCardStation } from './station.ts';
import { commandNamed, replyNamed } from './vectors/vectors.ts';

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });

const find = commandNamed('find_card');
const CARD_FOUND = replyNamed('find_ok');

let bench: StationBench<ReaderState>;
const ports: OpenPort[] = [];

beforeEach(async () => {
  bench = await openStation(createIdCardStation);
});
afterEach(async () => {
  await Promise.all(ports.splice(0).map((port) => port.close()));
  await bench.close();
});

const portOf = async (path: string): Promise<OpenPort> => {
  const port = await openPort(path);
  ports.push(port);
  return port;
};

/** Looks for a card as a driver does; “found” carries four bytes more. */
const isCardFound = async (port: OpenPort): Promise<boolean> => {
  const head = await port.ask(find, 11);
  return head.slice(18, 20) === '9F' && head + (await port.ask(new Uint8Array(), 4)) === CARD_FOUND;
};

describe('a card laid on the glass', () => {
  test('is read over the serial port, at the speed of the line', async () => {
    const port = await portOf(bench.station.state().path);
    expect(await port.ask(find, 11)).toBe(replyNamed('find_no_card'));
    expect((await bench.press('PUT', 'card', { citizen: 'li-na' })).body).toMatchObject({ card: 'li-na' });
    expect(await isCardFound(port)).toBe(true);
    expect(await port.ask(commandNamed('select_card'), 19)).toBe(replyNamed('select_ok'));
    const startedAt = performance.now();
    const reply = Buffer.from(await port.ask(commandNamed('read_base_text_photo'), 1295), 'hex');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(112.4);
    expect(
      reply
        .subarray(14, 14 + 30)
        .toString('utf16le')
        .trim(),
    ).toBe('李娜');
  });

  test('still lies there when the cable comes back under another path', async () => {
    await bench.press('PUT', 'card', { citizen: 'li-na' });
    const before = bench.station.state().path;
    expect((await bench.press('PUT', 'unplug')).body).toMatchObject({ plugged: false });
    await expect(lstat(before)).rejects.toMatchObject({ code: 'ENOENT' });

    const elsewhere = join(bench.directory, 'elsewhere');
    expect((await bench.press('PUT', 'plug', { path: elsewhere })).body).toMatchObject({
      plugged: true,
      path: elsewhere,
    });
    const port = await portOf(elsewhere);
    await eventually(() => isCardFound(port));
  });
});

test('a fault that has spent its times shows as mended by itself', async () => {
  expect((await bench.press('PUT', 'fault', { preset: 'samBroken', times: 1 })).body).toMatchObject({
    fault: 'samBroken',
  });
  const port = await portOf(bench.station.state().path);
  expect(await port.ask(find, 11)).toBe(replyNamed('status_selftest_failed'));
  await eventually(() => bench.station.state().fault === 'none');
});

test('a crashed reader is started again, with the same card, at the same port', async () => {
  await bench.press('PUT', 'card', { citizen: 'li-na' });
  const crashed = bench.station.pid();
  if (crashed !== undefined) process.kill(crashed, 'SIGKILL');
  await eventually(() => bench.station.pid() !== crashed);
  // Orders are carried out one after another: with this one, its successor has taken the port over.
  await bench.press('PUT', 'fault', { preset: 'none' });
  const port = await portOf(bench.station.state().path);
  await eventually(() => isCardFound(port));
});

test('the configuration names the port a driver opens', () => {
  expect(bench.station.config()).toEqual({
    class: 'id-card',
    driver: 'sdt-serial',
    port: join(bench.directory, 'id-card'),
  });
});
