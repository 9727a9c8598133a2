import { create } from 'qrcode';
import type {
  PaperAlign,
  PaperElement,
  TextSpan,
} from '../../../sandbox/devices/receipt-printer/contract.ts';

/*
 * A receipt as the print head leaves it, in dots: 203 dpi, 576 dots on 80 mm paper, which is 48 columns of the
 * normal 12 × 24 character. A line is 30 dots high unless something taller stands on it.
 */
export const PAPER_WIDTH_DOTS = 576;
const COLUMN_DOTS = 12;
export const CHARACTER_DOTS = 24;
const LINE_DOTS = 30;
const BARCODE_DOTS = 162;

export type PaperPicture = { readonly heightDots: number; readonly marks: readonly PaperMark[] };

/** One thing on the paper, at its upper left corner; text stands on `y` instead, so that sizes share their foot. */
export type PaperMark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      /** Multiples of the normal character. */
      readonly width: number;
      readonly height: number;
      readonly bold: boolean;
      readonly text: string;
      /** Where each UTF-16 unit of `text` begins, in dots of a normal character: every one sits in its own column. */
      readonly at: readonly number[];
    }
  /** Black dots as one SVG path, in units of `scale` dots. */
  | {
      readonly kind: 'dots';
      readonly x: number;
      readonly y: number;
      readonly scale: number;
      readonly path: string;
      /** What a phone would read from it, when it is a code. */
      readonly data: string | null;
    }
  /** Its symbology is not told, so its data stands in a frame of the size a barcode takes. */
  | { readonly kind: 'barcode'; readonly y: number; readonly height: number; readonly data: string }
  | { readonly kind: 'cut'; readonly y: number; readonly partial: boolean };

/** Where everything stands on one strip of paper, from top to bottom. */
export function layPaper(elements: readonly PaperElement[]): PaperPicture {
  const marks: PaperMark[] = [];
  let y = 0;
  for (const element of elements) {
    const placed = place(element, y);
    marks.push(...placed.marks);
    y += placed.heightDots;
  }
  return { heightDots: y, marks };
}

function place(element: PaperElement, y: number): PaperPicture {
  switch (element.kind) {
    case 'text':
      return placeLine(element, y);
    case 'feed':
      return { heightDots: element.lines * LINE_DOTS, marks: [] };
    case 'qr': {
      const { size, path } = qrDots(element.data);
      const side = size * element.moduleDots;
      const x = indent(side, element.align);
      return {
        heightDots: side,
        marks: [{ kind: 'dots', x, y, scale: element.moduleDots, path, data: element.data }],
      };
    }
    case 'image': {
      const bytes = Uint8Array.from(atob(element.dots), (character) => character.charCodeAt(0));
      const path = dotsPath(element.widthDots, element.heightDots, (column, row) => {
        const byte = bytes[row * (element.widthDots / 8) + (column >> 3)] ?? 0;
        return ((byte >> (7 - (column & 7))) & 1) === 1;
      });
      const x = indent(element.widthDots, element.align);
      return { heightDots: element.heightDots, marks: [{ kind: 'dots', x, y, scale: 1, path, data: null }] };
    }
    case 'barcode':
      return {
        heightDots: BARCODE_DOTS,
        marks: [{ kind: 'barcode', y, height: BARCODE_DOTS, data: element.data }],
      };
    case 'cut':
      return { heightDots: 0, marks: [{ kind: 'cut', y, partial: element.partial }] };
    default:
      return element satisfies never;
  }
}

function placeLine(
  line: { readonly spans: readonly TextSpan[]; readonly align: PaperAlign },
  y: number,
): PaperPicture {
  const dotsOf = (span: TextSpan) => columnsOf(span.text) * COLUMN_DOTS * span.width;
  const used = line.spans.reduce((sum, span) => sum + dotsOf(span), 0);
  const tallest = Math.max(1, ...line.spans.map((span) => span.height)) * CHARACTER_DOTS;
  let x = indent(used, line.align);
  const marks = line.spans.map((span): PaperMark => {
    const { text, width, height, bold } = span;
    const mark: PaperMark = {
      kind: 'text',
      x,
      y: y + tallest,
      width,
      height,
      bold,
      text,
      at: columnStarts(text),
    };
    x += dotsOf(span);
    return mark;
  });
  return { heightDots: tallest + LINE_DOTS - CHARACTER_DOTS, marks };
}

const indent = (dots: number, align: PaperAlign): number => {
  const free = Math.max(0, PAPER_WIDTH_DOTS - dots);
  if (align === 'left') return 0;
  return align === 'right' ? free : Math.floor(free / 2);
};

/**
 * Columns a text takes. The printer is in GB18030 mode, where whatever is not ASCII comes from the Chinese font and is
 * two columns wide; Unicode's “ambiguous” width has no say on paper.
 */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + characterColumns(character), 0);

const characterColumns = (character: string): number => (character <= '\u007f' ? 1 : 2);

function columnStarts(text: string): readonly number[] {
  const starts: number[] = [];
  let column = 0;
  for (const character of text) {
    // SVG wants a place for each half of a surrogate pair, and looks at the first only.
    for (let unit = 0; unit < character.length; unit += 1) starts.push(column * COLUMN_DOTS);
    column += characterColumns(character);
  }
  return starts;
}

/** Level L holds whatever a printer could print; the level that was printed is not told. */
function qrDots(data: string): { readonly size: number; readonly path: string } {
  const { size, data: modules } = create(data, { errorCorrectionLevel: 'L' }).modules;
  return { size, path: dotsPath(size, size, (column, row) => modules[row * size + column] === 1) };
}

/** One rectangle a run of black dots in a row. */
function dotsPath(width: number, height: number, isBlack: (column: number, row: number) => boolean): string {
  let path = '';
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const from = column;
      while (column < width && isBlack(column, row)) column += 1;
      if (column > from) path += `M${from} ${row}h${column - from}v1h${from - column}z`;
    }
  }
  return path;
}
