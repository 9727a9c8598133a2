import sharp from 'sharp';
import type { DeviceFault, Result } from '../status.ts';
import type { GreyImage } from './frame-quality.ts';

/** 640 × 480 in fair quality has 40 to 90 kB; nothing a page of ours makes is larger. */
export const MOST_FRAME_BYTES = 200_000;
const mostPixels = 1920 * 1080;

/**
 * Decodes a JPEG to brightness, on a thread of libvips' own. Anything that is not one whole JPEG is a fault, whatever
 * else the decoder could read.
 */
export async function decodeFrame(jpeg: Uint8Array): Promise<Result<GreyImage, DeviceFault>> {
  if (jpeg.length > MOST_FRAME_BYTES) return garbled('too large');
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8 || jpeg[2] !== 0xff) return garbled('no JPEG');
  try {
    const { data, info } = await sharp(jpeg, { failOn: 'truncated', limitInputPixels: mostPixels })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 1) return garbled('colour model');
    return { ok: true, value: { widthPx: info.width, heightPx: info.height, luma: data } };
  } catch {
    return garbled('cannot be decoded');
  }
}

function garbled(detail: string): { readonly ok: false; readonly error: DeviceFault } {
  return { ok: false, error: { kind: 'protocol', detail } };
}
