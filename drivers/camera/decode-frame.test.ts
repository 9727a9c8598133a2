import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { decodeFrame } from './decode-frame.ts';

const jpeg = await sharp({ create: { width: 32, height: 24, channels: 3, background: '#888' } })
  .jpeg()
  .toBuffer();

/** A picture, or the typed fault of one; and never more pixels than were sent for. */
async function isAnswered(bytes: Uint8Array): Promise<boolean> {
  const decoded = await decodeFrame(bytes);
  if (!decoded.ok) return decoded.error.kind === 'protocol';
  const { widthPx, heightPx, luma } = decoded.value;
  return luma.length === widthPx * heightPx && luma.length <= 1920 * 1080;
}

describe('what a page sends as a camera frame', () => {
  it('is a picture when it is one whole JPEG', async () => {
    expect(await decodeFrame(jpeg)).toMatchObject({ ok: true, value: { widthPx: 32, heightPx: 24 } });
  });

  it('is a typed fault when it is any bytes that begin like one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), (bytes) =>
        isAnswered(Uint8Array.from([0xff, 0xd8, 0xff, ...bytes])),
      ),
      { numRuns: fuzzRuns(200) },
    );
  });

  it('is answered when bytes of a real one were changed, or its end is missing', async () => {
    const damage = fc.record({
      at: fc.nat(jpeg.length - 1),
      to: fc.integer({ min: 0, max: 255 }),
      length: fc.integer({ min: 0, max: jpeg.length }),
    });
    await fc.assert(
      fc.asyncProperty(damage, ({ at, to, length }) => {
        const bytes = Uint8Array.from(jpeg);
        bytes[at] = to;
        return isAnswered(bytes.subarray(0, length));
      }),
      { numRuns: fuzzRuns(200) },
    );
  });
});
