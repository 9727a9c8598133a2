import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { IdCardReader } from '../../drivers/id-card/id-card-reader.ts';
import { openIdCardReader } from '../../drivers/id-card/open-id-card-reader.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import { createIdCardStation } from '../../sandbox/devices/id-card/station.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';

/* The real driver on a real pty, and the simulated reader behind it as the process it is. */
let bench: StationBench<unknown>;
let reader: IdCardReader;

beforeEach(async () => {
  bench = await openStation(createIdCardStation);
  reader = openIdCardReader({
    // A pattern, as a machine has it whose adapter gets another name with every socket.
    path: join(bench.directory, 'id-card*'),
    baudRate: 115_200,
    clock: systemClock,
  });
});
afterEach(async () => {
  await reader.close();
  await bench.close();
});

const within = { timeout: 15_000, interval: 10 };
const until = (state: object) => vi.waitFor(() => expect(reader.status()).toMatchObject(state), within);
const layCard = (citizen: string) => bench.press('PUT', 'card', { citizen });

test('reads a card, its added addresses, and who the reader is', async () => {
  const moved = [...bench.population.citizens()].find(
    ({ document }) => document.type === 'resident' && document.appendedAddresses.length > 0,
  );
  if (moved?.document.type !== 'resident') throw new Error('somebody among the named has moved');
  await until({ device: 'online', media: 'notPresent' });
  await layCard(moved.id);
  await until({ media: 'present' });
  expect(await reader.read()).toMatchObject({ ok: true, value: { name: moved.document.name } });
  expect(await reader.readAppendedAddresses()).toEqual({
    ok: true,
    value: moved.document.appendedAddresses,
  });
  expect(await reader.selfTest()).toMatchObject({
    ok: true,
    value: { checks: [{ name: 'connection' }, { verdict: 'passed' }, { name: 'sam-id', verdict: 'passed' }] },
  });
  expect(reader.report()).toMatchObject({
    identity: { samId: expect.stringMatching(/^05\.03-/) },
    connectedAs: join(bench.directory, 'id-card'),
  });
});

test('unplugged, it is off; plugged in under another name, it is found there by its pattern', async () => {
  await until({ device: 'online' });
  await bench.press('PUT', 'unplug');
  await until({ device: 'powerOff' });
  await bench.press('PUT', 'plug', { path: join(bench.directory, 'id-card-b') });
  await until({ device: 'online' });
  expect(reader.report().connectedAs).toBe(join(bench.directory, 'id-card-b'));
});

test('whose process dies in the middle of a read is told as gone, and comes back by itself', async () => {
  await until({ device: 'online' });
  await layCard('li-na');
  await until({ media: 'present' });
  const reading = reader.read();
  process.kill(bench.station.pid() ?? 0, 'SIGKILL');
  expect((await reading).ok).toBe(false);
  await until({ device: 'online', media: 'present' });
  expect(await reader.read()).toMatchObject({ ok: true });
});

test('silent, it is asked, reset and opened anew; when it answers again it is in service', async () => {
  await until({ device: 'online' });
  await bench.press('PUT', 'fault', { preset: 'silent' });
  await until({ device: 'offline' });
  await vi.waitFor(() => expect(reader.report().recoveries.map(({ step }) => step)).toContain('reopen'), {
    timeout: 30_000,
    interval: 20,
  });
  await bench.press('PUT', 'fault', { preset: 'none' });
  await until({ device: 'online', isOutOfService: false });
});

test('a module that says it is broken is reset, and told as broken with its code', async () => {
  await until({ device: 'online' });
  await bench.press('PUT', 'fault', { preset: 'samBroken' });
  await until({ device: 'hardwareError' });
  await vi.waitFor(
    () => expect(reader.report().recoveries).toContainEqual(expect.objectContaining({ cause: '000060' })),
    within,
  );
  await bench.press('PUT', 'fault', { preset: 'none' });
  await until({ device: 'online' });
});
