import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import {
  conditionOf,
  createJobStep,
  explanationOf,
  jobPathOf,
  nextDocumentStep,
  retryAfterMsOf,
} from './escl-answers.ts';
import type { EsclStatus } from './escl-xml.ts';

const idle: EsclStatus = { state: 'Idle', adfState: 'ScannerAdfEmpty', jobs: [] };
const fresh = { pages: 0, asked: 1, retryAfterMs: null };

describe('the next page', () => {
  it.each([
    [200, { kind: 'page' }],
    [404, { kind: 'no-more' }],
    [409, { kind: 'gone' }],
    [410, { kind: 'gone' }],
    [500, { kind: 'refused', status: 500 }],
    [503, { kind: 'ask-again', afterMs: 1000 }],
  ])('%s means %o', (status, step) => {
    expect(nextDocumentStep(status, fresh)).toEqual(step);
  });

  it('is asked for thirty times while the lamp warms up, ten times later, as long apart as the scanner wants', () => {
    const asks = (pages: number) =>
      Array.from({ length: 40 }, (_, at) =>
        nextDocumentStep(503, { pages, asked: at + 1, retryAfterMs: 2000 }),
      );
    expect(asks(0).filter(({ kind }) => kind === 'ask-again')).toHaveLength(29);
    expect(asks(1).filter(({ kind }) => kind === 'ask-again')).toHaveLength(9);
    expect(asks(0)[0]).toEqual({ kind: 'ask-again', afterMs: 2000 });
  });

  it('is never asked for without end, whatever the scanner answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.nat(5), (status, pages) => {
        expect(nextDocumentStep(status, { pages, asked: 30, retryAfterMs: 0 }).kind).not.toBe('ask-again');
        expect(createJobStep(status, { asked: 10, retryAfterMs: 0 }).kind).not.toBe('ask-again');
      }),
    );
  });
});

describe('why a scan cannot go on', () => {
  const scan = { isFeeder: true, path: '/eSCL/ScanJobs/7' };
  const withJob = (state: string): EsclStatus => ({
    ...idle,
    jobs: [{ uri: 'http://elsewhere/eSCL/ScanJobs/7', state, reasons: [] }],
  });

  it.each([
    ['a jam', { ...idle, state: 'Stopped', adfState: 'ScannerAdfJam' }, 'jammed'],
    ['an open door', { ...idle, state: 'Stopped', adfState: 'ScannerAdfDoorOpen' }, 'cover-open'],
    ['a defect', { ...idle, state: 'Down' }, 'hardware'],
    ['a cancelled job', withJob('Canceled'), 'cancelled'],
    ['an aborted job', withJob('Aborted'), 'hardware'],
    ['an empty feeder', idle, 'no-document'],
    ['nothing at all', { ...idle, adfState: '' }, 'busy'],
  ] as const)('%s in the status is the reason', (_, status, kind) => {
    expect(explanationOf(status, { kind: 'busy' }, scan).kind).toBe(kind);
  });

  it('half a page stays half a page, and an empty feeder does not matter to the glass', () => {
    expect(explanationOf(withJob('Aborted'), { kind: 'half-page' }, scan).kind).toBe('half-page');
    expect(explanationOf(idle, { kind: 'busy' }, { isFeeder: false, path: null }).kind).toBe('busy');
  });

  it('a glass job that ends without a page is no empty feeder but a fault', () => {
    expect(explanationOf(idle, { kind: 'no-document' }, { isFeeder: false, path: null }).kind).toBe(
      'protocol',
    );
  });
});

describe('the scanner’s condition', () => {
  it.each([
    [idle, { health: { kind: 'well' }, feeder: 'empty', cover: 'closed' }],
    [
      { ...idle, adfState: 'ScannerAdfLoaded' },
      { feeder: 'notEmpty', media: 'present' },
    ],
    [
      { ...idle, adfState: 'ScannerAdfJam' },
      { health: { kind: 'blocked', code: 'jam' }, media: 'jammed' },
    ],
    [
      { ...idle, adfState: 'ScannerAdfHatchOpen' },
      { health: { kind: 'blocked' }, cover: 'open' },
    ],
    [{ ...idle, state: 'Stopped', adfState: '' }, { health: { kind: 'defect', code: 'stopped' } }],
    [
      { ...idle, adfState: 'VendorSpecial' },
      { health: { kind: 'well' }, feeder: 'unknown' },
    ],
  ] as const)('%o is %o', (status, condition) => {
    expect(conditionOf(status)).toMatchObject(condition);
  });
});

describe('headers', () => {
  it('Retry-After counts in seconds, half a minute at most', () => {
    expect(retryAfterMsOf('3')).toBe(3000);
    expect(retryAfterMsOf('9999')).toBe(30_000);
    for (const nonsense of [undefined, '', '-1', 'soon', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      expect(retryAfterMsOf(nonsense)).toBeNull();
    }
  });

  it('Location gives a path on the scanner we asked, whatever host it names', () => {
    const base = 'http://127.0.0.1:8080/eSCL';
    expect(jobPathOf('http://evil.example/eSCL/ScanJobs/1', base)).toBe('/eSCL/ScanJobs/1');
    expect(jobPathOf('/eSCL/ScanJobs/1/', base)).toBe('/eSCL/ScanJobs/1');
    expect(jobPathOf(undefined, base)).toBeNull();
    expect(jobPathOf('http://[', base)).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: 'binary' }), (location) => {
        const path = jobPathOf(location, base);
        if (path !== null) expect(new URL(`http://127.0.0.1:8080${path}`).host).toBe('127.0.0.1:8080');
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });
});
