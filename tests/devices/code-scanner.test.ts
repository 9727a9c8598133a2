import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CodeScanner } from '../../drivers/code-scanner/code-scanner.ts';
import { openSerialCodeScanner } from '../../drivers/code-scanner/open-code-scanner.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import type { CodeScannerState } from '../../sandbox/devices/code-scanner/contract.ts';
import { createCodeScannerStation } from '../../sandbox/devices/code-scanner/station.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';

/* The real driver on a real pty, and the simulated imager behind it as the process it is. */
let bench: StationBench<CodeScannerState>;
let scanner: CodeScanner;

beforeEach(async () => {
  bench = await openStation(createCodeScannerStation);
  scanner = openSerialCodeScanner({
    path: join(bench.directory, 'code-scanner*'),
    baudRate: 115_200,
    commands: 'honeywell',
    clock: systemClock,
  });
});
afterEach(async () => {
  await scanner.close();
  await bench.close();
});

const within = { timeout: 30_000, interval: 10 };
const until = (state: object) => vi.waitFor(() => expect(scanner.status()).toMatchObject(state), within);
const show = (what: object) => bench.press('PUT', 'show', what);

test('reads the code a telephone shows, and the imager is dark before and after', async () => {
  await until({ device: 'online', scanner: 'off' });
  const scanned = scanner.scan();
  await until({ scanner: 'on' });
  await vi.waitFor(() => expect(bench.station.state().isArmed).toBe(true), within);
  await show({ citizen: 'li-na' });
  expect(await scanned).toMatchObject({
    ok: true,
    value: { symbology: 'qrCode', text: expect.stringMatching(/^ESC1/) },
  });
  await until({ device: 'online', scanner: 'off' });
  await vi.waitFor(
    () => expect(bench.station.state()).toMatchObject({ isArmed: false, isShown: false }),
    within,
  );
  expect(scanner.report()).toMatchObject({
    connectedAs: join(bench.directory, 'code-scanner'),
    identity: { 'Serial Number': 'T0001' },
  });
});

test('a code longer than one read of the line comes whole', async () => {
  await until({ device: 'online' });
  const code = '政务'.repeat(300);
  await show({ code });
  expect(await scanner.scan()).toMatchObject({ ok: true, value: { text: code } });
});

test.each([
  ['garbled', { ok: false, error: { kind: 'barcode-invalid' } }],
  ['noSuffix', { ok: true, value: { text: 'TEST0001' } }],
] as const)('%s', async (preset, outcome) => {
  await until({ device: 'online' });
  await bench.press('PUT', 'fault', { preset });
  await show({ code: 'TEST0001' });
  expect(await scanner.scan()).toMatchObject(outcome);
});

test('unplugged while a code is waited for, it says so; plugged in elsewhere, it reads', async () => {
  await until({ device: 'online' });
  const scanned = scanner.scan();
  await bench.press('PUT', 'unplug');
  expect(await scanned).toEqual({ ok: false, error: { kind: 'disconnected' } });
  await until({ device: 'powerOff' });
  await bench.press('PUT', 'plug', { path: join(bench.directory, 'code-scanner-b') });
  await until({ device: 'online' });
  await show({ code: 'TEST0001' });
  expect(await scanner.scan()).toMatchObject({ ok: true, value: { text: 'TEST0001' } });
});

test('silent, it is offline and its ladder is climbed; when it answers again it is in service', async () => {
  await until({ device: 'online' });
  await bench.press('PUT', 'fault', { preset: 'silent' });
  await until({ device: 'offline' });
  await bench.press('PUT', 'fault', { preset: 'none' });
  await until({ device: 'online' });
  expect(scanner.report().recoveries.at(-1)?.step).toBe('recovered');
});
