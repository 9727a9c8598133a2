import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { readAimIdentifier, symbologyOf } from './aim-identifier.ts';
import { readCode } from './code-text.ts';

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array =>
  new Uint8Array(Buffer.from(text, encoding));

describe('an AIM identifier is named as XFS4IoT names it', () => {
  it.each([
    [']Q1', 'qrCode'],
    [']C0', 'code128'],
    [']C1', 'ean128'],
    [']E0', 'ean13'],
    [']E4', 'ean8'],
    [']L0', 'pdf417'],
    [']d2', 'dataMatrix'],
    [']D0', 'codeOne'],
    [']A0', 'code39'],
    [']z0', 'aztec'],
    [']X0', 'symbologyUnknown'],
    [']E1', 'symbologyUnknown'],
    ['no identifier', 'symbologyUnknown'],
  ])('%s is %s', (text, symbology) => {
    expect(symbologyOf(readAimIdentifier(text))).toBe(symbology);
  });
});

describe('what a code says', () => {
  it('is UTF-8 where it can be', () => {
    expect(readCode(bytesOf(']Q1电子社保卡'))).toEqual({
      ok: true,
      value: { symbology: 'qrCode', text: '电子社保卡' },
    });
  });

  it('is GB18030 where it is no UTF-8', () => {
    // 电子 in GBK.
    expect(readCode(Uint8Array.of(0x5d, 0x51, 0x31, 0xb5, 0xe7, 0xd7, 0xd3))).toMatchObject({
      value: { text: '电子' },
    });
  });

  it('without an identifier it is still a code', () => {
    expect(readCode(bytesOf('TEST0001'))).toEqual({
      ok: true,
      value: { symbology: 'symbologyUnknown', text: 'TEST0001' },
    });
  });

  it.each([
    ['neither UTF-8 nor GB18030', Uint8Array.of(0x5d, 0x51, 0x31, 0xff, 0xff)],
    ['an identifier and nothing behind it', bytesOf(']Q1')],
    ['nothing', new Uint8Array()],
  ])('is invalid when it is %s', (_, bytes) => {
    expect(readCode(bytes)).toEqual({ ok: false, error: { kind: 'barcode-invalid' } });
  });

  it('is never text with a replacement character nobody sent, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = readCode(bytes);
        if (!read.ok) return;
        const wasSent = Buffer.from(bytes).includes(Buffer.from('�')) || bytes.includes(0x84);
        expect(read.value.text.includes('�') && !wasSent).toBe(false);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});
