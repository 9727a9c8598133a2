import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../system-clock.ts';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { samplePnm } from '../testing/scanner-bench.ts';
import { drawPage } from '../testing/synthetic-page.ts';
import { inspectPage } from './inspect-page.ts';
import { createPageJudge } from './judge-page.ts';
import { createProgramRunner } from './run-program.ts';

const drawn = drawPage({ widthMm: 60, heightMm: 60, dpi: 150, lines: 5 });
let jpeg: Buffer;
let png: Buffer;

beforeAll(async () => {
  const pixels = sharp(drawn.pixels, { raw: { width: drawn.widthPx, height: drawn.heightPx, channels: 1 } });
  jpeg = await pixels.clone().jpeg().toBuffer();
  png = await pixels.clone().png().toBuffer();
});

const inspect = async (bytes: Uint8Array, leastHeightPx: number | null = null) =>
  inspectPage({ encoding: 'file', bytes, dpi: 150, leastHeightPx });

describe('a file', () => {
  it('that is whole is measured and handed on unchanged', async () => {
    for (const [file, mediaType] of [
      [jpeg, 'image/jpeg'],
      [png, 'image/png'],
    ] as const) {
      const { page, file: handedOn } = await inspect(file);
      expect(page).toMatchObject({
        kind: 'page',
        mediaType,
        widthPx: drawn.widthPx,
        heightPx: drawn.heightPx,
        quality: { verdict: 'good' },
      });
      expect(handedOn).toBe(file);
    }
  });

  it('that ends anywhere before its end is half a page, never a page', async () => {
    for (const file of [jpeg, png]) {
      for (let share = 0.02; share < 1; share += 0.05) {
        const { page, file: handedOn } = await inspect(file.subarray(0, Math.floor(file.length * share)));
        expect(page.kind).toBe('half-page');
        expect(handedOn).toBeNull();
      }
    }
    // What ends a JPEG; the last bytes of a PNG are a checksum of nothing, and its page is whole without them.
    expect((await inspect(jpeg.subarray(0, jpeg.length - 2))).page.kind).toBe('half-page');
  });

  it('that is whole but shorter than the glass is half a page', async () => {
    expect((await inspect(jpeg, drawn.heightPx)).page.kind).toBe('page');
    expect((await inspect(jpeg, drawn.heightPx * 2)).page.kind).toBe('half-page');
  });

  it('of any other kind is not even decoded', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect((await inspect(svg)).page).toEqual({ kind: 'unreadable', detail: 'neither JPEG nor PNG' });
  });

  it('with anything written over it, or of any bytes, has an answer', async () => {
    const runs = { numRuns: fuzzRuns(100, 0.05) };
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat(), fc.uint8Array({ maxLength: 40 }), async (isPng, at, bytes) => {
        const broken = Buffer.from(isPng ? png : jpeg);
        broken.set(bytes, at % (broken.length - 40));
        const { page, file } = await inspect(broken);
        expect(file === null).toBe(page.kind !== 'page');
        expect((await inspect(bytes)).page.kind).not.toBe('page');
      }),
      runs,
    );
  });
});

describe('raw pixels', () => {
  it('become a JPEG that carries its dpi', async () => {
    const { page, file } = await inspectPage({
      encoding: 'pnm',
      bytes: samplePnm,
      dpi: 150,
      leastHeightPx: null,
    });
    expect(page).toMatchObject({ kind: 'page', mediaType: 'image/jpeg' });
    expect(await sharp(file ?? undefined).metadata()).toMatchObject({ format: 'jpeg', density: 150 });
  });

  it('that end early are half a page', async () => {
    const bytes = samplePnm.subarray(0, samplePnm.length - 1);
    expect((await inspectPage({ encoding: 'pnm', bytes, dpi: 150, leastHeightPx: null })).page.kind).toBe(
      'half-page',
    );
  });
});

describe('the process that inspects', () => {
  const judge = createPageJudge(createProgramRunner(systemClock));
  const page = (bytes: Uint8Array) => ({ encoding: 'file', bytes, dpi: 150, leastHeightPx: null }) as const;

  it('answers as the inspection does', async () => {
    const judged = await judge(page(jpeg), new AbortController().signal);
    expect(judged).toMatchObject({ ok: true, value: { dpi: 150, quality: { verdict: 'good' } } });
    expect(judged.ok && Buffer.from(judged.value.image.bytes).equals(jpeg)).toBe(true);
    expect(await judge(page(jpeg.subarray(0, 900)), new AbortController().signal)).toEqual({
      ok: false,
      error: { kind: 'half-page' },
    });
  });

  it('that crashes is a page that cannot be read, and nothing worse', async () => {
    const crashing = createPageJudge(async () => ({
      ok: true,
      value: { exitCode: null, output: new Uint8Array(), error: 'Segmentation fault' },
    }));
    expect(await crashing(page(jpeg), new AbortController().signal)).toMatchObject({
      ok: false,
      error: { kind: 'unreadable' },
    });
  });
});
