import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type {
  DocumentScanner,
  ScanFault,
  ScannedPage,
  ScanRequest,
} from '../../drivers/document-scanner/document-scanner.ts';
import { createScanDesk, MOST_BYTES } from './scan-desk.ts';

const page = (bytes: Uint8Array): ScannedPage => ({
  image: { mediaType: 'image/jpeg', bytes },
  widthPx: 1654,
  heightPx: 2339,
  dpi: 200,
  quality: {
    verdict: 'good',
    sharpness: 0.9,
    skewDegrees: 0,
    brightness: 0.9,
    contrast: 0.8,
    isBlank: false,
    cutOffAt: [],
  },
});

/** The desk over a scanner that gives these pages, or these faults, one after another. */
function deskOver(...answers: readonly (ScannedPage | ScanFault['kind'])[]) {
  const left = [...answers];
  const requests: ScanRequest[] = [];
  const ids = ['page-1', 'page-2', 'page-3'];
  // The desk asks its scanner for nothing but pages.
  const scanner = {
    scan: async (request: ScanRequest) => {
      requests.push(request);
      const next = left.shift();
      return typeof next === 'object'
        ? { ok: true, value: { pages: [next] } }
        : { ok: false, error: { kind: next, pages: [] } };
    },
  } as unknown as DocumentScanner;
  const desk = createScanDesk({ scanner, newId: () => ids.shift() ?? 'none left' });
  const scan = (...kept: readonly string[]) =>
    desk.scan({ step: 'bill', kept }, new AbortController().signal);
  return { desk, scan, requests };
}

const small = page(Uint8Array.of(1, 2, 3));
const good = (id: string) => ({ kind: 'scanned', page: { id } });

describe('a scanned page', () => {
  it('is scanned as the archives want it', async () => {
    const { scan, requests } = deskOver(small);
    await scan();
    expect(requests).toEqual([{ source: 'platen', dpi: 200, colour: 'colour' }]);
  });

  it('is known to the item by its id, its digest and how good it is', async () => {
    const { scan } = deskOver(small);
    expect(await scan()).toEqual({
      kind: 'scanned',
      page: {
        id: 'page-1',
        sha256: createHash('sha256').update(small.image.bytes).digest('hex'),
        verdict: 'good',
      },
    });
  });

  it('has its picture until the visit ends', async () => {
    const { desk, scan } = deskOver(small);
    await scan();
    expect(desk.picture('page-1')).toEqual(small.image);
    desk.forget();
    expect(desk.picture('page-1')).toBeNull();
  });

  it('that was not kept is forgotten with the next scan, one that was kept is not', async () => {
    const { desk, scan } = deskOver(small, small, small);
    await scan();
    await scan('page-1');
    await scan('page-1');
    expect(['page-1', 'page-2', 'page-3'].map((id) => desk.picture(id) !== null)).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('pages together', () => {
  it('are no more than one request carries', async () => {
    const half = page(new Uint8Array(MOST_BYTES / 2));
    const { scan } = deskOver(half, half, small);
    expect(await scan()).toMatchObject(good('page-1'));
    expect(await scan('page-1')).toMatchObject(good('page-2'));
    expect(await scan('page-1', 'page-2')).toEqual({ kind: 'not-scanned', why: 'too-large' });
  });
});

describe('a scanner that gives no page', () => {
  it.each([
    ['jammed', 'jammed'],
    ['cover-open', 'cover-open'],
    ['half-page', 'half-page'],
    ['busy', 'busy'],
    ['timeout', 'timeout'],
    ['disconnected', 'offline'],
    ['hardware', 'scanner-fault'],
    ['unsupported', 'scanner-fault'],
  ] as const)('with %s is told as %s', async (kind, why) => {
    expect(await deskOver(kind).scan()).toEqual({ kind: 'not-scanned', why });
  });

  it('because there is none is told as well', async () => {
    const desk = createScanDesk({ scanner: null, newId: () => 'page-1' });
    expect(await desk.scan({ step: 'bill', kept: [] }, new AbortController().signal)).toEqual({
      kind: 'not-scanned',
      why: 'offline',
    });
  });
});
