import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { hexOf, vectors } from '../testing/vectors.ts';
import { encodeCode128 } from './code128.ts';
import { encodeReceipt } from './escpos-encode.ts';

const ascii = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 60,
});
const barcode = (data: string, columns: 32 | 48): string =>
  encodeReceipt({ lines: [{ kind: 'barcode', data }] }, { columns })
    .map(hexOf)
    .join('');

/** Reads a data field the way the standard tells a printer to: what would the scanner say? */
function scanned(bytes: Uint8Array): string {
  let text = '';
  let set = '';
  for (let at = 0; at < bytes.length; ) {
    const [first = 0, second = 0] = bytes.subarray(at);
    if (first === 0x7b && second !== 0x7b) {
      set = String.fromCharCode(second);
      at += 2;
    } else if (set === 'C') {
      text += String(first).padStart(2, '0');
      at += 1;
    } else {
      text += String.fromCharCode(first);
      at += first === 0x7b ? 2 : 1;
    }
  }
  return text;
}

describe('a bar code', () => {
  it('is the published command', () => {
    expect(barcode('ABC', 48)).toContain(vectors.escpos.commands.code128_B_form);
  });

  it('is read as what was meant, whatever printable text it is', () => {
    fc.assert(
      fc.property(ascii, (text) => {
        const code = encodeCode128(text);
        expect(code).not.toBeNull();
        expect(scanned(code?.bytes ?? new Uint8Array())).toBe(text);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it.each([
    ['12345678', 3 * 11 + 2 + 4 * 11],
    ['ABC', 3 * 11 + 2 + 3 * 11],
    // Five of B, a change, ten pairs; the odd digit stays in B.
    ['TEST-330122202611240000017', 3 * 11 + 2 + (5 + 1 + 1 + 10) * 11],
  ])('packs two digits into a symbol: %s', (text, modules) => {
    expect(encodeCode128(text)?.modules).toBe(modules);
  });

  it.each(['', '办理编号', 'a\u001db', 'x'.repeat(300)])('is none of %j', (text) => {
    expect(encodeCode128(text)).toBeNull();
  });

  it('is as wide as the paper allows; one that does not fit is printed as text, not left out', () => {
    const caseNo = 'TEST-330122202611240000017';
    expect(barcode('A012', 48)).toContain('1D7703');
    expect(barcode(caseNo, 48)).toContain('1D7702');
    expect(barcode(caseNo, 32)).not.toContain('1D6B');
    expect(barcode(caseNo, 32)).toContain(Buffer.from(caseNo).toString('hex').toUpperCase());
  });
});
