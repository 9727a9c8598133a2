import { expect, it } from 'vitest';
import { rowsOf } from './paper-layout.ts';

it('draws a receipt in the order it came out of the printer', () => {
  const span = { text: '受理回执', width: 2, height: 2, bold: true };
  expect(
    rowsOf({
      elements: [
        { kind: 'text', text: '受理回执', align: 'center', spans: [span] },
        { kind: 'qr', data: 'https://example.invalid/1', align: 'center', moduleDots: 6 },
        { kind: 'image', widthDots: 8, heightDots: 48, dots: '', align: 'left' },
        { kind: 'cut', partial: true },
      ],
    }),
  ).toEqual([
    { at: 0, kind: 'line', align: 'center', spans: [span] },
    { at: 1, kind: 'qr', data: 'https://example.invalid/1' },
    { at: 2, kind: 'gap', lines: 2 },
    { at: 3, kind: 'cut' },
  ]);
});
