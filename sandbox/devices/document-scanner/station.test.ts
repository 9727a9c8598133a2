import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStation, type StationBench } from '../testing/station-bench.ts';
import type { DocumentScannerState } from './contract.ts';
import { createDocumentScannerStation } from './station.ts';

// A process is started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let bench: StationBench<DocumentScannerState>;
beforeEach(async () => {
  bench = await openStation(createDocumentScannerStation);
});
afterEach(() => bench.close());

const get = async (path: string) => {
  const answer = await fetch(`${bench.station.state().url}${path}`);
  return { status: answer.status, text: await answer.text() };
};

test('the configuration names the address a driver asks, and it answers there', async () => {
  const { url } = bench.station.state();
  expect(bench.station.config()).toEqual({ class: 'document-scanner', driver: 'escl', url });
  expect((await get('/ScannerCapabilities')).text).toContain('<pwg:MakeAndModel>Sandbox Flatbed A4');
  expect((await get('/ScannerStatus')).text).toContain('<pwg:State>Idle</pwg:State>');
  expect((await get('/SomethingElse')).status).toBe(404);
});

test('unplugged it is not there, and plugged in again it is where it was', async () => {
  const { url } = bench.station.state();
  await bench.press('PUT', 'unplug');
  expect(bench.station.state().plugged).toBe(false);
  await expect(get('/ScannerStatus')).rejects.toThrow();
  await bench.press('PUT', 'plug');
  expect(bench.station.state()).toMatchObject({ plugged: true, url });
  expect((await get('/ScannerStatus')).status).toBe(200);
});

test('a crashed scanner is started again at the same address, with its sheets and its fault', async () => {
  await bench.press('PUT', 'feeder', { sheets: 3 });
  await bench.press('PUT', 'fault', { preset: 'jam' });
  const crashed = bench.station.pid();
  if (crashed !== undefined) process.kill(crashed, 'SIGKILL');
  const status = await vi.waitUntil(() => get('/ScannerStatus').catch(() => null), {
    timeout: 30_000,
    interval: 50,
  });
  expect(bench.station.pid()).not.toBe(crashed);
  await vi.waitUntil(async () => (await get('/ScannerStatus')).text.includes('ScannerAdfJam'), {
    timeout: 10_000,
    interval: 50,
  });
  expect(status.status).toBe(200);
});

test('nonsense is refused', async () => {
  expect((await bench.press('PUT', 'page', { preset: 'upsideDown' })).status).toBe(400);
  expect((await bench.press('PUT', 'feeder', { sheets: -1 })).status).toBe(400);
});
