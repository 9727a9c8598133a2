/** The pixels of a raw PNM image, as scanimage writes it to its standard output. */
export type PnmImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
};
export type PnmFault =
  /** Fewer pixels than the header promises: the scan broke off. */
  { readonly kind: 'truncated' } | { readonly kind: 'unreadable'; readonly detail: string };

const longestHeader = 1024;
/** Less than a header: nothing, or the beginning of one. */
const shortestImage = 64;
/** 600 dpi A4 has 35 million; what is more is no page. */
const mostPixels = 200_000_000;

/**
 * Reads P5 (gray) and P6 (colour) with 8 bits a sample; comments as scanimage puts them there.
 * Netpbm, pgm(5) and ppm(5).
 */
export function parsePnm(bytes: Uint8Array): PnmImage | PnmFault {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, longestHeader)).toString(
    'latin1',
  );
  const header =
    /^P([56])\s+(?:#[^\n]*\n\s*)*(\d{1,6})\s+(?:#[^\n]*\n\s*)*(\d{1,6})\s+(?:#[^\n]*\n\s*)*255\s/.exec(head);
  if (header === null) {
    return bytes.length < shortestImage
      ? { kind: 'truncated' }
      : { kind: 'unreadable', detail: 'no PNM header of 8 bits' };
  }
  const channels = header[1] === '6' ? 3 : 1;
  const widthPx = Number(header[2]);
  const heightPx = Number(header[3]);
  if (widthPx === 0 || heightPx === 0 || widthPx * heightPx > mostPixels) {
    return { kind: 'unreadable', detail: `${widthPx} x ${heightPx} pixels` };
  }
  const length = widthPx * heightPx * channels;
  const pixels = bytes.subarray(header[0].length, header[0].length + length);
  return pixels.length < length ? { kind: 'truncated' } : { widthPx, heightPx, channels, pixels };
}
