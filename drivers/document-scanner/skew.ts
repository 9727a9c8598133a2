import { type GrayImage, type Tones, tonesOf } from './gray-image.ts';

/** As far as a page can lie askew and still be told; the glass has a frame to lay it against. */
export const widestSkewDegrees = 10;

const coarseStepDegrees = 0.5;
const fineStepDegrees = 0.1;
/** Points of print looked at; more make the answer slower, not better. */
const pointsAtMost = 30_000;
const pointsAtLeast = 60;
/** How far the best direction must stand out from the middling one to be a direction at all. */
const distinctness = 1.25;

/**
 * How far the lines of a page are turned, by projection profiles: seen along the lines, print falls into sharp
 * stripes; seen from any other direction it smears (W. Postl, 1986).
 *
 * @param image about 100 dpi: a stripe is then two to four pixels high
 * @returns degrees clockwise within ±10; null for a page without lines (blank, a photograph, noise)
 */
export function skewOf(image: GrayImage, tones: Tones = tonesOf(image)): number | null {
  const points = inkPoints(image, tones);
  if (points.count < pointsAtLeast) return null;
  const reach = Math.ceil(Math.hypot(image.widthPx, image.heightPx)) + 2;
  const profile = new Float32Array(2 * reach);
  const scoreAt = (degrees: number): number => stripeScore(points, degrees, profile, reach);

  const coarse = scores(-widestSkewDegrees, widestSkewDegrees, coarseStepDegrees, scoreAt);
  const best = highest(coarse);
  if (best.score < distinctness * middling(coarse)) return null;

  const fine = scores(
    best.degrees - coarseStepDegrees,
    best.degrees + coarseStepDegrees,
    fineStepDegrees,
    scoreAt,
  );
  const skew = vertex(fine);
  return Math.min(widestSkewDegrees, Math.max(-widestSkewDegrees, skew));
}

type Points = { readonly x: Float32Array; readonly y: Float32Array; readonly count: number };
type Score = { readonly degrees: number; readonly score: number };

/** Pixels nearer to the print than to the paper, evenly thinned out; the origin is the middle of the page. */
function inkPoints({ pixels, widthPx, heightPx }: GrayImage, { paper, ink }: Tones): Points {
  const threshold = (paper + ink) / 2;
  if (paper - ink < 16) return { x: new Float32Array(), y: new Float32Array(), count: 0 };
  let inked = 0;
  for (const lightness of pixels) if (lightness < threshold) inked += 1;
  const keepEvery = inked / pointsAtMost;
  const size = Math.min(inked, pointsAtMost) + 1;
  const x = new Float32Array(size);
  const y = new Float32Array(size);
  let count = 0;
  let passed = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    if ((pixels[at] ?? 255) >= threshold) continue;
    passed += 1;
    if (keepEvery > 1 && passed < count * keepEvery) continue;
    if (count === size) break;
    x[count] = (at % widthPx) - widthPx / 2;
    y[count] = Math.floor(at / widthPx) - heightPx / 2;
    count += 1;
  }
  return { x, y, count };
}

/** Sum of the squared steps between neighbouring stripes, for print seen along lines turned by `degrees`. */
function stripeScore(points: Points, degrees: number, profile: Float32Array, reach: number): number {
  const radians = (degrees * Math.PI) / 180;
  const cosine = Math.cos(radians);
  const sine = Math.sin(radians);
  profile.fill(0);
  for (let at = 0; at < points.count; at += 1) {
    // Clockwise on a page whose y runs downwards: a line turned by +θ descends to the right.
    const height = (points.y[at] ?? 0) * cosine - (points.x[at] ?? 0) * sine + reach;
    const stripe = Math.floor(height);
    const share = height - stripe;
    profile[stripe] = (profile[stripe] ?? 0) + 1 - share;
    profile[stripe + 1] = (profile[stripe + 1] ?? 0) + share;
  }
  let score = 0;
  for (let at = 1; at < profile.length; at += 1) score += ((profile[at] ?? 0) - (profile[at - 1] ?? 0)) ** 2;
  return score;
}

function scores(
  from: number,
  to: number,
  step: number,
  scoreAt: (degrees: number) => number,
): readonly Score[] {
  const count = Math.round((to - from) / step);
  return Array.from({ length: count + 1 }, (_, at) => {
    const degrees = from + at * step;
    return { degrees, score: scoreAt(degrees) };
  });
}

function highest(scored: readonly Score[]): Score {
  return scored.reduce((best, next) => (next.score > best.score ? next : best), { degrees: 0, score: -1 });
}

function middling(scored: readonly Score[]): number {
  const sorted = scored.map(({ score }) => score).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The top of the hill between samples: the mean of the degrees above half its height, weighed by what rises above it. */
function vertex(scored: readonly Score[]): number {
  const best = highest(scored);
  const lowest = Math.min(...scored.map(({ score }) => score));
  const half = (best.score + lowest) / 2;
  let weight = 0;
  let sum = 0;
  for (const { degrees, score } of scored) {
    if (score <= half) continue;
    weight += score - half;
    sum += (score - half) * degrees;
  }
  return weight === 0 ? best.degrees : sum / weight;
}
