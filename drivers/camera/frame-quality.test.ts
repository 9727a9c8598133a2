import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import type { FrameFlaw } from './camera.ts';
import { type GreyImage, judgeFrame, measureFrame } from './frame-quality.ts';

const size = { widthPx: 640, heightPx: 480 };

/** A picture with hard edges every few pixels, as hair, brows and lashes have, between two brightnesses. */
function drawn(dark: number, light: number, shiftPx = 0): GreyImage {
  const luma = new Uint8Array(size.widthPx * size.heightPx);
  for (let y = 0; y < size.heightPx; y += 1)
    for (let x = 0; x < size.widthPx; x += 1)
      luma[y * size.widthPx + x] = ((x + shiftPx) >> 5) % 2 === (y >> 5) % 2 ? dark : light;
  return { ...size, luma };
}

/** The same out of focus: the mean of a square of `2 × radiusPx + 1`, three times over, which is close to a Gaussian. */
function blurred(image: GreyImage, radiusPx: number): GreyImage {
  let { luma } = image;
  for (let pass = 0; pass < 3; pass += 1)
    for (const step of [1, image.widthPx]) {
      const next = new Uint8Array(luma.length);
      for (let at = 0; at < luma.length; at += 1) {
        let sum = 0;
        for (let off = -radiusPx; off <= radiusPx; off += 1) sum += luma[at + off * step] ?? luma[at] ?? 0;
        next[at] = sum / (2 * radiusPx + 1);
      }
      luma = next;
    }
  return { ...image, luma };
}

const flawOf = (image: GreyImage, before: GreyImage | null = null): FrameFlaw | null =>
  judgeFrame(image, measureFrame(image, before));

describe('a frame', () => {
  it('that is sharp, lit and still is good', () => {
    const frame = drawn(70, 190);
    expect(flawOf(frame)).toBeNull();
    expect(flawOf(frame, frame)).toBeNull();
  });

  it.each([
    ['too-dark', drawn(5, 60)],
    ['too-bright', drawn(200, 255)],
    ['low-contrast', drawn(120, 130)],
    ['blurred', blurred(drawn(70, 190), 3)],
    ['too-small', { widthPx: 320, heightPx: 240, luma: new Uint8Array(320 * 240).fill(120) }],
    ['too-small', { widthPx: 0, heightPx: 0, luma: new Uint8Array() }],
  ] as const)('is refused as %s', (flaw, frame) => {
    expect(flawOf(frame)).toBe(flaw);
  });

  it('that is another one than a moment ago shows somebody moving', () => {
    expect(flawOf(drawn(70, 190, 16), drawn(70, 190))).toBe('moving');
  });

  it('is judged in its middle, whatever is at its edges', () => {
    const frame = drawn(70, 190);
    const luma = frame.luma.map((value, at) => (at % size.widthPx < 150 ? 255 : value));
    expect(flawOf({ ...frame, luma })).toBeNull();
  });

  it('is as sharp in dim light as in bright', () => {
    const dim = measureFrame(drawn(60, 100)).sharpness;
    const bright = measureFrame(drawn(70, 230)).sharpness;
    expect(dim / bright).toBeCloseTo(1, 1);
  });

  it('of any bytes in any size gets finite figures and one verdict', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.uint8Array({ maxLength: 1600, size: 'max' }),
        (widthPx, heightPx, luma) => {
          const quality = measureFrame({ widthPx, heightPx, luma }, { widthPx, heightPx, luma });
          const figures = [quality.brightness, quality.contrast, quality.sharpness, quality.movement ?? 0];
          return (
            figures.every(Number.isFinite) && judgeFrame({ widthPx, heightPx, luma }, quality) === 'too-small'
          );
        },
      ),
      { numRuns: fuzzRuns(300) },
    );
  });
});
