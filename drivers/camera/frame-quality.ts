import type { FrameFlaw } from './camera.ts';

/** Brightness of each pixel, row by row, 0 black to 255 white. */
export type GreyImage = { readonly widthPx: number; readonly heightPx: number; readonly luma: Uint8Array };

/** What was measured in the middle of a frame, where the face has to be. */
export type FrameQuality = {
  /** Mean brightness, 0 to 255. */
  readonly brightness: number;
  /** Standard deviation of the brightness: 0 for a blank wall. */
  readonly contrast: number;
  /** Variance of the Laplacian over the variance of the brightness: how abrupt the edges are, whatever the light. */
  readonly sharpness: number;
  /** Mean change of brightness since the frame before, as a share of the contrast; null for a first frame. */
  readonly movement: number | null;
};

/**
 * Limits for an indoor camera at arm's length with 640 × 480. A face under 50 of 255 has lost its shadows to an 8-bit
 * JPEG; over 215 its highlights. `sharpness` was set between focused frames and the same frames under a Gaussian of
 * 3 px, which is what a lens half a metre out of focus makes of them.
 */
export const limits = {
  smallest: { widthPx: 480, heightPx: 360 },
  darkest: 50,
  brightest: 215,
  flattest: 12,
  bluntest: 0.01,
  liveliest: 0.25,
} as const;

/** The middle two fifths of the width and two thirds of the height. */
const middle = { left: 0.3, right: 0.7, top: 1 / 6, bottom: 5 / 6 } as const;

/** Measures one frame; `before` is the frame that came before it, if it had the same size. */
export function measureFrame(image: GreyImage, before: GreyImage | null = null): FrameQuality {
  const { widthPx, heightPx, luma } = image;
  const left = Math.max(1, Math.floor(widthPx * middle.left));
  const right = Math.min(widthPx - 1, Math.ceil(widthPx * middle.right));
  const top = Math.max(1, Math.floor(heightPx * middle.top));
  const bottom = Math.min(heightPx - 1, Math.ceil(heightPx * middle.bottom));
  const comparable = before?.widthPx === widthPx && before.heightPx === heightPx ? before.luma : null;

  let count = 0;
  let sum = 0;
  let squares = 0;
  let edges = 0;
  let edgeSquares = 0;
  let change = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * widthPx + x;
      const here = luma[at] ?? 0;
      const around =
        (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - widthPx] ?? 0) + (luma[at + widthPx] ?? 0);
      const laplacian = around - 4 * here;
      count += 1;
      sum += here;
      squares += here * here;
      edges += laplacian;
      edgeSquares += laplacian * laplacian;
      if (comparable !== null) change += Math.abs(here - (comparable[at] ?? 0));
    }
  }
  if (count === 0) return { brightness: 0, contrast: 0, sharpness: 0, movement: null };
  const brightness = sum / count;
  const variance = Math.max(0, squares / count - brightness * brightness);
  const contrast = Math.sqrt(variance);
  const edgeVariance = Math.max(0, edgeSquares / count - (edges / count) ** 2);
  return {
    brightness,
    contrast,
    sharpness: variance === 0 ? 0 : edgeVariance / variance,
    movement: comparable === null ? null : change / count / Math.max(contrast, limits.flattest),
  };
}

/** The first thing that is wrong with a frame, or null. A first frame cannot be said to move. */
export function judgeFrame(image: GreyImage, quality: FrameQuality): FrameFlaw | null {
  if (image.widthPx < limits.smallest.widthPx || image.heightPx < limits.smallest.heightPx)
    return 'too-small';
  if (quality.brightness < limits.darkest) return 'too-dark';
  if (quality.brightness > limits.brightest) return 'too-bright';
  if (quality.contrast < limits.flattest) return 'low-contrast';
  if (quality.sharpness < limits.bluntest) return 'blurred';
  return (quality.movement ?? 0) > limits.liveliest ? 'moving' : null;
}
