import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DocumentPrinter, PrintOptions } from '../../drivers/document-printer/document-printer.ts';
import { openDocumentPrinter } from '../../drivers/document-printer/open-document-printer.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import type {
  DocumentPrinterFault,
  DocumentPrinterState,
} from '../../sandbox/devices/document-printer/contract.ts';
import { missingPackage } from '../../sandbox/devices/document-printer/ippeveprinter.ts';
import { createDocumentPrinterStation } from '../../sandbox/devices/document-printer/station.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });
const missing = await missingPackage();

const leaf = Buffer.from('%PDF-1.7 << /Type /Pages >> << /Type /Page >> << /Type /Page >> %%EOF');
const sha256 = createHash('sha256').update(leaf).digest('hex');

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const driverOf = (uri: string, certificate?: string): DocumentPrinter => {
  let ids = 0;
  const printer = openDocumentPrinter({
    uri,
    ...(certificate !== undefined && { certificate }),
    clock: systemClock,
    owner: 'TL-003',
    newId: () => `${++ids}`,
  });
  closing.push(printer.close);
  return printer;
};
const isOnline = (printer: DocumentPrinter) => eventually(() => printer.status().device === 'online');

async function setUp() {
  const bench = await openStation(createDocumentPrinterStation);
  closing.push(bench.close);
  const printer = driverOf(String(bench.station.config()?.uri));
  await isOnline(printer);
  const print = (options: Partial<PrintOptions> = {}) =>
    printer.print(leaf, { jobName: 'visit', ...options });
  return { bench, printer, print };
}
type Bench = StationBench<unknown>;
const breaks = (bench: Bench, preset: DocumentPrinterFault) => bench.press('PUT', 'fault', { preset });
// The station of a machine that lacks the package is skipped below.
const stateOf = (bench: Bench) => bench.station.state() as DocumentPrinterState;
const tray = async (bench: Bench) => (await bench.press('GET', 'documents')).body;

