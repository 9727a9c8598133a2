import type { Colour } from './face.ts';

/** An RGB picture, row by row, three bytes a pixel. */
export type Canvas = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
  readonly fill: (colourAt: (x: number, y: number) => Colour) => void;
  /** An upright ellipse with an edge as soft as one pixel. */
  readonly ellipse: (x: number, y: number, radiusX: number, radiusY: number, colour: Colour) => void;
  readonly box: (left: number, top: number, right: number, bottom: number, colour: Colour) => void;
};

export function createCanvas(widthPx: number, heightPx: number): Canvas {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const blend = (x: number, y: number, colour: Colour, share: number): void => {
    const at = (y * widthPx + x) * 3;
    for (let part = 0; part < 3; part += 1)
      rgb[at + part] = (rgb[at + part] ?? 0) * (1 - share) + (colour[part] ?? 0) * share;
  };
  const within = (from: number, to: number, size: number): readonly [number, number] => [
    Math.max(0, Math.floor(from)),
    Math.min(size - 1, Math.ceil(to)),
  ];
  return {
    widthPx,
    heightPx,
    rgb,
    fill: (colourAt) => {
      for (let y = 0; y < heightPx; y += 1)
        for (let x = 0; x < widthPx; x += 1) blend(x, y, colourAt(x, y), 1);
    },
    ellipse: (x, y, radiusX, radiusY, colour) => {
      const [left, right] = within(x - radiusX - 1, x + radiusX + 1, widthPx);
      const [top, bottom] = within(y - radiusY - 1, y + radiusY + 1, heightPx);
      for (let row = top; row <= bottom; row += 1)
        for (let column = left; column <= right; column += 1) {
          const distance = Math.hypot((column - x) / radiusX, (row - y) / radiusY);
          const insidePx = (1 - distance) * Math.min(radiusX, radiusY);
          if (insidePx > -0.5) blend(column, row, colour, Math.min(1, insidePx + 0.5));
        }
    },
    box: (left, top, right, bottom, colour) => {
      const [x0, x1] = within(left, right, widthPx);
      const [y0, y1] = within(top, bottom, heightPx);
      for (let y = y0; y <= y1; y += 1) for (let x = x0; x <= x1; x += 1) blend(x, y, colour, 1);
    },
  };
}
