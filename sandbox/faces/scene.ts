import { type Canvas, createCanvas } from './canvas.ts';
import { type Colour, type Face, FRECKLES } from './face.ts';

/** How it is before the camera, whoever stands there. */
export const LIGHTS = ['clear', 'dark', 'blurred'] as const;
export type Light = (typeof LIGHTS)[number];

export type Scene = {
  /** Who stands there, from left to right; nobody, one, or two. */
  readonly faces: readonly Face[];
  readonly light: Light;
};

/** What the camera of a kiosk gives: as large as the page asks for. */
export const PICTURE = { widthPx: 640, heightPx: 480 } as const;
const faceRadius = { x: 92, y: 122 } as const;
/** Out of focus by so much that no freckle is left. */
const blurPx = 5;
const darkness = 0.14;

/** Draws what the camera sees. `swayPx` moves the people sideways, as nobody stands quite still. */
export function drawScene({ faces, light }: Scene, swayPx = 0): Canvas {
  const canvas = createCanvas(PICTURE.widthPx, PICTURE.heightPx);
  drawRoom(canvas);
  const middle = PICTURE.widthPx / 2;
  const apart = 250;
  faces.forEach((face, index) => {
    drawPerson(canvas, face, middle + (index - (faces.length - 1) / 2) * apart + swayPx, 236);
  });
  if (light === 'dark') darken(canvas);
  return light === 'blurred' ? blur(canvas) : canvas;
}

/** A service hall: cool walls, a notice board, a door. Nothing in it has the colour of a face. */
function drawRoom(canvas: Canvas): void {
  canvas.fill((x, y) => {
    const shade = 176 - y * 0.09 + x * 0.03;
    return [shade - 8, shade, shade + 10];
  });
  canvas.box(40, 60, 180, 250, [96, 118, 128]);
  for (let line = 0; line < 6; line += 1)
    canvas.box(58, 84 + line * 26, 162, 92 + line * 26, [208, 216, 220]);
  canvas.box(250, 90, 390, 479, [120, 138, 146]);
  for (let panel = 0; panel < 3; panel += 1)
    canvas.box(274, 116 + panel * 116, 366, 206 + panel * 116, [86, 104, 114]);
  canvas.box(470, 40, 610, 330, [104, 134, 126]);
}

function drawPerson(canvas: Canvas, face: Face, x: number, y: number): void {
  const { x: radiusX, y: radiusY } = faceRadius;
  const at = (across: number, down: number) => [x + across * radiusX, y + down * radiusY] as const;
  canvas.ellipse(x, y + 330, 190, 214, face.clothes);
  canvas.ellipse(x, y - 34, radiusX + 20, radiusY + 8, face.hair);
  canvas.ellipse(x, y, radiusX, radiusY, face.skin);
  for (const side of [-1, 1]) {
    const [eyeX, eyeY] = at(side * 0.4, -0.12);
    canvas.box(eyeX - 20, eyeY - 26, eyeX + 20, eyeY - 20, face.hair);
    canvas.ellipse(eyeX, eyeY, 19, 10, [244, 246, 248]);
    canvas.ellipse(eyeX, eyeY, 9, 9, [34, 30, 34]);
    canvas.ellipse(eyeX + 3, eyeY - 3, 2.5, 2.5, [250, 250, 252]);
  }
  canvas.ellipse(...at(0, 0.26), 11, 8, scaled(face.skin, 0.84));
  canvas.ellipse(...at(0, 0.6), 34, 9, [150, 66, 70]);
  canvas.box(x - 32, y + 0.6 * radiusY - 1, x + 32, y + 0.6 * radiusY + 1, [92, 40, 46]);
  FRECKLES.forEach(([across, down], index) => {
    if (face.freckles[index]) canvas.ellipse(...at(across, down), 5.5, 5.5, scaled(face.skin, 0.62));
  });
}

const scaled = ([red, green, blue]: Colour, by: number): Colour => [red * by, green * by, blue * by];

function darken({ rgb }: Canvas): void {
  for (let at = 0; at < rgb.length; at += 1) rgb[at] = (rgb[at] ?? 0) * darkness;
}

/** Three boxes in a row are close to a Gaussian. */
function blur(canvas: Canvas): Canvas {
  const { widthPx, heightPx } = canvas;
  let from = canvas.rgb;
  for (let pass = 0; pass < 3; pass += 1)
    for (const step of [3, widthPx * 3]) {
      const to = new Uint8Array(from.length);
      for (let at = 0; at < from.length; at += 1) {
        let sum = 0;
        for (let off = -blurPx; off <= blurPx; off += 1) sum += from[at + off * step] ?? from[at] ?? 0;
        to[at] = sum / (2 * blurPx + 1);
      }
      from = to;
    }
  const blurred = createCanvas(widthPx, heightPx);
  blurred.rgb.set(from);
  return blurred;
}
