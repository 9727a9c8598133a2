import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DocumentScanner, ScanRequest } from '../../drivers/document-scanner/document-scanner.ts';
import { openEsclScanner, openSaneScanner } from '../../drivers/document-scanner/open-document-scanner.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import type { DocumentScannerState } from '../../sandbox/devices/document-scanner/contract.ts';
import { scanPage } from '../../sandbox/devices/document-scanner/page-image.ts';
import { createDocumentScannerStation } from '../../sandbox/devices/document-scanner/station.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';
import { sampled } from '../runner/sampled.ts';

const glass: ScanRequest = { source: 'platen', dpi: 150, colour: 'colour' };
const feeder: ScanRequest = { source: 'feeder', dpi: 150, colour: 'gray' };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const isOnline = (scanner: DocumentScanner) =>
  vi.waitUntil(() => scanner.status().device === 'online', { timeout: 20_000, interval: 10 });

async function scannerOnNetwork(): Promise<{
  scanner: DocumentScanner;
  bench: StationBench<DocumentScannerState>;
}> {
  const bench = await openStation(createDocumentScannerStation);
  closing.push(bench.close);
  const scanner = openEsclScanner({ url: bench.station.state().url, clock: systemClock });
  closing.push(scanner.close);
  await isOnline(scanner);
  return { scanner, bench };
}

