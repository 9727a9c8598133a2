import { PDF } from '@libpdf/core';
import { layOutPair, widthOf, wrapColumns } from '../../drivers/receipt-printer/receipt-layout.ts';
import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/receipt-printer.ts';

/** Columns of an 80 mm roll. */
const COLUMNS = 48;

/** A receipt as it would come out of the printer: its lines at their places, codes by what they hold. */
export const receiptText = ({ lines }: Receipt): readonly string[] => lines.flatMap(lineText);

function lineText(line: ReceiptLine): readonly string[] {
  switch (line.kind) {
    case 'text': {
      const isLarge = line.size === 2;
      const texts = wrapColumns(line.text, isLarge ? COLUMNS / 2 : COLUMNS);
      const shown = isLarge ? texts.map(spaced) : texts;
      return line.align === 'center' ? shown.map(centred) : shown;
    }
    case 'pair':
      return layOutPair(line.label, line.value, COLUMNS);
    case 'rule':
      return ['-'.repeat(COLUMNS)];
    case 'qr':
      return [centred(`[QR ${line.data}]`)];
    case 'barcode':
      return [centred(`[CODE128 ${line.data}]`)];
    case 'image':
      return [centred('[picture]')];
    case 'feed':
      return [];
  }
}

const centred = (text: string): string =>
  ' '.repeat(Math.max(0, Math.floor((COLUMNS - widthOf(text)) / 2))) + text;

/** Double width, as far as a terminal can show it. */
const spaced = (text: string): string => [...text].join(' ');

/** The words of a sealed document, page by page. */
export async function documentText(pdf: Uint8Array): Promise<readonly string[]> {
  const pages = (await PDF.load(pdf)).extractText();
  return pages.flatMap(({ text }) => text.split('\n'));
}
