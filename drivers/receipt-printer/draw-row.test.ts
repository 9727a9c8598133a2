import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../testing/vectors.ts';
import { drawRow } from './draw-row.ts';
import { encodeWithPictures } from './encode-with-pictures.ts';
import { slot } from './escpos-commands.ts';
import type { Raster } from './raster.ts';
import type { Receipt } from './receipt-printer.ts';

/** Debian's fonts-noto-cjk and fonts-babelstone-han, which a kiosk has for its screens anyway. */
const hasFonts = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf',
].every((file) => existsSync(file));

const plain = { align: 'left', size: 1, isBold: false } as const;
const draw = (text: string, style = {}) => drawRow({ ...plain, ...style, text }, 576);

/** Columns of 12 dots that have ink in them. */
function inkedColumns({ widthBytes, height, data }: Raster): number[] {
  const columns = new Set<number>();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < widthBytes * 8; x += 1) {
      if (((data[y * widthBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) columns.add(Math.floor(x / 12));
    }
  }
  return [...columns].sort((one, other) => one - other);
}

describe.skipIf(!hasFonts)('a row drawn because the printer has no such character', () => {
  it.each(['𠮷', '㐀', '𰻝'])('%s stands on the same grid as the printer’s own characters', async (rare) => {
    const raster = await draw(`A1 ${rare}`);
    expect(raster).toMatchObject({ widthBytes: 72, height: 30 });
    expect(raster && inkedColumns(raster)).toEqual([0, 1, 3, 4]);
  });

  it('keeps its size and its place', async () => {
    const large = await draw('𠮷', { size: 2, align: 'center' });
    expect(large?.height).toBe(60);
    expect(large && inkedColumns(large)).toEqual([22, 23, 24, 25]);
  });

  it('is drawn as it is written, whatever a name contains', async () => {
    expect(await draw('𠮷 <&> "')).not.toBeNull();
    expect(await draw('</text></svg>𠮷')).not.toBeNull();
  });

  it('is not drawn where nobody knows what it looks like', async () => {
    expect(await draw('\u{e000}')).toBeNull();
  });
});

describe('a receipt', () => {
  const encoded = async (receipt: Receipt): Promise<string[]> =>
    (await encodeWithPictures(receipt, { columns: 48, drawRow }, slot)).map(hexOf);

  it('with a rare name has that one row as a picture, all others as text, and no ■', async () => {
    const pieces = await encoded({
      lines: [
        { kind: 'pair', label: '申请人', value: '张＊𠮷' },
        { kind: 'text', text: '政务服务中心' },
      ],
    });
    expect(pieces.filter((piece) => piece.startsWith('1D763000'))).toHaveLength(2);
    expect(pieces.filter((piece) => piece.startsWith('D5FECEF1'))).toHaveLength(1);
    expect(pieces.join('')).not.toContain('A1F6');
  });

  it('with a private code point says ■, and what that means', async () => {
    const pieces = await encoded({ lines: [{ kind: 'text', text: '张\u{e000}' }] });
    expect(pieces.join('')).toContain('D5C5A1F6');
    expect(pieces.filter((piece) => piece.startsWith('A1F6'))).toHaveLength(2);
  });
});
