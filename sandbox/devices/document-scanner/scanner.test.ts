import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../clock.ts';
import { readSettings } from './escl-messages.ts';
import { createEsclScanner, type ScanTicket } from './scanner.ts';

const glass: ScanTicket = { source: 'Platen', dpi: 300, colourMode: 'RGB24' };
const feeder: ScanTicket = { ...glass, source: 'Feeder' };

function begin(ticket: ScanTicket, sheets = 0) {
  const clock = createSimulatedClock();
  const scanner = createEsclScanner(clock);
  scanner.loadFeeder(sheets);
  const job = scanner.createJob(ticket);
  return { clock, scanner, id: typeof job === 'string' ? job : job.id };
}

describe('a job', () => {
  test('on the glass gives one page, then no more, and is completed', () => {
    const { scanner, id } = begin(glass);
    expect(scanner.status()).toMatchObject({ state: 'Processing' });
    expect(scanner.nextPage(id)).toEqual({ kind: 'page', ticket: glass, ends: 'whole' });
    scanner.delivered(id);
    expect(scanner.nextPage(id)).toEqual({ kind: 'no-more' });
    expect(scanner.status()).toMatchObject({ state: 'Idle', jobs: [{ state: 'Completed', pages: 1 }] });
  });

  test('in the feeder draws in each sheet', () => {
    const { scanner, id } = begin(feeder, 2);
    for (const left of [1, 0]) {
      expect(scanner.nextPage(id).kind).toBe('page');
      scanner.delivered(id);
      expect(scanner.sheets()).toBe(left);
    }
    expect(scanner.nextPage(id).kind).toBe('no-more');
  });

  test('is the only one, and given up after a minute without its client', () => {
    const { clock, scanner } = begin(glass);
    expect(scanner.createJob(glass)).toBe('busy');
    clock.advance(60_000);
    expect(scanner.status()).toMatchObject({ state: 'Idle', jobs: [{ state: 'Aborted' }] });
    expect(typeof scanner.createJob(glass)).toBe('object');
  });

  test('cancelled by its client is gone', () => {
    const { scanner, id } = begin(glass);
    expect(scanner.cancel(id)).toBe(true);
    expect(scanner.nextPage(id)).toEqual({ kind: 'gone' });
    expect(scanner.cancel('nobody’s')).toBe(false);
  });
});

describe('what is wrong with it', () => {
  test('an empty feeder, a jam and an open door keep a job from beginning', () => {
    expect(begin(feeder).id).toBe('not-ready');
    for (const fault of ['jam', 'doorOpen', 'down'] as const) {
      const scanner = createEsclScanner(createSimulatedClock());
      scanner.breakScanner(fault);
      expect(scanner.createJob(glass)).toBe('not-ready');
    }
  });

  test('a jam in the middle of a job ends it', () => {
    const { scanner, id } = begin(feeder, 3);
    scanner.breakScanner('jam');
    expect(scanner.nextPage(id)).toEqual({ kind: 'gone' });
    expect(scanner.status()).toMatchObject({
      state: 'Stopped',
      adfState: 'ScannerAdfJam',
      jobs: [{ state: 'Aborted', reason: 'ErrorsDetected' }],
    });
  });

  test('a lamp that warms up is not ready three times', () => {
    const scanner = createEsclScanner(createSimulatedClock());
    scanner.breakScanner('warmingUp');
    const job = scanner.createJob(glass);
    const asked = Array.from(
      { length: 4 },
      () => scanner.nextPage(typeof job === 'string' ? job : job.id).kind,
    );
    expect(asked).toEqual(['not-ready', 'not-ready', 'not-ready', 'page']);
  });
});

describe('settings', () => {
  const settings = (inside: string) =>
    `<?xml version="1.0"?><s:ScanSettings xmlns:s="x">${inside}</s:ScanSettings>`;

  test('are read whatever the prefixes', () => {
    const xml = settings(
      '<p:InputSource>Feeder</p:InputSource><s:XResolution>200</s:XResolution><s:YResolution>200</s:YResolution><s:ColorMode>Grayscale8</s:ColorMode>',
    );
    expect(readSettings(xml)).toEqual({ source: 'Feeder', dpi: 200, colourMode: 'Grayscale8' });
  });

  test.each([
    ['no settings', '<html/>'],
    [
      'a resolution it has not',
      settings('<s:XResolution>299</s:XResolution><s:YResolution>299</s:YResolution>'),
    ],
    ['a skewed resolution', settings('<s:XResolution>300</s:XResolution><s:YResolution>150</s:YResolution>')],
    ['a PDF', settings('<p:DocumentFormat>application/pdf</p:DocumentFormat>')],
  ])('%s are refused', (_, xml) => {
    expect(readSettings(xml)).toBeNull();
  });
});
