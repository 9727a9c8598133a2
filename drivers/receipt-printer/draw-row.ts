import sharp from 'sharp';
import type { DrawRow } from './encode-with-pictures.ts';

/** Half and full width on one grid, as the printer's own font; the second has what is rarer than the first. */
const fontFamily = 'Noto Sans Mono CJK SC, BabelStone Han';
/** At this size a Chinese character is two columns of 12 dots wide. */
const fontDots = 24;
const rowDots = 30;
const baselineDots = 24;
const darkest = 140;

/**
 * Draws a row with the fonts of this machine. Private code points are not drawn: what they look like is known to
 * those who put them on the card and to nobody else.
 */
export const drawRow: DrawRow = async ({ text, size, isBold, align }, widthDots) => {
  if (/[\p{Co}\p{Cn}\p{Cs}]/u.test(text)) return null;
  const height = rowDots * size;
  const place = align === 'center' ? `x="${widthDots / 2}" text-anchor="middle"` : 'x="0"';
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthDots}" height="${height}">`,
    `<text ${place} y="${baselineDots * size}" font-family="${fontFamily}" font-size="${fontDots * size}"`,
    ` font-weight="${isBold ? 'bold' : 'normal'}" xml:space="preserve">${escaped(text)}</text></svg>`,
  ].join('');
  try {
    const dots = await sharp(Buffer.from(svg))
      .flatten({ background: '#fff' })
      .greyscale()
      .threshold(darkest)
      .raw()
      .toBuffer();
    return packed(dots, widthDots, height);
  } catch {
    // A receipt with a ■ in it is better than none.
    return null;
  }
};

/** @param dots one byte a dot, 0 is black */
function packed(dots: Uint8Array, widthDots: number, height: number) {
  const widthBytes = widthDots / 8;
  const data = new Uint8Array(widthBytes * height);
  dots.forEach((dot, at) => {
    const byte = at >> 3;
    if (dot === 0) data[byte] = (data[byte] ?? 0) | (0x80 >> (at & 7));
  });
  return { widthBytes, height, data };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
