import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenPort, openPort, openStation, type StationBench } from '../testing/station-bench.ts';
import type { CabinetState } from './contract.ts';
import { createCabinetStation } from './station.ts';

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });

let bench: StationBench<CabinetState>;
let port: OpenPort | null = null;

beforeEach(async () => {
  bench = await openStation(createCabinetStation);
});
afterEach(async () => {
  await port?.close();
  port = null;
  await bench.close();
});

test('lights and cut power are seen on the panel as the kiosk orders them', async () => {
  const opened = await openPort(bench.station.state().path);
  port = opened;
  // set-lights and power-cycle, as documented. A board that is still starting hears nothing: a kiosk asks again.
  await eventually(async () => {
    await opened.write(Buffer.from('7E0603031400000000005A657E', 'hex'));
    return bench.station.state().lights.cardReader?.color === 'blue';
  });
  await opened.write(Buffer.from('7E027D5E05051E02937E', 'hex'));
  await eventually(() => bench.station.state().cutOff.includes('code-scanner'));
  await eventually(() => bench.station.state().cutOff.length === 0);
});

test('each button changes what the panel shows', async () => {
  await bench.press('PUT', 'door', { open: true });
  await bench.press('PUT', 'tamper', { on: true });
  await bench.press('PUT', 'proximity', { present: true });
  await bench.press('PUT', 'ups', { minutes: 5 });
  const { body } = await bench.press('PUT', 'fault', { preset: 'stuckLight' });
  expect(body).toMatchObject({
    doorOpen: true,
    tampered: true,
    personNear: true,
    onBattery: { minutes: 5 },
    fault: 'stuckLight',
  });
  expect((await bench.press('PUT', 'ups', { minutes: -1 })).status).toBe(400);
  await bench.press('PUT', 'ups', { minutes: null });
  expect(bench.station.state().onBattery).toBeNull();
});

test('a crashed board is started again at the same port, with its door as it was', async () => {
  await bench.press('PUT', 'door', { open: true });
  const crashed = bench.station.pid();
  if (crashed !== undefined) process.kill(crashed, 'SIGKILL');
  await eventually(() => bench.station.pid() !== crashed);
  await bench.press('PUT', 'proximity', { present: true });
  expect(bench.station.state()).toMatchObject({ doorOpen: true, personNear: true, plugged: true });
});

test('the configuration names the port a driver opens', () => {
  expect(bench.station.config()).toEqual({
    class: 'cabinet',
    driver: 'board-serial',
    port: join(bench.directory, 'cabinet'),
  });
});
