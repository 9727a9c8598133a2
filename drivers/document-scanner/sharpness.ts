import { type GrayImage, mmPerInch, type Tones, tonesOf } from './gray-image.ts';

/** An edge as wide as this counts as crisp: two pixels at 300 dpi, what a good flatbed's optics make of a black line. */
const crispEdgeMm = (2 / 300) * mmPerInch;
/** How far around an edge its paper and its print are looked for. */
const reachMm = 0.8;
/** Rows looked at; more make the answer slower, not better. */
const rowsAtMost = 600;
const edgesAtLeast = 80;
/** Part of the page's contrast an edge must span: what spans less is noise, a pattern, or show-through. */
const edgeContrast = 0.35;
/** Part of it that the row must change by over three pixels for an edge to be looked for. */
const leastSlope = 0.08;
/** From one quarter to three quarters of its height is half of a straight edge, and 1 / 1.86 of a Gaussian one. */
const quarterToWhole = 1.9;

/**
 * How crisp the print of a page is: the width of its upright edges (after P. Marziliano et al., “A no-reference
 * perceptual blur metric”, 2002), each between a quarter and three quarters of its own height, so that neither faint
 * print, nor noise, nor an empty page counts as blurred; in millimetres, so that it means the same at any dpi.
 *
 * @returns 0 (washed out) to 1 (crisp); null where too little print was found to judge by
 */
export function sharpnessOf(image: GrayImage, tones: Tones = tonesOf(image)): number | null {
  const contrast = tones.paper - tones.ink;
  if (contrast < 16) return null;
  const { widthPx, heightPx, pixels } = image;
  const reach = Math.max(3, Math.round((reachMm / mmPerInch) * image.dpi));
  const rowStep = Math.max(1, Math.floor(heightPx / rowsAtMost));
  const widths: number[] = [];

  for (let y = 1; y < heightPx - 1; y += rowStep) {
    const row = pixels.subarray(y * widthPx, (y + 1) * widthPx);
    for (let x = reach; x < widthPx - reach - 1; x += 1) {
      const slope = (row[x + 2] ?? 0) - (row[x - 1] ?? 0);
      if (Math.abs(slope) < contrast * leastSlope) continue;
      // Across a slanting edge the row shows more width than the edge has.
      const at = y * widthPx + x;
      const across = (pixels[at + widthPx] ?? 0) - (pixels[at - widthPx] ?? 0);
      if (Math.abs(across) > Math.abs(slope)) continue;
      const width = edgeWidth(row, x, reach, slope > 0 ? 1 : -1, contrast * edgeContrast);
      if (width !== null) widths.push(width);
    }
  }
  if (widths.length < edgesAtLeast) return null;
  widths.sort((a, b) => a - b);
  const widthMm = ((widths[widths.length >> 1] ?? 1) / image.dpi) * mmPerInch;
  return Math.min(1, crispEdgeMm / widthMm);
}

/**
 * Width in pixels of the edge whose middle lies between `x` and `x + 1`; null where there is none.
 *
 * @param towards 1 where the row grows lighter, else −1
 */
function edgeWidth(
  row: Uint8Array,
  x: number,
  reach: number,
  towards: 1 | -1,
  leastSpan: number,
): number | null {
  let darkest = 255;
  let lightest = 0;
  for (let at = x - reach + 1; at <= x + reach; at += 1) {
    const lightness = row[at] ?? 0;
    if (lightness < darkest) darkest = lightness;
    if (lightness > lightest) lightest = lightness;
  }
  const span = lightest - darkest;
  if (span < leastSpan) return null;
  const middle = (darkest + lightest) / 2;
  const dark = towards === 1 ? x : x + 1;
  const light = dark + towards;
  if ((row[dark] ?? 0) > middle || (row[light] ?? 0) <= middle) return null;
  const upper = stepsTo(row, light, towards, reach, darkest + span * 0.75, 1);
  const lower = stepsTo(row, dark, towards === 1 ? -1 : 1, reach, darkest + span * 0.25, -1);
  return upper === null || lower === null ? null : (upper + lower + 1) * quarterToWhole;
}

/**
 * How many pixels from `start` the row passes `level`, between pixels too, so it may lie up to one before `start`;
 * null when it does not within reach.
 *
 * @param sign 1 when the level is passed upwards, −1 downwards
 */
function stepsTo(
  row: Uint8Array,
  start: number,
  direction: 1 | -1,
  reach: number,
  level: number,
  sign: 1 | -1,
): number | null {
  for (let steps = 0; steps < reach; steps += 1) {
    const value = row[start + steps * direction] ?? 0;
    if (sign * (value - level) < 0) continue;
    const before = row[start + (steps - 1) * direction] ?? 0;
    return value === before ? steps : steps - (value - level) / (value - before);
  }
  return null;
}
