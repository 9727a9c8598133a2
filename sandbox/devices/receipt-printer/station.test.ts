import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type OpenPort, openPort, openStation, type StationBench } from '../testing/station-bench.ts';
import type { PrinterState } from './contract.ts';
import { PRINTER_MODELS, receiptPrinterStation } from './station.ts';
import vectors from './vectors/escpos.json' with { type: 'json' };

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });

let bench: StationBench<PrinterState>;
const ports: OpenPort[] = [];

beforeEach(async () => {
  bench = await openStation(receiptPrinterStation(PRINTER_MODELS.slot));
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

describe('paper', () => {
  test('a receipt is counted and told, and hangs out until it is taken', async () => {
    const port = await portOf(bench.station.state().path);
    expect(await port.ask(Buffer.from(vectors.sampleReceipt.hex, 'hex'), 7)).toBe(
      vectors.sampleReceipt.expected_reply_when_done,
    );
    await eventually(() => bench.station.state().receipts === 1);
    expect(bench.events).toMatchObject([{ kind: 'receipt', kiosk: 'TL-003', receipt: { taken: false } }]);
    expect((await bench.press('GET', 'receipts')).body).toMatchObject([
      { taken: false, text: expect.stringContaining('政务服务中心') },
    ]);
    await bench.press('PUT', 'take');
    expect((await bench.press('GET', 'receipts')).body).toMatchObject([{ taken: true }]);
  });

  test('that ends midway shows in the state by itself', async () => {
    await bench.press('PUT', 'fault', { preset: 'paperOutMidway' });
    const port = await portOf(bench.station.state().path);
    await port.write('1\n2\n3\n4\n');
    await eventually(() => bench.station.state().paper === 'out');
    expect(bench.station.state().fault).toBe('none');
  });
});

test('a crashed printer is started again, with the same paper and cover, at the same port', async () => {
  await bench.press('PUT', 'paper', { level: 'low' });
  const crashed = bench.station.pid();
  if (crashed !== undefined) process.kill(crashed, 'SIGKILL');
  await eventually(() => bench.station.pid() !== crashed);

  // An order given while the process is away is carried out by its successor, after it has been restored.
  await bench.press('PUT', 'cover', { open: true });
  const port = await eventually(() => portOf(bench.station.state().path).catch(() => null));
  expect(await port.ask(Buffer.from('100404', 'hex'), 1)).toBe('1E');
  expect(await port.ask(Buffer.from('100402', 'hex'), 1)).toBe('16');
});

test('the configuration names the port a driver opens', () => {
  expect(bench.station.config()).toEqual({
    class: 'receipt-printer',
    driver: 'escpos-serial',
    port: join(bench.directory, 'receipt-printer'),
  });
});
