import { cutOffSides } from './cut-off.ts';
import type { PageQuality, PageVerdict } from './document-scanner.ts';
import { type GrayImage, pixelsOf, reduceTo, type Tones, tonesOf } from './gray-image.ts';
import { sharpnessOf } from './sharpness.ts';
import { skewOf } from './skew.ts';

/** Lines, print and shadows are looked for at this resolution; only sharpness needs every pixel. */
const overviewDpi = 100;

/** Limits of a page somebody at a desk can still read and file. Shares of white unless they say otherwise. */
export const pageLimits = {
  /** Recycled paper is 0.75; below this the lamp is off or the lid stood open to a dark hall. */
  darkestPaper: 0.55,
  /** A stroke of 6 mm on A4 is more than this share of the page. */
  leastInkShare: 0.0001,
  /** Print of the other side shows through with less than this. */
  leastInkContrast: 0.12,
  faintContrast: 0.25,
  /** Where OCR and the eye begin to mind. */
  widestSkewDegrees: 3,
  /** Edges 0.38 mm wide: 10-point print loses its inner strokes. */
  leastSharpness: 0.45,
} as const;

/** The frame of the image in which lid and glass throw shadows. */
const shadowMm = 4;

/** Measures a page. Pure, and total: any image has a quality. */
export function measurePage(image: GrayImage): PageQuality {
  const overview = reduceTo(overviewDpi, image);
  const tones = tonesOf(overview);
  const brightness = share(tones.paper);
  const contrast = share(Math.max(0, tones.paper - tones.ink));
  const isBlank = inkShare(overview, tones) < pageLimits.leastInkShare;
  const measured = {
    sharpness: isBlank ? null : sharpnessOf(image, tones),
    skewDegrees: isBlank ? null : skewOf(overview, tones),
    brightness,
    contrast,
    isBlank,
    cutOffAt: isBlank ? [] : cutOffSides(overview, tones),
  };
  return { ...measured, verdict: verdictOf(measured) };
}

/** What is graver hides what is lesser: on a dark page nobody can tell whether it is blurred. */
function verdictOf(page: Omit<PageQuality, 'verdict'>): PageVerdict {
  if (page.brightness < pageLimits.darkestPaper) return 'too-dark';
  if (page.isBlank) return 'blank';
  if (page.cutOffAt.length > 0) return 'cut-off';
  if (Math.abs(page.skewDegrees ?? 0) > pageLimits.widestSkewDegrees) return 'skewed';
  if (page.sharpness !== null && page.sharpness < pageLimits.leastSharpness) return 'blurred';
  if (page.contrast < pageLimits.faintContrast) return 'faint';
  return 'good';
}

/** The share of the page, without its shadowed frame, that is darker than paper ever is. */
function inkShare(image: GrayImage, tones: Tones): number {
  const frame = pixelsOf(shadowMm, image.dpi);
  const threshold = tones.paper - 255 * pageLimits.leastInkContrast;
  let inked = 0;
  let total = 0;
  for (let y = frame; y < image.heightPx - frame; y += 1) {
    for (let x = frame; x < image.widthPx - frame; x += 1) {
      total += 1;
      if ((image.pixels[y * image.widthPx + x] ?? 255) < threshold) inked += 1;
    }
  }
  return total === 0 ? 0 : inked / total;
}

/** Lightness as a share of white, to three places. */
const share = (lightness: number): number => Math.round((lightness / 255) * 1000) / 1000;