const why = missing ? ` (skipped: no ${missing} here)` : '';
describe.skipIf(missing !== null)(`on ippeveprinter${why}`, () => {
  test('a certificate comes out unchanged, and its result is the printer’s own word', async () => {
    const { bench, printer, print } = await setUp();
    expect(await printer.identify()).toMatchObject({ ok: true, value: { model: 'Once Simulated A4' } });
    const tested = await printer.selfTest();
    expect(tested.ok && tested.value.checks.map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 7 }, () => 'passed'),
    );
    expect(await print()).toMatchObject({ ok: true, value: { impressions: 2, confirmed: true } });
    expect(await tray(bench)).toMatchObject([{ sha256, pages: 2, pagesOut: 2 }]);
  });

  test('a tray that runs empty in mid-job is told, and the job goes on when it is filled', async () => {
    const { bench, printer, print } = await setUp();
    await breaks(bench, 'paperOutMidway');
    const printing = print();
    await eventually(() => printer.status().block === 'media-empty');
    expect(printer.status()).toMatchObject({ device: 'userError', paper: 'out' });
    await bench.press('PUT', 'paper', { level: 'full' });
    expect(await printing).toMatchObject({ ok: true, value: { impressions: 2 } });
    expect(await tray(bench)).toMatchObject([{ pagesOut: 2 }]);
  });

  test('a jam nobody clears ends the job for good: nothing of it comes out later', async () => {
    const { bench, printer, print } = await setUp();
    await breaks(bench, 'jamMidway');
    expect(await print({ helpDeadlineMs: 1500 })).toEqual({
      ok: false,
      error: { kind: 'jam', printed: 'partly' },
    });
    await eventually(() => printer.status().paper === 'jammed');
    await breaks(bench, 'none');
    await isOnline(printer);
    expect(await tray(bench)).toMatchObject([{ pagesOut: 1 }]);
    expect(await print()).toMatchObject({ ok: true });
    expect(await tray(bench)).toMatchObject([{ pagesOut: 1 }, { pagesOut: 2 }]);
  });

  test('what keeps it from printing is said before anything is sent', async () => {
    const { bench, printer, print } = await setUp();
    await bench.press('PUT', 'cover', { open: true });
    expect(await print()).toEqual({ ok: false, error: { kind: 'cover-open', printed: 'nothing' } });
    await bench.press('PUT', 'cover', { open: false });
    await bench.press('PUT', 'toner', { level: 'low' });
    await bench.press('PUT', 'paper', { level: 'out' });
    expect(await print()).toEqual({ ok: false, error: { kind: 'media-empty', printed: 'nothing' } });
    expect(printer.status()).toMatchObject({ paper: 'out', toner: 'low' });
    expect(stateOf(bench).documents).toBe(0);
  });

  test('a job the printer gives up is not printed', async () => {
    const { bench, print } = await setUp();
    await breaks(bench, 'fails');
    expect(await print()).toMatchObject({
      ok: false,
      error: { kind: 'aborted-by-printer', printed: 'partly' },
    });
  });

  test('a caller that gives up learns how far it came', async () => {
    const { bench, printer, print } = await setUp();
    await breaks(bench, 'slow');
    const caller = new AbortController();
    printer.subscribe((event) => {
      if (event.kind === 'progress' && event.impressions === 1) caller.abort();
    });
    expect(await print({ signal: caller.signal })).toMatchObject({ ok: false, error: { kind: 'aborted' } });
    expect(stateOf(bench).documents).toBe(1);
  });

  test.each(['powerLossAfterOk', 'powerLossMidway'] as const)(
    '%s: nobody knows what came out, and nothing is sent again',
    async (preset) => {
      const { bench, printer, print } = await setUp();
      await breaks(bench, preset);
      const printing = print();
      await eventually(() => !stateOf(bench).plugged);
      await bench.press('PUT', 'plug');
      const result = await printing;
      expect(result).toMatchObject({ ok: false, error: { kind: 'job-forgotten' } });
      expect(['partly', 'unknown']).toContain(result.ok ? '' : result.error.printed);
      const before = stateOf(bench).documents;
      await isOnline(printer);
      expect(stateOf(bench).documents).toBe(before);
      expect(await print()).toMatchObject({ ok: true });
    },
  );

  test('one that falls silent costs the caller its deadline; the job it still has is cancelled when it wakes', async () => {
    const { bench, printer, print } = await setUp();
    await breaks(bench, 'paperOutMidway');
    const printing = print({ deadlineMs: 6000 });
    await eventually(() => printer.status().block === 'media-empty');
    await breaks(bench, 'silent');
    expect(await printing).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 6000, printed: 'partly' },
    });
    await breaks(bench, 'none');
    // It gives back the one page it has, and forgets the other.
    await eventually(() => stateOf(bench).documents === 1);
    await bench.press('PUT', 'paper', { level: 'full' });
    await isOnline(printer);
    expect(await tray(bench)).toMatchObject([{ pages: 2, pagesOut: 1 }]);
  });

  test('switched off it is off, switched on it prints', async () => {
    const { bench, printer, print } = await setUp();
    await bench.press('PUT', 'unplug');
    await eventually(() => printer.status().device === 'powerOff');
    expect(await print()).toEqual({ ok: false, error: { kind: 'disconnected', printed: 'nothing' } });
    await bench.press('PUT', 'plug');
    await isOnline(printer);
    expect(await print()).toMatchObject({ ok: true });
  });

  test('over TLS it is believed by the certificate it has made for itself', async () => {
    const { bench } = await setUp();
    const uri = String(bench.station.config()?.uri).replace('ipp:', 'ipps:');
    // It makes one when it is first asked for it.
    await new Promise<void>((resolve) => {
      const socket = connect({
        host: 'localhost',
        port: Number(new URL(uri).port),
        rejectUnauthorized: false,
      });
      socket.on('secureConnect', () => socket.destroy());
      socket.on('error', () => undefined).on('close', () => resolve());
    });
    const keys = join(bench.directory, 'document-printer', 'keys');
    const file = (await readdir(keys)).find((name) => name.endsWith('.crt')) ?? '';
    const printer = driverOf(uri, join(keys, file));
    await isOnline(printer);
    expect(await printer.print(leaf, { jobName: 'visit' })).toMatchObject({ ok: true });

    const stranger = driverOf(uri);
    expect(await stranger.print(leaf, { jobName: 'visit' })).toMatchObject({ ok: false });
    expect(stateOf(bench).documents).toBe(1);
  });
});
