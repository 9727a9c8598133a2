import { FRECKLES } from './face.ts';

/** An RGB picture as it was decoded, row by row, three bytes a pixel. */
export type Picture = { readonly widthPx: number; readonly heightPx: number; readonly rgb: Uint8Array };

export type Found =
  | { readonly kind: 'no-face' }
  | { readonly kind: 'several-faces' }
  | { readonly kind: 'face'; readonly freckles: readonly boolean[] };

/** Faces are looked for on squares of so many pixels. */
const cellPx = 8;
/** Smaller than this share of the picture is nobody who stands at the machine. */
const smallestFace = 0.02;
/** Of the brightness around it: a freckle is darker than that. */
const freckled = 0.84;
/** Freckles that may be read wrongly; two people agree by chance in so many or more once in seven thousand. */
const mistakesAllowed = 3;

/** Finds the faces of this world in a picture, and reads the freckles when there is just one. */
export function recognise(picture: Picture): Found {
  const faces = blobsOf(picture);
  const [face] = faces;
  if (face === undefined) return { kind: 'no-face' };
  if (faces.length > 1) return { kind: 'several-faces' };
  return { kind: 'face', freckles: readFreckles(picture, face) };
}

/** Whether the freckles are this person's. */
export function isSameFace(seen: readonly boolean[], known: readonly boolean[]): boolean {
  return (
    seen.length === known.length && seen.filter((one, at) => one !== known[at]).length <= mistakesAllowed
  );
}

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** The register's idea of skin: lit, and redder than green than blue by the right amounts. */
function isSkin(red: number, green: number, blue: number): boolean {
  return red > 70 && red > green * 1.08 && green > blue * 1.05 && green > red * 0.6 && blue > red * 0.4;
}

function isSkinAt({ widthPx, rgb }: Picture, x: number, y: number): boolean {
  const at = (y * widthPx + x) * 3;
  return isSkin(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
}

/** Connected patches of skin, each with the box around it, to the pixel. */
function blobsOf(picture: Picture): readonly Box[] {
  const columns = Math.floor(picture.widthPx / cellPx);
  const rows = Math.floor(picture.heightPx / cellPx);
  const cells = Array.from({ length: columns * rows }, (_, cell) => {
    const x = (cell % columns) * cellPx;
    const y = Math.floor(cell / columns) * cellPx;
    let skin = 0;
    for (const dy of [1, 4, 6]) for (const dx of [1, 4, 6]) if (isSkinAt(picture, x + dx, y + dy)) skin += 1;
    return skin >= 5;
  });
  const boxes: Box[] = [];
  for (let start = 0; start < cells.length; start += 1) {
    if (!cells[start]) continue;
    const patch = floodFrom(start, cells, columns);
    if (patch.length >= smallestFace * cells.length) boxes.push(tightBox(picture, patch, columns));
  }
  return boxes;
}

/** Takes the connected cells out of `cells` and gives them. */
function floodFrom(start: number, cells: boolean[], columns: number): readonly number[] {
  const patch = [start];
  cells[start] = false;
  for (const cell of patch) {
    const column = cell % columns;
    for (const next of [
      column > 0 ? cell - 1 : -1,
      column < columns - 1 ? cell + 1 : -1,
      cell - columns,
      cell + columns,
    ]) {
      if (!cells[next]) continue;
      cells[next] = false;
      patch.push(next);
    }
  }
  return patch;
}

function tightBox(picture: Picture, patch: readonly number[], columns: number): Box {
  const xs = patch.map((cell) => (cell % columns) * cellPx);
  const ys = patch.map((cell) => Math.floor(cell / columns) * cellPx);
  const around = {
    left: Math.max(0, Math.min(...xs) - cellPx),
    top: Math.max(0, Math.min(...ys) - cellPx),
    right: Math.min(picture.widthPx - 1, Math.max(...xs) + 2 * cellPx),
    bottom: Math.min(picture.heightPx - 1, Math.max(...ys) + 2 * cellPx),
  };
  let [left, top, right, bottom] = [around.right, around.bottom, around.left, around.top];
  for (let y = around.top; y <= around.bottom; y += 1)
    for (let x = around.left; x <= around.right; x += 1) {
      if (!isSkinAt(picture, x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return { left, top, right, bottom };
}

function readFreckles(picture: Picture, { left, top, right, bottom }: Box): readonly boolean[] {
  const middle = [(left + right) / 2, (top + bottom) / 2] as const;
  const radius = [(right - left) / 2, (bottom - top) / 2] as const;
  return FRECKLES.map(([across, down]) => {
    const x = middle[0] + across * radius[0];
    const y = middle[1] + down * radius[1];
    const spot = brightness(picture, x, y, 0, radius[0] * 0.035);
    const around = brightness(picture, x, y, radius[0] * 0.085, radius[0] * 0.11);
    return spot < around * freckled;
  });
}

/** Mean brightness of the ring between two radii. */
function brightness({ widthPx, rgb }: Picture, x: number, y: number, fromPx: number, toPx: number): number {
  let sum = 0;
  let count = 0;
  const reach = Math.ceil(toPx);
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) {
      const distance = Math.hypot(dx, dy);
      if (distance < fromPx || distance > toPx) continue;
      const at = (Math.round(y + dy) * widthPx + Math.round(x + dx)) * 3;
      sum += 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0);
      count += 1;
    }
  return count === 0 ? 0 : sum / count;
}
