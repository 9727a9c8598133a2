import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import type { PaperElement, TextSpan } from '../../../sandbox/devices/receipt-printer/contract.ts';
import { columnsOf, layPaper, PAPER_WIDTH_DOTS, type PaperMark } from './layout.ts';

const span = (text: string, style: Partial<TextSpan> = {}): TextSpan => ({
  ...{ text, width: 1, height: 1, bold: false },
  ...style,
});
const line = (align: 'left' | 'center' | 'right', ...spans: TextSpan[]): PaperElement => ({
  ...{ kind: 'text', align, spans },
  text: spans.map(({ text }) => text).join(''),
});
const only = (elements: readonly PaperElement[]): PaperMark => {
  const [mark] = layPaper(elements).marks;
  if (mark === undefined) throw new Error('nothing was drawn');
  return mark;
};

describe('a line of text', () => {
  it('gives ASCII one column and everything else two, also what Unicode calls ambiguous', () => {
    expect([columnsOf('No. 7'), columnsOf('回执'), columnsOf('·'), columnsOf('□')]).toEqual([5, 4, 2, 2]);
  });

  it('sets every character in its own column', () => {
    expect(only([line('left', span('办件A1号'))])).toMatchObject({ x: 0, at: [0, 24, 48, 60, 72] });
  });

  it('gives a character beyond the basic plane one place, told once for each half', () => {
    expect(only([line('left', span('𠮷1'))])).toMatchObject({ at: [0, 0, 24] });
  });

  it.each([
    ['left', 0],
    ['center', (PAPER_WIDTH_DOTS - 192) / 2],
    ['right', PAPER_WIDTH_DOTS - 192],
  ] as const)('stands %s, double width counted', (align, x) => {
    expect(only([line(align, span('受理回执', { width: 2, height: 2 }))])).toMatchObject({ x });
  });

  it('never starts left of the paper, however long it is', () => {
    expect(only([line('center', span('长'.repeat(40)))])).toMatchObject({ x: 0 });
  });

  it('lets sizes of one line share their foot, one behind the other', () => {
    const { marks, heightDots } = layPaper([
      line('left', span('¥'), span('150', { width: 2, height: 2, bold: true })),
    ]);
    expect(marks).toMatchObject([
      { x: 0, y: 48, height: 1, bold: false },
      { x: 24, y: 48, height: 2, bold: true },
    ]);
    expect(heightDots).toBe(54);
  });
});

describe('a strip of paper', () => {
  it('keeps the order in which it came out of the printer', () => {
    const { marks, heightDots } = layPaper([
      line('left', span('一')),
      { kind: 'feed', lines: 2 },
      line('left', span('二')),
      { kind: 'cut', partial: true },
    ]);
    expect(marks.map(({ kind, y }) => [kind, y])).toEqual([
      ['text', 24],
      ['text', 114],
      ['cut', 120],
    ]);
    expect(heightDots).toBe(120);
  });

  it('draws a code that a phone could read, in modules of the printed size', () => {
    const data = 'https://pay.example.invalid/o/1';
    const { size, data: modules } = create(data, { errorCorrectionLevel: 'L' }).modules;
    const mark = only([{ kind: 'qr', data, align: 'center', moduleDots: 6 }]);
    if (mark.kind !== 'dots') throw new Error('a code is dots');
    expect(mark).toMatchObject({ scale: 6, data, x: Math.floor((PAPER_WIDTH_DOTS - size * 6) / 2) });
    const black = [...mark.path.matchAll(/h(\d+)v1/g)].reduce((sum, [, run]) => sum + Number(run), 0);
    expect(black).toBe(modules.reduce((sum, dark) => sum + dark, 0));
  });

  it('draws a picture dot by dot, most significant bit left', () => {
    const dots = btoa(String.fromCharCode(0b1100_0001, 0x00, 0x00, 0b0000_0001));
    expect(only([{ kind: 'image', widthDots: 16, heightDots: 2, dots, align: 'left' }])).toMatchObject({
      path: 'M0 0h2v1h-2zM7 0h1v1h-1zM15 1h1v1h-1z',
    });
  });

  it('leaves a picture blank where its bytes are missing', () => {
    const mark = only([{ kind: 'image', widthDots: 8, heightDots: 4, dots: '', align: 'left' }]);
    expect(mark).toMatchObject({ path: '' });
  });

  it('keeps the room and the data of a barcode', () => {
    const { marks, heightDots } = layPaper([{ kind: 'barcode', data: '330122', align: 'left' }]);
    expect(marks).toEqual([{ kind: 'barcode', y: 0, height: heightDots, data: '330122' }]);
  });
});
