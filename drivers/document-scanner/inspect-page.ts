import sharp from 'sharp';
import type { PageQuality } from './document-scanner.ts';
import { measurePage } from './page-quality.ts';
import { type PnmImage, parsePnm } from './pnm.ts';

/** A page as it came from a scanner: a JPEG or PNG file, or the raw pixels scanimage writes. */
export type RawPage = {
  readonly encoding: 'file' | 'pnm';
  readonly bytes: Uint8Array;
  readonly dpi: number;
  /** A whole page is at least so high; null where the sheet decides. */
  readonly leastHeightPx: number | null;
};

export type InspectedPage =
  | {
      readonly kind: 'page';
      readonly mediaType: 'image/jpeg' | 'image/png';
      readonly widthPx: number;
      readonly heightPx: number;
      readonly quality: PageQuality;
    }
  /** The image ends before the page does. */
  | { readonly kind: 'half-page' }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** What is handed on: the file as it came, or the JPEG made of raw pixels; none of a page that is not whole. */
export type Inspection = { readonly page: InspectedPage; readonly file: Uint8Array | null };

/** Fine strokes keep their edges, and three quarters of the size is saved against PNG. */
const jpegQuality = 90;
/** 600 dpi A4 has 35 million; more is a bomb. */
const mostPixels = 100_000_000;
/** Lids and rollers move a little; less than this of the promised height is not the whole page. */
const wholeHeight = 0.97;
/** Some scanners pad their files. */
const trailerBytes = 64;

/** Decodes a page to its last row and measures it. Every byte sequence has an answer. */
export async function inspectPage(raw: RawPage): Promise<Inspection> {
  return raw.encoding === 'pnm' ? inspectPixels(raw) : inspectFile(raw);
}

async function inspectFile(raw: RawPage): Promise<Inspection> {
  const mediaType = mediaTypeOf(raw.bytes);
  if (mediaType === null) return unreadable('neither JPEG nor PNG');
  try {
    // `failOn` “warning” is what makes libjpeg say that it has filled the missing rows in with gray.
    const { data, info } = await sharp(raw.bytes, { failOn: 'warning', limitInputPixels: mostPixels })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width: widthPx, height: heightPx } = info;
    if (isTooShort(heightPx, raw)) return halfPage;
    const quality = measurePage({ widthPx, heightPx, dpi: raw.dpi, pixels: data });
    return { page: { kind: 'page', mediaType, widthPx, heightPx, quality }, file: raw.bytes };
  } catch (error) {
    return isTruncated(raw.bytes, mediaType, error) ? halfPage : unreadable(String(error));
  }
}

async function inspectPixels(raw: RawPage): Promise<Inspection> {
  const image = parsePnm(raw.bytes);
  if ('kind' in image) return image.kind === 'truncated' ? halfPage : unreadable(image.detail);
  const { widthPx, heightPx } = image;
  if (isTooShort(heightPx, raw)) return halfPage;
  const pixels = image.channels === 1 ? image.pixels : await pixelsOf(image).greyscale().raw().toBuffer();
  const file = await pixelsOf(image)
    .withMetadata({ density: raw.dpi })
    .jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const quality = measurePage({ widthPx, heightPx, dpi: raw.dpi, pixels });
  return { page: { kind: 'page', mediaType: 'image/jpeg', widthPx, heightPx, quality }, file };
}

const pixelsOf = ({ pixels, widthPx, heightPx, channels }: PnmImage) =>
  sharp(pixels, { raw: { width: widthPx, height: heightPx, channels }, limitInputPixels: mostPixels });

const halfPage: Inspection = { page: { kind: 'half-page' }, file: null };
const unreadable = (detail: string): Inspection => ({
  page: { kind: 'unreadable', detail: detail.slice(0, 200) },
  file: null,
});

const isTooShort = (heightPx: number, { leastHeightPx }: RawPage): boolean =>
  leastHeightPx !== null && heightPx < leastHeightPx * wholeHeight;

/** What cannot be decoded has either lost its end, or is wrong in the middle, which libjpeg may take for an early end. */
function isTruncated(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png', error: unknown): boolean {
  const end = mediaType === 'image/png' ? Buffer.from('IEND') : Buffer.from([0xff, 0xd9]);
  const tail = Buffer.from(bytes.subarray(-trailerBytes));
  return !tail.includes(end) || /premature end/i.test(String(error));
}

function mediaTypeOf(bytes: Uint8Array): 'image/jpeg' | 'image/png' | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  return startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ? 'image/png' : null;
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);
