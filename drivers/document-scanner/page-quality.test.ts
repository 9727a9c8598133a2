import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPage, type SyntheticPage } from '../testing/synthetic-page.ts';
import { measurePage } from './page-quality.ts';

const measured = (page: Partial<SyntheticPage>) => measurePage(drawPage(page));

describe('skew', () => {
  it.each([-9.5, -7, -3.3, -0.6, 0, 0.2, 1.7, 5, 9.5])(
    'of %s° is measured to a fifth of a degree',
    (skewDegrees) => {
      const found = measured({ skewDegrees }).skewDegrees;
      expect(Math.abs((found ?? Number.NaN) - skewDegrees)).toBeLessThan(0.2);
    },
  );

  it('is measured to 0.3° whatever the dpi, the noise, the blur and the amount of print', () => {
    fc.assert(
      fc.property(
        fc.record({
          skewDegrees: fc.double({ min: -9.5, max: 9.5, noNaN: true }),
          dpi: fc.constantFrom(100, 150, 200, 300),
          noise: fc.integer({ min: 0, max: 12 }),
          blurMm: fc.constantFrom(0, 0.1, 0.3),
          lines: fc.integer({ min: 2, max: 10 }),
          seed: fc.nat(),
        }),
        (page) => {
          const found = measured({ ...page, widthMm: 80, heightMm: 80 }).skewDegrees;
          expect(Math.abs((found ?? Number.NaN) - page.skewDegrees)).toBeLessThan(0.3);
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    ['a blank page', { lines: 0 }],
    ['a page of noise', { lines: 0, noise: 60 }],
  ])('of %s is not made up', (_, page) => {
    expect(measured(page).skewDegrees).toBeNull();
  });
});

describe('sharpness', () => {
  it('falls with every step of blur', () => {
    const steps = [0, 0.1, 0.15, 0.2, 0.3, 0.6].map((blurMm) => measured({ blurMm }).sharpness ?? 0);
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('of the same blur on paper is the same at 150, 200 and 300 dpi', () => {
    const found = [150, 200, 300].map((dpi) => measured({ dpi, blurMm: 0.2 }).sharpness ?? 0);
    expect(Math.max(...found) - Math.min(...found)).toBeLessThan(0.05);
  });

  it.each([0, 3, 6])('is not told by noise of %s steps', (noise) => {
    expect(measured({ dpi: 300, noise, blurMm: 0.1 }).verdict).toBe('good');
    expect(measured({ dpi: 300, noise, blurMm: 0.3 }).verdict).toBe('blurred');
  });

  it('is not told by how dark the print is, nor by how much of it there is', () => {
    expect(measured({ ink: 120 }).verdict).toBe('good');
    expect(measured({ lines: 2 }).verdict).toBe('good');
  });
});

describe('verdict', () => {
  it.each([
    ['good', {}],
    ['good', { skewDegrees: 2.5, noise: 4 }],
    ['skewed', { skewDegrees: -4 }],
    ['blurred', { blurMm: 0.4 }],
    ['blank', { lines: 0 }],
    ['blank', { lines: 0, noise: 10 }],
    ['too-dark', { paper: 90, ink: 15 }],
    ['faint', { ink: 190 }],
    ['cut-off', { shiftMm: 22 }],
    ['cut-off', { shiftMm: -13, skewDegrees: 1 }],
  ] as const)('is %s for %o', (verdict, page) => {
    expect(measured(page).verdict).toBe(verdict);
  });

  it('names the graver fault of two: what is dark, nobody can call blurred', () => {
    expect(measured({ paper: 90, ink: 15, blurMm: 0.4, skewDegrees: 6 }).verdict).toBe('too-dark');
    expect(measured({ shiftMm: 22, blurMm: 0.4 }).verdict).toBe('cut-off');
  });

  it('says at which side the print runs off', () => {
    expect(measured({ shiftMm: 22 }).cutOffAt).toEqual(['right']);
    expect(measured({ shiftMm: -13 }).cutOffAt).toEqual(['left']);
  });

  it('of one short line of print is not blank', () => {
    expect(measured({ lines: 1, widthMm: 210, heightMm: 297, dpi: 100 }).isBlank).toBe(false);
  });
});

it('any image has a quality, however small, wild or uniform it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(1, 75, 100, 300, 600),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      (widthPx, heightPx, dpi, pattern) => {
        const pixels = Uint8Array.from(
          { length: widthPx * heightPx },
          (_, at) => pattern[at % pattern.length] ?? 0,
        );
        const quality = measurePage({ widthPx, heightPx, dpi, pixels });
        expect(quality.brightness).toBeGreaterThanOrEqual(0);
        expect(quality.brightness).toBeLessThanOrEqual(1);
        expect(quality.contrast).toBeGreaterThanOrEqual(0);
        expect(Math.abs(quality.skewDegrees ?? 0)).toBeLessThanOrEqual(10);
        if (quality.sharpness !== null) expect(quality.sharpness).toBeGreaterThan(0);
        expect(quality.sharpness ?? 0).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 300 },
  );
});
