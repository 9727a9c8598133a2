import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenPort, openPort, openStation, type StationBench } from '../testing/station-bench.ts';
import type { CodeScannerState } from './contract.ts';
import { createCodeScannerStation } from './station.ts';

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });

let bench: StationBench<CodeScannerState>;
let port: OpenPort | null = null;

beforeEach(async () => {
  bench = await openStation(createCodeScannerStation);
});
afterEach(async () => {
  await port?.close();
  port = null;
  await bench.close();
});

/** The trigger, again and again: an imager that is still starting hears nothing. */
const arm = async (): Promise<OpenPort> => {
  const opened = await openPort(bench.station.state().path);
  port = opened;
  await eventually(async () => {
    await opened.write('\x16T\r');
    return bench.station.state().isArmed;
  });
  return opened;
};

test('a code held before the armed scanner is read, and the panel sees that it was', async () => {
  const opened = await arm();
  await bench.press('PUT', 'show', { code: 'TEST0001' });
  expect(Buffer.from(await opened.ask(new Uint8Array(), 12), 'hex').toString()).toBe(']Q1TEST0001\r');
  await eventually(() => !bench.station.state().isShown && !bench.station.state().isArmed);
});

test('a citizen’s telephone shows a code that says who it is to those who issued it, and to nobody else', async () => {
  const opened = await arm();
  await bench.press('PUT', 'show', { citizen: 'li-na' });
  const start = Buffer.from(await opened.ask(new Uint8Array(), 7), 'hex').toString();
  expect(start).toBe(']Q1ESC1');
  expect((await bench.press('PUT', 'show', { citizen: 'nobody' })).status).toBe(404);
});

test('what nobody reads is taken away again', async () => {
  await bench.press('PUT', 'show', { code: 'TEST0001' });
  expect(bench.station.state().isShown).toBe(true);
  await bench.press('DELETE', 'show');
  expect(bench.station.state().isShown).toBe(false);
});

test('the configuration names the port a driver opens', () => {
  expect(bench.station.config()).toEqual({
    class: 'code-scanner',
    driver: 'imager-serial',
    port: join(bench.directory, 'code-scanner'),
    commands: 'honeywell',
  });
});
