import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseMessage, bytesOf, replyFrame, vectors } from '../testing/vectors.ts';
import { createSdtRedactor } from './sdt-redactor.ts';

/** Cuts bytes at the given places, in order. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...[...cuts].map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, piece) => bytes.slice(at[piece], end));
}

describe('what a technician sees of an SDT line', () => {
  it('is commands and short replies in full', () => {
    const redactor = createSdtRedactor();
    expect(redactor.sent(bytesOf('AAAAAA9669000320FF'))).toBe('AAAAAA9669000320FF');
    for (const reply of ['find_ok', 'status_selftest_failed', 'sam_id'])
      expect(redactor.received(bytesOf(replyFrame(reply)))).toBe(replyFrame(reply));
  });

  it('is no more of a card than its length and status words, however the bytes come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...vectors.base_messages.map(({ name }) => name)),
        fc.array(fc.nat()),
        (name, cuts) => {
          const redactor = createSdtRedactor();
          const frame = bytesOf(baseMessage(name).frame_hex);
          const told = pieces(frame, cuts)
            .map((piece) => redactor.received(piece))
            .join('');
          expect(told.slice(0, 20)).toBe(baseMessage(name).frame_hex.slice(0, 20));
          expect(told.slice(20)).toMatch(/^(··)*$/);
        },
      ),
    );
  });

  it('is nothing of bytes outside a frame: they may be the rest of a card', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const told = createSdtRedactor().received(bytes.filter((byte) => byte !== 0xaa));
        expect(told).toMatch(/^(··)*$/);
      }),
    );
  });
});
