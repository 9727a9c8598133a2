import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { parsePnm } from './pnm.ts';

const pnm = (header: string, pixels: number) => Buffer.concat([Buffer.from(header), Buffer.alloc(pixels, 7)]);

it('reads gray and colour as scanimage writes them, comment and all', () => {
  expect(parsePnm(pnm('P5\n# SANE data follows\n4 3\n255\n', 12))).toMatchObject({
    widthPx: 4,
    heightPx: 3,
    channels: 1,
  });
  const colour = parsePnm(pnm('P6\n4 3\n255\n', 36));
  expect('pixels' in colour && colour.pixels.length).toBe(36);
});

it('an image that ends at any byte before its last is truncated', () => {
  const whole = pnm('P6\n# SANE data follows\n7 5\n255\n', 105);
  for (let length = 0; length < whole.length; length += 1) {
    expect(parsePnm(whole.subarray(0, length))).toEqual({ kind: 'truncated' });
  }
  expect(parsePnm(whole)).toMatchObject({ widthPx: 7, heightPx: 5 });
});

it('refuses a bitmap, 16 bits, and more pixels than a page has', () => {
  const padding = 100;
  expect(parsePnm(pnm('P4\n8 8\n', padding))).toMatchObject({ kind: 'unreadable' });
  expect(parsePnm(pnm('P6\n8 8\n65535\n', padding))).toMatchObject({ kind: 'unreadable' });
  expect(parsePnm(pnm('P6\n999999 999999\n255\n', padding))).toMatchObject({ kind: 'unreadable' });
  expect(parsePnm(pnm('P6\n0 8\n255\n', padding))).toMatchObject({ kind: 'unreadable' });
});

it('any bytes are an image or a fault', () => {
  const header = fc.constantFrom('', 'P5\n', 'P6\n# ', 'P6\n3 3\n255\n', 'P5\n#\n#\n');
  fc.assert(
    fc.property(header, fc.uint8Array({ maxLength: 300 }), (start, bytes) => {
      const parsed = parsePnm(Buffer.concat([Buffer.from(start), bytes]));
      if ('pixels' in parsed)
        expect(parsed.pixels.length).toBe(parsed.widthPx * parsed.heightPx * parsed.channels);
      else expect(['truncated', 'unreadable']).toContain(parsed.kind);
    }),
    { numRuns: fuzzRuns(1000) },
  );
});
