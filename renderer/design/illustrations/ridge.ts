/**
 * Ridges of 富春山 as numbers: a county profile may change the seed, never the colours. Pure, so the same
 * seed draws the same hills on every machine.
 */

/** mulberry32: small, well spread, good enough for a picture. Values in [0, 1). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Ridge = {
  /** Height of the saddles, and how far the highest peak stands above them. */
  readonly base: number;
  readonly height: number;
  /** Peaks across the width. */
  readonly peaks: number;
};

const STEP = 4;

/**
 * The upper edge of one ridge as SVG path data, closed at `bottom`.
 * Peaks are sharp and saddles soft (exponential fall from each summit); three octaves of small noise make
 * the edge look brushed.
 */
export function ridgePath(ridge: Ridge, seed: number, width: number, bottom: number): string {
  const next = seededNumbers(seed);
  const spacing = width / ridge.peaks;
  const summits = Array.from({ length: ridge.peaks + 1 }, (_, index) => ({
    x: (index - 0.25 + (next() - 0.5) * 0.7) * spacing,
    height: ridge.height * (0.45 + 0.55 * next()),
    spread: spacing * (0.3 + 0.18 * next()),
  }));
  const octaves = [120, 46, 17].map((length) => ({ length, phase: next() * Math.PI * 2 }));
  const edge = Array.from({ length: Math.ceil(width / STEP) + 3 }, (_, index) => {
    const x = (index - 1) * STEP;
    const rise = summits.reduce(
      (sum, { x: at, height, spread }) => sum + height * Math.exp(-((Math.abs(x - at) / spread) ** 1.35)),
      0,
    );
    const brush = octaves.reduce(
      (sum, { length, phase }) => sum + Math.sin((x / length) * Math.PI * 2 + phase) * length * 0.045,
      0,
    );
    return `${x} ${(ridge.base - rise + brush * (0.35 + rise / ridge.height)).toFixed(1)}`;
  });
  return `M${edge.join('L')}L${width + STEP} ${bottom}L${-STEP} ${bottom}Z`;
}
