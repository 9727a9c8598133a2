import { type GrayImage, mmPerInch, type Tones, tonesOf } from './gray-image.ts';

/** An edge as wide as this counts as crisp: two pixels at 300 dpi, what a good flatbed's optics make of a black line. */
const crispEdgeMm = (2 / 300) * mmPerInch;
/** The strip around an edge in which its paper and its print are looked for. */
const reachMm = 0.8;
/** Nearer together are no two edges, but one and the noise beside it. */
const apartMm = 0.3;
/** Rows looked at, a millimetre of paper apart or less. */
const rowsAtMost = 600;
const edgesAtLeast = 80;
/** Part of the page's contrast an edge must span: what spans less is noise, a pattern, or show-through. */
const edgeContrast = 0.35;

/**
 * How crisp the print of a page is: the width of its upright edges (after P. Marziliano et al., “A no-reference
 * perceptual blur metric”, 2002), each normalised by its own contrast, so that neither faint print nor an empty page
 * counts as blurred, and measured in millimetres, so that it means the same at any dpi.
 *
 * @returns 0 (washed out) to 1 (crisp); null where too little print was found to judge by
 */
export function sharpnessOf(image: GrayImage, tones: Tones = tonesOf(image)): number | null {
  const contrast = tones.paper - tones.ink;
  if (contrast < 16) return null;
  const { widthPx, heightPx, pixels } = image;
  const reach = Math.max(2, Math.round((reachMm / mmPerInch) * image.dpi));
  const apart = Math.max(1, Math.round((apartMm / mmPerInch) * image.dpi));
  const rowStep = Math.max(1, Math.floor(heightPx / rowsAtMost));
  const widths: number[] = [];

  for (let y = 1; y < heightPx - 1; y += rowStep) {
    const row = pixels.subarray(y * widthPx, (y + 1) * widthPx);
    const above = pixels.subarray((y - 1) * widthPx, y * widthPx);
    const below = pixels.subarray((y + 1) * widthPx, (y + 2) * widthPx);
    for (let x = reach; x < widthPx - reach - 1; x += 1) {
      const step = steepness(row, x);
      if (step < contrast / (4 * reach)) continue;
      if (!isSteepest(row, x, apart)) continue;
      // Across a slanting edge the row shows more width than the edge has.
      if (Math.abs((above[x] ?? 0) - (below[x] ?? 0)) > step) continue;
      const span = spanAround(row, x, reach);
      if (span >= contrast * edgeContrast) widths.push(span / step);
    }
  }
  if (widths.length < edgesAtLeast) return null;
  widths.sort((a, b) => a - b);
  const widthMm = ((widths[widths.length >> 1] ?? 1) / image.dpi) * mmPerInch;
  return Math.min(1, crispEdgeMm / widthMm);
}

const steepness = (row: Uint8Array, x: number): number => Math.abs((row[x + 1] ?? 0) - (row[x] ?? 0));

function isSteepest(row: Uint8Array, x: number, apart: number): boolean {
  const step = steepness(row, x);
  for (let away = 1; away <= apart; away += 1) {
    if (steepness(row, x - away) > step || steepness(row, x + away) >= step) return false;
  }
  return true;
}

function spanAround(row: Uint8Array, x: number, reach: number): number {
  let darkest = 255;
  let lightest = 0;
  for (let at = x - reach + 1; at <= x + reach; at += 1) {
    const lightness = row[at] ?? 0;
    if (lightness < darkest) darkest = lightness;
    if (lightness > lightest) lightest = lightness;
  }
  return lightest - darkest;
}
