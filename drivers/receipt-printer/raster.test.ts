import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { hexOf, vectors } from '../testing/vectors.ts';
import { encodeReceipt } from './escpos-encode.ts';
import { type Raster, readPbm } from './raster.ts';

const pbm = (head: string, ...dots: readonly number[]): Uint8Array =>
  Uint8Array.from([...Buffer.from(head, 'latin1'), ...dots]);
const printed = (image: Raster, columns: 32 | 48 = 48): string[] =>
  encodeReceipt({ lines: [{ kind: 'image', image }] }, { columns }).map(hexOf);
const picture = (widthBytes: number, height: number): Raster => ({
  widthBytes,
  height,
  data: new Uint8Array(widthBytes * height).fill(0xaa),
});

describe('a 1-bit picture', () => {
  it('is read as netpbm writes it', () => {
    const raster = { widthBytes: 1, height: 2, data: Uint8Array.of(0xff, 0x81) };
    expect(readPbm(pbm('P4\n8 2\n', 0xff, 0x81))).toEqual({ ok: true, value: raster });
    expect(readPbm(pbm('P4 # by a program\n7 # wide\n2\n', 0xff, 0x81))).toEqual({ ok: true, value: raster });
  });

  it.each([
    ['P1\n2 2\n0 1 1 0', 'not-a-pbm'],
    ['P4\n0 2\n', 'not-a-pbm'],
    ['P4\n99999 2\n', 'too-large'],
    ['P4\n8 9999\n', 'too-large'],
    ['P4\n8 2\n\u00ff', 'cut-short'],
    ['', 'not-a-pbm'],
  ])('%j is %s', (file, kind) => {
    expect(readPbm(pbm(file))).toEqual({ ok: false, error: { kind } });
  });

  it('any bytes are a picture of the size they say, or a fault', () => {
    const file = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((dots) => pbm('P4\n16 8\n', ...dots)),
    );
    fc.assert(
      fc.property(file, (bytes) => {
        const read = readPbm(bytes);
        if (read.ok) expect(read.value.data.length).toBe(read.value.widthBytes * read.value.height);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});

describe('printed', () => {
  it('is the published command', () => {
    expect(printed({ widthBytes: 1, height: 2, data: Uint8Array.of(0xff, 0x81) })).toContain(
      vectors.escpos.commands.raster_8x2,
    );
  });

  it('comes in bands, so that the printer can be asked how it is between them', () => {
    const bands = printed(picture(40, 100)).filter((piece) => piece.startsWith('1D7630'));
    expect(bands.map((band) => band.slice(8, 16))).toEqual([
      ...Array.from({ length: 4 }, () => '28001800'),
      '28000400',
    ]);
    expect(bands.map((band) => band.length / 2 - 8)).toEqual([960, 960, 960, 960, 160]);
  });

  it('loses its right edge rather than its rows when it is wider than the paper', () => {
    const bands = printed(picture(60, 24), 32).filter((piece) => piece.startsWith('1D7630'));
    expect(bands).toHaveLength(1);
    expect(bands[0]?.slice(8, 16)).toBe('30001800');
    expect(bands[0]?.length).toBe((8 + 48 * 24) * 2);
  });

  it('as a logo it stands at the head of every receipt', () => {
    const pieces = encodeReceipt(
      { lines: [{ kind: 'text', text: 'A012' }] },
      { columns: 48, logo: picture(2, 2) },
    ).map(hexOf);
    expect(pieces.findIndex((piece) => piece.startsWith('1D7630'))).toBeLessThan(
      pieces.findIndex((piece) => piece.startsWith('41303132')),
    );
  });
});
