import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Cabinet } from '../../drivers/cabinet/cabinet.ts';
import { openCabinet } from '../../drivers/cabinet/open-cabinet.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import type { CabinetState } from '../../sandbox/devices/cabinet/contract.ts';
import { createCabinetStation } from '../../sandbox/devices/cabinet/station.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';

/* The real driver on a real pty, and the simulated board behind it as the process it is. */
let bench: StationBench<CabinetState>;
let cabinet: Cabinet;

beforeEach(async () => {
  bench = await openStation(createCabinetStation);
  cabinet = openCabinet({ path: join(bench.directory, 'cabinet*'), baudRate: 115_200, clock: systemClock });
  await until({ device: 'online' });
});
afterEach(async () => {
  await cabinet.close();
  await bench.close();
});

const within = { timeout: 30_000, interval: 10 };
const until = (state: object) => vi.waitFor(() => expect(cabinet.status()).toMatchObject(state), within);
const seen = (state: object) => vi.waitFor(() => expect(bench.station.state()).toMatchObject(state), within);

test('doors, people, seal and mains are known as they happen', async () => {
  await bench.press('PUT', 'door', { open: true });
  await bench.press('PUT', 'proximity', { present: true });
  await bench.press('PUT', 'ups', { minutes: 5 });
  await until({
    cabinetDoor: 'open',
    proximitySensor: 'present',
    power: { powerIn: 'noPower', battery: 'low', minutesLeft: 5 },
  });
  await bench.press('PUT', 'tamper', { on: true });
  await until({ device: 'potentialFraud', tamperSensor: 'on' });
});

test('lights shine as told, and again after the board has lost its memory or its cable', async () => {
  const lights = { cardReader: { flashRate: 'slow', color: 'green' } } as const;
  expect(await cabinet.setLights(lights)).toEqual({ ok: true, value: undefined });
  await seen({ lights });
  const crashed = bench.station.pid();
  process.kill(crashed ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(bench.station.pid()).not.toBe(crashed), within);
  await seen({ lights });
  await bench.press('PUT', 'unplug');
  await until({ device: 'powerOff', cabinetDoor: 'unknown' });
  await bench.press('PUT', 'plug', { path: join(bench.directory, 'cabinet-b') });
  await until({ device: 'online', cabinetDoor: 'closed' });
  await seen({ lights });
});

test('a light that does not do as it is told is named', async () => {
  await bench.press('PUT', 'fault', { preset: 'stuckLight' });
  await cabinet.setLights({ cardReader: { flashRate: 'slow', color: 'green' } });
  await until({ device: 'online', stuckLights: ['cardReader'] });
});

test('a device’s power is cut and given back', async () => {
  const cycle = cabinet.powerCycle('receipt-printer');
  await seen({ cutOff: ['receipt-printer'] });
  expect(await cycle).toEqual({ ok: true, value: undefined });
  await seen({ cutOff: [] });
});

test.each(['silent', 'garbled'] as const)(
  '%s, nothing is believed of it until it is well',
  async (preset) => {
    await bench.press('PUT', 'door', { open: true });
    await until({ cabinetDoor: 'open' });
    await bench.press('PUT', 'fault', { preset });
    await until({ cabinetDoor: 'unknown', power: { powerIn: 'unknown' } });
    await bench.press('PUT', 'fault', { preset: 'none' });
    await until({ device: 'online', cabinetDoor: 'open' });
  },
);
