import { type GrayImage, mmPerInch } from '../document-scanner/gray-image.ts';

/** A page drawn stroke by stroke, so that its angle, its edges and its blur are known and not measured. */
export type SyntheticPage = {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly dpi: number;
  /** Clockwise. */
  readonly skewDegrees: number;
  /** Standard deviation of a Gaussian blur, on paper. */
  readonly blurMm: number;
  readonly paper: number;
  readonly ink: number;
  /** Standard deviation of the sensor's noise, in steps of lightness. */
  readonly noise: number;
  /** Lines of print; 0 is an empty sheet. */
  readonly lines: number;
  /** How far the print is shifted to the right: enough, and it runs off the page. */
  readonly shiftMm: number;
  readonly seed: number;
};

const usualPage: SyntheticPage = {
  widthMm: 100,
  heightMm: 100,
  dpi: 200,
  skewDegrees: 0,
  blurMm: 0,
  paper: 235,
  ink: 40,
  noise: 0,
  lines: 10,
  shiftMm: 0,
  seed: 1,
};

const marginMm = 12;
const lineMm = 7;
/** A square character of 11 points, its strokes as wide as those of a printed 宋体. */
const glyphMm = 4;
const strokeMm = 0.4;

export function drawPage(page: Partial<SyntheticPage> = {}): GrayImage {
  const drawn = { ...usualPage, ...page };
  const widthPx = Math.round((drawn.widthMm / mmPerInch) * drawn.dpi);
  const heightPx = Math.round((drawn.heightMm / mmPerInch) * drawn.dpi);
  const random = chanceFrom(drawn.seed);
  const coverage = new Float32Array(widthPx * heightPx);
  for (const stroke of strokesOf(drawn, random)) drawStroke(coverage, widthPx, heightPx, stroke, drawn);
  blur(coverage, widthPx, heightPx, (drawn.blurMm / mmPerInch) * drawn.dpi);
  const pixels = new Uint8Array(coverage.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const lightness = drawn.paper + (coverage[at] ?? 0) * (drawn.ink - drawn.paper);
    pixels[at] = Math.max(0, Math.min(255, Math.round(lightness + drawn.noise * gaussian(random))));
  }
  return { widthPx, heightPx, dpi: drawn.dpi, pixels };
}

/** A rectangle in millimetres, before the page is turned. */
type Stroke = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Characters of three strokes each way, ragged at the right as print is. */
function* strokesOf(page: SyntheticPage, random: () => number): Generator<Stroke> {
  const right = page.widthMm - marginMm;
  for (let line = 0; line < page.lines; line += 1) {
    const top = marginMm + line * lineMm;
    if (top + glyphMm > page.heightMm - marginMm) return;
    const end = right - random() * 15;
    for (let left = marginMm; left + glyphMm < end; left += glyphMm * 1.1) {
      const x = left + page.shiftMm;
      for (let stroke = 0; stroke < 3; stroke += 1) {
        yield { x: x + random() * 0.8, y: top + stroke * 1.6, width: 2.4 + random(), height: strokeMm };
        yield {
          x: x + stroke * 1.3 + random() * 0.5,
          y: top + random() * 0.8,
          width: strokeMm,
          height: 2.5 + random(),
        };
      }
    }
  }
}

/** Fills the turned rectangle; its edges are as soft as one pixel. */
function drawStroke(
  coverage: Float32Array,
  widthPx: number,
  heightPx: number,
  stroke: Stroke,
  page: SyntheticPage,
): void {
  const pxPerMm = page.dpi / mmPerInch;
  const radians = (page.skewDegrees * Math.PI) / 180;
  const cosine = Math.cos(radians);
  const sine = Math.sin(radians);
  const halfWidth = (stroke.width / 2) * pxPerMm;
  const halfHeight = (stroke.height / 2) * pxPerMm;
  const fromMiddleX = (stroke.x + stroke.width / 2 - page.widthMm / 2) * pxPerMm;
  const fromMiddleY = (stroke.y + stroke.height / 2 - page.heightMm / 2) * pxPerMm;
  const middleX = widthPx / 2 + fromMiddleX * cosine - fromMiddleY * sine;
  const middleY = heightPx / 2 + fromMiddleX * sine + fromMiddleY * cosine;
  const reach = Math.ceil(Math.hypot(halfWidth, halfHeight)) + 1;
  for (let y = Math.max(0, Math.floor(middleY - reach)); y < Math.min(heightPx, middleY + reach); y += 1) {
    for (let x = Math.max(0, Math.floor(middleX - reach)); x < Math.min(widthPx, middleX + reach); x += 1) {
      const dx = x + 0.5 - middleX;
      const dy = y + 0.5 - middleY;
      const across = softEdge(halfWidth - Math.abs(dx * cosine + dy * sine));
      const along = softEdge(halfHeight - Math.abs(dy * cosine - dx * sine));
      const at = y * widthPx + x;
      coverage[at] = Math.max(coverage[at] ?? 0, across * along);
    }
  }
}

const softEdge = (inside: number): number => Math.max(0, Math.min(1, inside + 0.5));

/** Gaussian blur as two passes over rows and columns. */
function blur(values: Float32Array, widthPx: number, heightPx: number, sigmaPx: number): void {
  if (sigmaPx <= 0) return;
  const reach = Math.ceil(3 * sigmaPx);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigmaPx ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (count: number, length: number, startOf: (line: number) => number, step: number): void => {
    const before = new Float32Array(length);
    for (let line = 0; line < count; line += 1) {
      const start = startOf(line);
      for (let at = 0; at < length; at += 1) before[at] = values[start + at * step] ?? 0;
      for (let at = 0; at < length; at += 1) {
        let sum = 0;
        for (let tap = -reach; tap <= reach; tap += 1)
          sum += (before[at + tap] ?? 0) * (weights[tap + reach] ?? 0);
        values[start + at * step] = sum / total;
      }
    }
  };
  pass(heightPx, widthPx, (line) => line * widthPx, 1);
  pass(widthPx, heightPx, (line) => line, widthPx);
}

/** Mulberry32: the same page for the same seed on every machine. */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Box–Muller. */
const gaussian = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
