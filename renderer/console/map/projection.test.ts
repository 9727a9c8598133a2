import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureOf, roundDistance } from './projection.ts';

const size = { width: 800, height: 500 };
const margin = { width: 60, height: 40 };
const county = { id: 'tonglu', lat: 29.8, lon: 119.69 };

describe('a picture of halls', () => {
  it('has north above and east to the right', () => {
    const { points } = pictureOf([county, { id: 'fenshui', lat: 29.93, lon: 119.44 }], size, margin);
    const [tonglu, fenshui] = [points.get('tonglu'), points.get('fenshui')];
    expect(fenshui?.y).toBeLessThan(tonglu?.y ?? 0);
    expect(fenshui?.x).toBeLessThan(tonglu?.x ?? 0);
  });

  it('is as wide as it is high: a kilometre is as long in each direction', () => {
    const north = { id: 'n', lat: county.lat + 0.1, lon: county.lon };
    const east = { id: 'e', lat: county.lat, lon: county.lon + 0.1 };
    const { points, metresPerPx } = pictureOf([county, north, east], size, margin);
    const [here, n, e] = ['tonglu', 'n', 'e'].map((id) => points.get(id) ?? { x: 0, y: 0 });
    // A tenth of a degree: 11.12 km of latitude, and 9.65 km of longitude at 29.8° north.
    expect((((here?.y ?? 0) - (n?.y ?? 0)) * metresPerPx) / 1000).toBeCloseTo(11.12, 1);
    expect((((e?.x ?? 0) - (here?.x ?? 0)) * metresPerPx) / 1000).toBeCloseTo(9.65, 1);
  });

  it('draws one hall in the middle, and no street as long as a district', () => {
    const { points, metresPerPx } = pictureOf([county], size, margin);
    expect(points.get('tonglu')).toEqual({ x: 400, y: 250 });
    expect(metresPerPx).toBeGreaterThan(2);
  });

  it('leaves no hall out of the picture, wherever they are', () => {
    const place = fc.record({
      lat: fc.double({ min: 20, max: 50, noNaN: true }),
      lon: fc.double({ min: 75, max: 135, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (made) => {
        const places = made.map((each, index) => ({ id: String(index), ...each }));
        for (const { x, y } of pictureOf(places, size, margin).points.values()) {
          expect(x).toBeGreaterThanOrEqual(margin.width - 0.001);
          expect(x).toBeLessThanOrEqual(size.width - margin.width + 0.001);
          expect(y).toBeGreaterThanOrEqual(margin.height - 0.001);
          expect(y).toBeLessThanOrEqual(size.height - margin.height + 0.001);
        }
      }),
    );
  });
});

describe('the scale', () => {
  it.each([
    [40, 100, 2000],
    [60, 100, 5000],
    [19, 100, 1000],
    [100, 100, 10_000],
    [3, 100, 200],
  ])('of %i m a pixel, within %i pixels, is %i m', (metresPerPx, atMostPx, metres) => {
    expect(roundDistance(metresPerPx, atMostPx)).toBe(metres);
  });
});
