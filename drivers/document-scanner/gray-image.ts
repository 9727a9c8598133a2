/** Lightness of a page: rows from top to bottom, one byte a pixel, 0 black to 255 white. */
export type GrayImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
  readonly pixels: Uint8Array;
};

export const mmPerInch = 25.4;

/** How many pixels of an image a length on paper covers, at least one. */
export function pixelsOf(mm: number, dpi: number): number {
  return Math.max(1, Math.round((mm / mmPerInch) * dpi));
}

/**
 * The same page with at most `dpi`, each pixel the mean of a block of the original: noise of the sensor falls with the
 * side of the block, print stays.
 */
export function reduceTo(dpi: number, image: GrayImage): GrayImage {
  const side = Math.max(1, Math.floor(image.dpi / dpi));
  if (side === 1) return image;
  const widthPx = Math.floor(image.widthPx / side);
  const heightPx = Math.floor(image.heightPx / side);
  const pixels = new Uint8Array(widthPx * heightPx);
  const sums = new Uint32Array(widthPx);
  for (let y = 0; y < heightPx; y += 1) {
    sums.fill(0);
    for (let row = 0; row < side; row += 1) {
      let at = (y * side + row) * image.widthPx;
      for (let x = 0; x < widthPx; x += 1) {
        for (let column = 0; column < side; column += 1, at += 1)
          sums[x] = (sums[x] ?? 0) + (image.pixels[at] ?? 0);
      }
    }
    for (let x = 0; x < widthPx; x += 1) pixels[y * widthPx + x] = (sums[x] ?? 0) / (side * side);
  }
  return { widthPx, heightPx, dpi: image.dpi / side, pixels };
}

/** Lightness of the paper and of the darkest print: what is asked first of every page. */
export type Tones = { readonly paper: number; readonly ink: number };

/** Nine tenths of a page are not lighter than its paper; print covers at least a few thousandths of it. */
const paperQuantile = 0.9;
const inkQuantile = 0.003;

export function tonesOf(image: GrayImage): Tones {
  const counts = new Uint32Array(256);
  for (const lightness of image.pixels) counts[lightness] = (counts[lightness] ?? 0) + 1;
  return {
    paper: quantile(counts, image.pixels.length, paperQuantile),
    ink: quantile(counts, image.pixels.length, inkQuantile),
  };
}

function quantile(counts: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let lightness = 0; lightness < counts.length; lightness += 1) {
    seen += counts[lightness] ?? 0;
    if (seen > total * share) return lightness;
  }
  return counts.length - 1;
}
