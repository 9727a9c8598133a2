import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { bytesOf, hexOf } from '../testing/vectors.ts';
import { customPresenter } from './custom-presenter.ts';
import { askProcessId, clearAndRecover, enableStatusBack } from './escpos-commands.ts';
import { encodeReceipt } from './escpos-encode.ts';
import { escposRedactor } from './escpos-redactor.ts';
import { encodeText } from './gb18030.ts';

const shown = (...pieces: readonly Uint8Array[]): string => escposRedactor.sent(Buffer.concat(pieces));

describe('what a technician sees of a receipt', () => {
  it('is how it began and ended and what was asked, and not a byte of what stands on it', () => {
    const receipt = encodeReceipt({ lines: [{ kind: 'text', text: '姓名：张三' }] }, { columns: 48 });
    expect(shown(...receipt, askProcessId('R001'))).toBe(
      `1B401D61001C26${'··'.repeat(11)}1D5642031D28480600303052303031`,
    );
    expect(shown(bytesOf('100401'))).toBe('100401');
    expect(shown(clearAndRecover, enableStatusBack)).toBe('1005021D610F');
    expect(shown(...customPresenter(12).finish)).toBe('1B64051B691D65030C');
  });

  it('never holds a printable character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        const bytes = encodeText(text).bytes.filter((byte) => byte >= 0x20);
        expect(shown(bytes)).toBe('··'.repeat(bytes.length));
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });

  it('what the printer says is status, and is kept', () => {
    expect(escposRedactor.received(bytesOf('37225230303100'))).toBe('37225230303100');
    expect(hexOf(bytesOf('12'))).toBe(escposRedactor.received(bytesOf('12')));
  });
});
