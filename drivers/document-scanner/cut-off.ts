import type { PageSide } from './document-scanner.ts';
import { type GrayImage, pixelsOf, type Tones } from './gray-image.ts';

/** Where print has no business: printers leave 4 mm free, and a hand that cuts closer cuts something off. */
const outerMm = 0.3;
const innerMm = 1.5;
/** Strokes of print; what is longer is the shadow of the lid, or the edge of the page itself. */
const longestStrokeMm = 15;
/** One or two are the page's own edges where a crooked page leaves the image. */
const strokesAtLeast = 3;

/**
 * At which sides print runs out of the image: at least three strokes in the strip along it.
 *
 * @param image about 100 dpi
 */
export function cutOffSides(image: GrayImage, tones: Tones): readonly PageSide[] {
  if (tones.paper - tones.ink < 32) return [];
  const threshold = (tones.paper + tones.ink) / 2;
  const outer = pixelsOf(outerMm, image.dpi);
  const inner = pixelsOf(innerMm, image.dpi);
  if (image.widthPx <= 2 * inner || image.heightPx <= 2 * inner) return [];
  const { widthPx, heightPx, pixels } = image;
  const isInk = (x: number, y: number): boolean => (pixels[y * widthPx + x] ?? 255) < threshold;
  const sides: readonly {
    readonly side: PageSide;
    readonly length: number;
    readonly isInkAt: (along: number, depth: number) => boolean;
  }[] = [
    { side: 'top', length: widthPx, isInkAt: (along, depth) => isInk(along, depth) },
    { side: 'right', length: heightPx, isInkAt: (along, depth) => isInk(widthPx - 1 - depth, along) },
    { side: 'bottom', length: widthPx, isInkAt: (along, depth) => isInk(along, heightPx - 1 - depth) },
    { side: 'left', length: heightPx, isInkAt: (along, depth) => isInk(depth, along) },
  ];
  const longest = pixelsOf(longestStrokeMm, image.dpi);
  return sides
    .filter(({ length, isInkAt }) => {
      const isPrinted = (along: number): boolean => {
        for (let depth = outer; depth <= inner; depth += 1) if (isInkAt(along, depth)) return true;
        return false;
      };
      return strokesAlong(length, isPrinted, longest) >= strokesAtLeast;
    })
    .map(({ side }) => side);
}

/** Runs of marked positions, the overlong ones left out. */
function strokesAlong(length: number, isMarked: (along: number) => boolean, longest: number): number {
  let strokes = 0;
  let run = 0;
  for (let along = 1; along < length; along += 1) {
    const isInside = along < length - 1 && isMarked(along);
    if (isInside) run += 1;
    else {
      if (run > 0 && run <= longest) strokes += 1;
      run = 0;
    }
  }
  return strokes;
}
