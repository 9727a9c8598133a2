/** A signature as the exchange wants it: strokes of points in millimetres on the pad, in drawing order. */
export type Point = { readonly x: number; readonly y: number };
export type Stroke = readonly Point[];

/** Bounds of the contract: what a pad of this size and a human hand cannot exceed. */
export const PAD_MM = { width: 400, height: 300 } as const;
export const MAX_STROKES = 200;
export const MAX_POINTS = 2000;
/** A finger resting still sends points without an end; nearer than this they say nothing. */
const MIN_STEP_MM = 0.3;

const within = (value: number, limit: number): number => Math.min(limit, Math.max(0, value));
const tenths = (value: number): number => Math.round(value * 10) / 10;

/** From CSS px relative to the pad's corner to millimetres of glass, to a tenth. */
export const toMillimetres = (px: Point, pxPerMm: number): Point => ({
  x: tenths(within(px.x / pxPerMm, PAD_MM.width)),
  y: tenths(within(px.y / pxPerMm, PAD_MM.height)),
});

/** The stroke with one more point, unless the point is too near the last one or the stroke is full. */
export function extendStroke(stroke: Stroke, point: Point): Stroke {
  const last = stroke.at(-1);
  if (stroke.length >= MAX_POINTS) return stroke;
  if (last && Math.hypot(point.x - last.x, point.y - last.y) < MIN_STEP_MM) return stroke;
  return [...stroke, point];
}

/** SVG path data through the middles of the points, so that a line of few points still looks written. A dot is a short dash. */
export function strokePath(stroke: Stroke): string {
  const [first, ...rest] = stroke;
  if (!first) return '';
  if (rest.length === 0) return `M${first.x} ${first.y}h0.1`;
  const curves = rest.map((point, index) => {
    const previous = stroke[index] ?? first;
    return `Q${previous.x} ${previous.y} ${(previous.x + point.x) / 2} ${(previous.y + point.y) / 2}`;
  });
  const end = rest.at(-1) ?? first;
  return `M${first.x} ${first.y}${curves.join('')}L${end.x} ${end.y}`;
}
