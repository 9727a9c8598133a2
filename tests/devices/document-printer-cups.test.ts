import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DocumentPrinter } from '../../drivers/document-printer/document-printer.ts';
import { openDocumentPrinter } from '../../drivers/document-printer/open-document-printer.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import { missingPackage } from '../../sandbox/devices/document-printer/ippeveprinter.ts';
import { createDocumentPrinterStation } from '../../sandbox/devices/document-printer/station.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';
import { type Cups, lacksCups, startCups } from './cups.ts';

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });
const lacking = (await lacksCups()) ?? (await missingPackage());

const leaf = Buffer.from('%PDF-1.7 << /Type /Pages >> << /Type /Page >> << /Type /Page >> %%EOF');
const job = { jobName: 'visit' };

const why = lacking ? ` (skipped: no ${lacking} here)` : '';
describe.skipIf(lacking !== null)(`through a queue of CUPS${why}`, () => {
  let cups: Cups;
  let bench: StationBench<unknown>;
  const printers: DocumentPrinter[] = [];

  beforeAll(async () => {
    [cups, bench] = await Promise.all([startCups(), openStation(createDocumentPrinterStation)]);
    await cups.addQueue('a4', String(bench.station.config()?.uri));
    await cups.addQueue('deaf', 'file:/dev/null');
  });
  afterEach(async () => {
    for (const printer of printers.splice(0)) await printer.close();
  });
  afterAll(async () => {
    await Promise.all([cups.close(), bench.close()]);
  });

  const openQueue = async (name: string) => {
    let ids = 0;
    const printer = openDocumentPrinter({
      uri: cups.queue(name),
      clock: systemClock,
      owner: 'TL-003',
      newId: () => `${++ids}`,
    });
    printers.push(printer);
    await eventually(() => printer.status().device === 'online');
    return printer;
  };
  const documents = async () => {
    const { body } = await bench.press('GET', 'documents');
    return Array.isArray(body) ? body : [];
  };

  test('printed is what the printer behind it has printed, unchanged', async () => {
    const printer = await openQueue('a4');
    expect(await printer.print(leaf, job)).toMatchObject({ ok: true, value: { confirmed: true } });
    const sha256 = createHash('sha256').update(leaf).digest('hex');
    expect((await documents()).at(-1)).toMatchObject({ sha256, pages: 2, pagesOut: 2 });
  });

  test('a device that says nothing back confirms nothing, and the self test warns of it', async () => {
    const printer = await openQueue('deaf');
    expect(await printer.print(leaf, job)).toMatchObject({ ok: true, value: { confirmed: false } });
    const tested = await printer.selfTest();
    expect(tested.ok && tested.value.checks.find(({ name }) => name === 'job-results')?.verdict).toBe(
      'warning',
    );
  });

  test('a stopped queue is not given anything, and told as stopped', async () => {
    const printer = await openQueue('a4');
    await cups.command('cupsdisable', '-r', 'door open', 'a4');
    expect(await printer.print(leaf, job)).toEqual({
      ok: false,
      error: { kind: 'stopped', printed: 'nothing' },
    });
    expect(printer.status().block).toBe('stopped');
    await cups.command('cupsenable', 'a4');
    expect(await printer.print(leaf, job)).toMatchObject({ ok: true });
  });

  test('a queue that takes the job while its printer is off has not printed it, and never will', async () => {
    const before = (await documents()).length;
    const printer = await openQueue('a4');
    await bench.press('PUT', 'unplug');
    expect(await printer.print(leaf, { ...job, deadlineMs: 3000 })).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 3000, printed: 'unknown' },
    });
    await bench.press('PUT', 'plug');
    expect(await printer.print(leaf, job)).toMatchObject({ ok: true });
    expect(await documents()).toHaveLength(before + 1);
  });

  test('a tray that runs empty behind it is told through it, and the job goes on when it is filled', async () => {
    const printer = await openQueue('a4');
    await bench.press('PUT', 'fault', { preset: 'paperOutMidway' });
    const printing = printer.print(leaf, job);
    await eventually(() => printer.status().block === 'media-empty');
    await bench.press('PUT', 'paper', { level: 'full' });
    expect(await printing).toMatchObject({ ok: true, value: { confirmed: true } });
  });
});
