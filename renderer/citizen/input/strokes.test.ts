import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intentSchema } from '../../../host/contract/intent.ts';
import { extendStroke, MAX_POINTS, type Point, type Stroke, strokePath, toMillimetres } from './strokes.ts';

it('measures in millimetres of glass, to a tenth', () => {
  expect(toMillimetres({ x: 364, y: 36.4 }, 3.64)).toEqual({ x: 100, y: 10 });
  expect(toMillimetres({ x: 100, y: 50 }, 2.71)).toEqual({ x: 36.9, y: 18.5 });
});

it('leaves out points of a finger that rests', () => {
  const stroke = [{ x: 1, y: 1 }];
  expect(extendStroke(stroke, { x: 1.1, y: 1.1 })).toBe(stroke);
  expect(extendStroke(stroke, { x: 2, y: 1 })).toHaveLength(2);
});

it('makes a dot visible', () => {
  expect(strokePath([{ x: 3, y: 4 }])).toBe('M3 4h0.1');
});

it('gives what the host takes, wherever a finger goes', () => {
  const pixel: fc.Arbitrary<Point> = fc.record({
    x: fc.double({ min: -5000, max: 9000, noNaN: true }),
    y: fc.double({ min: -5000, max: 9000, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(pixel, { minLength: 1, maxLength: 3000 }),
      fc.double({ min: 1, max: 8, noNaN: true }),
      (pixels, pxPerMm) => {
        const stroke = pixels.map((px) => toMillimetres(px, pxPerMm)).reduce<Stroke>(extendStroke, []);
        expect(stroke.length).toBeLessThanOrEqual(MAX_POINTS);
        expect(intentSchema.safeParse({ kind: 'sign', step: 'signature', strokes: [stroke] }).success).toBe(
          true,
        );
      },
    ),
    { numRuns: 50 },
  );
});