describe('eSCL over real HTTP', () => {
  test('an A4 page at 300 dpi in colour comes as a JPEG with its measures', async () => {
    const { scanner } = await scannerOnNetwork();
    const scan = await scanner.scan({ source: 'platen', dpi: 300, colour: 'colour' });
    expect(scan).toMatchObject({
      ok: true,
      value: { pages: [{ widthPx: 2480, heightPx: 3508, dpi: 300, quality: { verdict: 'good' } }] },
    });
    if (!scan.ok) return;
    expect(scan.value.pages[0]?.image.mediaType).toBe('image/jpeg');
    expect(scan.value.pages[0]?.quality.skewDegrees).toBeCloseTo(0.4, 1);
  });

  test.each(
    sampled(
      [
        ['skewed', 'skewed'],
        ['blurred', 'blurred'],
        ['faint', 'faint'],
        ['cutOff', 'cut-off'],
        ['blank', 'blank'],
        ['dark', 'too-dark'],
        ['empty', 'blank'],
      ],
      [
        ['skewed', 'skewed'],
        ['empty', 'blank'],
      ],
    ),
  )('a page that lies there %s is called %s at the machine', async (preset, verdict) => {
    const { scanner, bench } = await scannerOnNetwork();
    await bench.press('PUT', 'page', { preset });
    const scan = await scanner.scan(glass);
    expect(scan).toMatchObject({ ok: true, value: { pages: [{ quality: { verdict } }] } });
  });

  test('the feeder is scanned to its last sheet, and an empty one is said to be empty', async () => {
    const { scanner, bench } = await scannerOnNetwork();
    expect(await scanner.scan(feeder)).toMatchObject({
      ok: false,
      error: { kind: 'no-document', pages: [] },
    });
    await bench.press('PUT', 'feeder', { sheets: 2 });
    const scan = await scanner.scan(feeder);
    expect(scan.ok && scan.value.pages.map(({ quality }) => quality.verdict)).toEqual(['good', 'good']);
    expect(bench.station.state()).toMatchObject({ feeder: 0, scans: 2 });
  });

  test('a warming lamp is waited for', async () => {
    const { scanner, bench } = await scannerOnNetwork();
    await bench.press('PUT', 'fault', { preset: 'warmingUp' });
    expect(await scanner.scan(glass)).toMatchObject({ ok: true });
  });

  test.each([
    ['jam', { kind: 'jammed' }],
    ['doorOpen', { kind: 'cover-open' }],
    ['cancelled', { kind: 'cancelled' }],
    ['halfPage', { kind: 'half-page' }],
    ['lineCut', { kind: 'half-page' }],
    ['diesMidPage', { kind: 'disconnected' }],
    ['down', { kind: 'hardware', code: 'down' }],
  ])('%s is told as what it is, and never as a page', async (preset, fault) => {
    const { scanner, bench } = await scannerOnNetwork();
    await bench.press('PUT', 'fault', { preset });
    expect(await scanner.scan(glass)).toMatchObject({ ok: false, error: { ...fault, pages: [] } });
  });

  test('a scanner that takes the request and says nothing costs the caller its deadline and no more', async () => {
    const { scanner, bench } = await scannerOnNetwork();
    await bench.press('PUT', 'fault', { preset: 'silent' });
    const begun = performance.now();
    expect(await scanner.scan(glass, { deadlineMs: 500 })).toMatchObject({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 500 },
    });
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test('one that lost its power in mid-page is off, and scans again when it is back', async () => {
    const { scanner, bench } = await scannerOnNetwork();
    await bench.press('PUT', 'fault', { preset: 'diesMidPage' });
    await scanner.scan(glass);
    expect(scanner.status().device).toBe('powerOff');
    expect(await scanner.scan(glass)).toMatchObject({ ok: false, error: { kind: 'disconnected' } });
    await bench.press('PUT', 'fault', { preset: 'none' });
    await bench.press('PUT', 'plug');
    await isOnline(scanner);
    expect(await scanner.scan(glass)).toMatchObject({ ok: true });
  });
});

const hasScanimage = ((): boolean => {
  try {
    execFileSync('scanimage', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasScanimage)('SANE through the real scanimage (Debian: sane-utils)', () => {
  let configuration: string;

  beforeAll(async () => {
    configuration = await mkdtemp(join(tmpdir(), 'once-sane-'));
    await mkdir(configuration, { recursive: true });
    await writeFile(join(configuration, 'dll.conf'), 'test\npnm\n');
    await cp('/etc/sane.d/test.conf', join(configuration, 'test.conf'));
    return () => rm(configuration, { recursive: true });
  });

  async function scannerNamed(device: string, deviceOptions: Readonly<Record<string, string>> = {}) {
    const environment = { SANE_CONFIG_DIR: configuration };
    const scanner = openSaneScanner({ device, deviceOptions, environment, clock: systemClock });
    closing.push(scanner.close);
    await isOnline(scanner);
    return scanner;
  }

  /** The page that lies on the glass of the pnm backend, an A4 of so many dpi. */
  async function pageOnGlass(
    preset: Parameters<typeof scanPage>[0],
    dpi: number,
    keptShare = 1,
  ): Promise<string> {
    const page = await scanPage(preset, { source: 'Platen', dpi, colourMode: 'RGB24' });
    const { data, info } = await sharp(page).raw().toBuffer({ resolveWithObject: true });
    const path = join(configuration, `${preset}-${dpi}-${keptShare}.ppm`);
    const file = Buffer.concat([Buffer.from(`P6\n${info.width} ${info.height}\n255\n`), data]);
    await writeFile(path, file.subarray(0, Math.floor(file.length * keptShare)));
    return path;
  }

  test('an A4 page at 300 dpi in colour comes as a JPEG with its measures', async () => {
    const scanner = await scannerNamed('pnm:0', { filename: await pageOnGlass('good', 300) });
    const fractions: (number | null)[] = [];
    const scan = await scanner.scan(
      { source: 'platen', dpi: 300, colour: 'colour' },
      { onProgress: ({ fraction }) => fractions.push(fraction) },
    );
    expect(scan).toMatchObject({
      ok: true,
      value: { pages: [{ widthPx: 2480, heightPx: 3508, dpi: 300, quality: { verdict: 'good' } }] },
    });
    if (!scan.ok) return;
    const [page] = scan.value.pages;
    expect((await sharp(page?.image.bytes).metadata()).format).toBe('jpeg');
    expect(page?.quality.skewDegrees).toBeCloseTo(0.4, 1);
    expect(fractions.length).toBeGreaterThan(0);
  });

  test('a crooked page is called skewed', async () => {
    const scanner = await scannerNamed('pnm:0', { filename: await pageOnGlass('skewed', 150) });
    const scan = await scanner.scan(glass);
    expect(scan).toMatchObject({ ok: true, value: { pages: [{ quality: { verdict: 'skewed' } }] } });
  });

  test('a device is found by a pattern that fits it alone, and by none that fits two', async () => {
    const scanner = await scannerNamed('test:*1');
    expect(scanner.report().connectedAs).toBe('test:1');
    const ambiguous = openSaneScanner({
      device: 'test:*',
      environment: { SANE_CONFIG_DIR: configuration },
      clock: systemClock,
    });
    closing.push(ambiguous.close);
    await vi.waitUntil(() => ambiguous.status().device === 'noDevice', { timeout: 10_000, interval: 10 });
  });

  test.each([
    ['SANE_STATUS_JAMMED', { kind: 'jammed' }],
    ['SANE_STATUS_NO_DOCS', { kind: 'no-document' }],
    ['SANE_STATUS_COVER_OPEN', { kind: 'cover-open' }],
    ['SANE_STATUS_DEVICE_BUSY', { kind: 'busy' }],
    ['SANE_STATUS_CANCELLED', { kind: 'cancelled' }],
    ['SANE_STATUS_EOF', { kind: 'half-page' }],
    ['SANE_STATUS_IO_ERROR', { kind: 'hardware', code: 'io-error' }],
    ['SANE_STATUS_NO_MEM', { kind: 'hardware', code: 'no-memory' }],
    ['SANE_STATUS_ACCESS_DENIED', { kind: 'hardware', code: 'access-denied' }],
  ])('%s is told as what it is, and never as a page', async (value, fault) => {
    const scanner = await scannerNamed('test:0', { 'read-return-value': value });
    expect(await scanner.scan(glass)).toMatchObject({ ok: false, error: { ...fault, pages: [] } });
  });

  test('a feeder is scanned to its end, and leaves nothing behind', async () => {
    const scanner = await scannerNamed('test:0');
    const scan = await scanner.scan(feeder);
    expect(scan.ok && scan.value.pages.length).toBe(10);
    expect(
      (await readdir('/dev/shm')).filter((name) => name.startsWith(`once-scan-${process.pid}-`)),
    ).toEqual([]);
  });

  test('a scan that crawls is ended at its deadline, and its program is gone', async () => {
    const scanner = await scannerNamed('test:0', { 'read-delay': 'yes', 'read-delay-duration': '200000' });
    const begun = performance.now();
    const scan = await scanner.scan({ source: 'platen', dpi: 600, colour: 'colour' }, { deadlineMs: 700 });
    expect(scan).toMatchObject({ ok: false, error: { kind: 'timeout', deadlineMs: 700 } });
    expect(performance.now() - begun).toBeLessThan(5000);
    await scanner.close();
    expect(childrenNamed('scanimage')).toBe(0);
  });

  test('passes its self test', async () => {
    const scanner = await scannerNamed('test:0');
    const tested = await scanner.selfTest();
    expect(tested.ok && tested.value.checks.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
  });
});

/** Programs of that name this process has started and not yet seen end. */
function childrenNamed(name: string): number {
  const listing = execFileSync('ps', ['-o', 'comm=', '--ppid', `${process.pid}`], { encoding: 'utf8' });
  return listing.split('\n').filter((line) => line.trim() === name).length;
}
