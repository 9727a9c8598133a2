import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { hexOf, vectors } from '../testing/vectors.ts';
import {
  askProcessId,
  askQueuedPaperStatus,
  askRealTimeStatus,
  clearAndRecover,
  disableStatusBack,
  enableStatusBack,
} from './escpos-commands.ts';
import { encodeReceipt } from './escpos-encode.ts';
import { encodeText } from './gb18030.ts';
import { layOutPair, wrapColumns } from './receipt-layout.ts';
import type { Receipt, ReceiptLine } from './receipt-printer.ts';

const { commands, gb18030, sample_receipt: sample } = vectors.escpos;
const encode = (lines: readonly ReceiptLine[], columns: 32 | 48 = 48): string =>
  encodeReceipt({ lines }, { columns }).map(hexOf).join('');

describe('the published bytes', () => {
  it.each([
    [commands.asb_enable_all, enableStatusBack],
    [commands.asb_off, disableStatusBack],
    [commands.recover_clear, clearAndRecover],
    ['1D7201', askQueuedPaperStatus],
    ['100404', askRealTimeStatus(4)],
    [vectors.escpos.process_id[0]?.command, askProcessId('K001')],
  ])('%s', (hex, piece) => {
    expect(hexOf(piece)).toBe(hex);
  });

  it('the sample receipt comes out as its vector says, but for resets of style and the status it turns off', () => {
    const receipt: Receipt = {
      lines: [
        { kind: 'text', text: '政务服务中心', align: 'center' },
        { kind: 'text', text: '取号：A012' },
        { kind: 'text', text: '姓名：张*测' },
        { kind: 'qr', data: 'TEST0001' },
      ],
    };
    const hex = [...encodeReceipt(receipt, { columns: 48 }), askProcessId('R001')].map(hexOf).join('');
    const withoutOurs = (all: string): string => all.replaceAll('1D6100', '').replaceAll(/1B610[01]/g, '');
    expect(withoutOurs(hex)).toBe(withoutOurs(sample.hex));
  });

  it.each([
    [
      'a large bold line',
      { kind: 'text', text: 'A', size: 2, bold: true, align: 'center' },
      '1B61011D21111B450141',
    ],
    ['a feed', { kind: 'feed', lines: 3 }, '1B6403'],
    ['a code', { kind: 'qr', data: 'ABC' }, `${commands.qr_store_ABC}${commands.qr_print}`],
  ] as const)('%s', (_, line, hex) => {
    expect(encode([line])).toContain(hex);
  });

  it('a receipt begins from a known state and ends with a cut', () => {
    const hex = encode([{ kind: 'rule' }]);
    expect(hex.startsWith(commands.init + commands.asb_off + commands.kanji_on)).toBe(true);
    expect(hex.endsWith(commands.feed_and_partial_cut_3)).toBe(true);
  });
});

describe('Chinese text', () => {
  const isFourByte = (hex: string): boolean => hex.length === 8 && [...'㐀𠮷'].some((c) => c === textOf(hex));
  const textOf = (hex: string): string => gb18030.find((entry) => entry.hex === hex)?.text ?? '';

  it.each(gb18030.filter(({ hex }) => !isFourByte(hex)))('$text is sent as $hex', ({ text, hex }) => {
    expect(hexOf(encodeText(text).bytes)).toBe(hex);
  });

  it.each(gb18030.filter(({ hex }) => isFourByte(hex)))(
    '$text has four bytes and is never sent as text',
    ({ text }) => {
      expect(encodeText(text)).toEqual({ bytes: Uint8Array.of(0xa1, 0xf6), isReduced: true });
    },
  );

  it('a placeholder is explained on the receipt itself', () => {
    const hex = encode([{ kind: 'pair', label: '姓名', value: '张𠮷' }]);
    expect(hex).toContain('D5C5A1F6');
    expect(hex).toContain(hexOf(encodeText('■ 打印机字库外的字').bytes));
    expect(encode([{ kind: 'pair', label: '姓名', value: '张三' }])).not.toContain('A1F6');
  });

  it('with a picture of it that line is one, and needs no explanation', () => {
    const pictureOf = () => ({ widthBytes: 1, height: 2, data: Uint8Array.of(0xff, 0x81) });
    const pieces = encodeReceipt({ lines: [{ kind: 'text', text: '㐀' }] }, { columns: 48, pictureOf });
    const hex = pieces.map(hexOf).join('');
    expect(hex).toContain(commands.raster_8x2);
    expect(hex).not.toContain('A1F6');
  });

  it.each(['¥', '\u00a0'])('%j has a two-byte look-alike and is printed', (character) => {
    expect(encodeText(character).isReduced).toBe(false);
  });
});

describe('text gives no orders', () => {
  const text = fc.string({ unit: 'binary', maxLength: 80 });
  const line: fc.Arbitrary<ReceiptLine> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text }),
    fc.record({ kind: fc.constant('pair' as const), label: text, value: text }),
  );

  it('whatever stands in a name or a value, the only control byte in it is the line end', () => {
    fc.assert(
      fc.property(line, (any) => {
        const pieces = encodeReceipt({ lines: [any] }, { columns: 32 });
        for (const bytes of pieces.slice(3, -1)) {
          expect(bytes.at(-1)).toBe(0x0a);
          expect(bytes.subarray(0, -1).some((byte) => byte < 0x20 || byte === 0x7f)).toBe(false);
        }
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('no line is wider than the paper, and nothing printable is lost', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(16, 24, 32, 48), (any, columns) => {
        const rows = wrapColumns(any, columns);
        for (const row of rows) expect(encodeText(row).bytes.length).toBeLessThanOrEqual(columns);
        const bare = (all: string): string => all.replace(/[\p{Cc}\u2028\u2029\s]/gu, '');
        expect(bare(rows.join(''))).toBe(bare(any));
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});

describe('layout', () => {
  it('a pair stands at both edges', () => {
    expect(layOutPair('办理时间', '10:00', 32)).toEqual([`办理时间${' '.repeat(19)}10:00`]);
  });

  it('a value too long goes below its label, indented', () => {
    const address = '浙江省杭州市西湖区测试路8号测试小区';
    expect(layOutPair('地址', address, 32)).toEqual(['地址', '  浙江省杭州市西湖区测试路8号测', '  试小区']);
  });

  it('words of Latin script are not broken', () => {
    expect(wrapColumns('Bring your original documents', 16)).toEqual(['Bring your', 'original', 'documents']);
  });

  it('58 mm paper has 32 columns', () => {
    expect(encode([{ kind: 'rule' }], 32)).toContain(`${'2D'.repeat(32)}0A`);
  });
});
