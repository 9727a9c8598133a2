import { encodeCode128 } from './code128.ts';
import { type EscposPiece, esc, feedLines, gs, type PaperPath, piece, slot } from './escpos-commands.ts';
import { encodeText, withoutControls } from './gb18030.ts';
import type { Raster } from './raster.ts';
import { layOutPair, wrapColumns } from './receipt-layout.ts';
import type { Receipt, ReceiptLine } from './receipt-printer.ts';

export type ReceiptEncoding = {
  /** Characters on a line of normal size: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: 32 | 48;
  /** Stands at the head of every receipt. */
  readonly logo?: Raster | undefined;
  /** The picture of a row the printer's font cannot show; without one such characters become ■. */
  readonly pictureOf?: (row: ReceiptRow) => Raster | null;
};

/** A row as it will stand on paper, with the style it stands in. */
export type ReceiptRow = Style & { readonly text: string };

const lineFeed = 0x0a;
/** A column is 12 dots wide in font A. */
export const dotsPerColumn = 12;
/** A picture goes out in bands of three millimetres, so that status can be asked for between them. */
const bandRows = 24;

/** One receipt from initialising to the cut, in pieces. */
export function encodeReceipt(
  receipt: Receipt,
  encoding: ReceiptEncoding,
  { begin, finish }: PaperPath = slot,
): readonly EscposPiece[] {
  const body = receipt.lines.map((line) => encodeLine(line, encoding));
  const isReduced = body.some((line) => line.isReduced);
  return [
    ...begin,
    ...(encoding.logo ? encodeImage(encoding.logo, encoding) : []),
    ...body.flatMap((line) => line.pieces),
    ...(isReduced ? legend(encoding) : []),
    ...finish,
  ];
}

type EncodedLine = { readonly pieces: readonly EscposPiece[]; readonly isReduced: boolean };
const whole = (pieces: readonly EscposPiece[]): EncodedLine => ({ pieces, isReduced: false });

function encodeLine(line: ReceiptLine, encoding: ReceiptEncoding): EncodedLine {
  switch (line.kind) {
    case 'text': {
      const size = line.size ?? 1;
      const rows = wrapColumns(line.text, encoding.columns / size);
      return styled(rows, { align: line.align ?? 'left', size, isBold: line.bold ?? false }, encoding);
    }
    case 'pair':
      return styled(layOutPair(line.label, line.value, encoding.columns), plain, encoding);
    case 'rule':
      return styled(['-'.repeat(encoding.columns)], plain, encoding);
    case 'qr':
      return whole(encodeQr(line.data));
    case 'barcode':
      return encodeBarcode(line.data, encoding);
    case 'image':
      return whole(encodeImage(line.image, encoding));
    case 'feed':
      return whole([feedLines(line.lines)]);
  }
}

type Style = { readonly align: 'left' | 'center'; readonly size: 1 | 2; readonly isBold: boolean };
const plain: Style = { align: 'left', size: 1, isBold: false };
const centred: Style = { ...plain, align: 'center' };

/** Each row carries its own style and takes it off again: a row lost on the line spoils no other. */
function styled(rows: readonly string[], style: Style, encoding: ReceiptEncoding): EncodedLine {
  const pieces: EscposPiece[] = [];
  let isReduced = false;
  const on = styleOn(style);
  const off = styleOff(style);
  for (const row of rows) {
    const text = encodeText(withoutControls(row));
    const picture = text.isReduced ? encoding.pictureOf?.({ ...style, text: row }) : null;
    if (picture) {
      pieces.push(...encodeRaster(picture));
      continue;
    }
    isReduced ||= text.isReduced;
    pieces.push(Buffer.concat([on, text.bytes, endOfLine, off]));
  }
  return { pieces, isReduced };
}

const endOfLine = piece(lineFeed);

function styleOn({ align, size, isBold }: Style): EscposPiece {
  return piece(
    ...(align === 'center' ? [esc, 0x61, 1] : []),
    ...(size === 2 ? [gs, 0x21, 0x11] : []),
    ...(isBold ? [esc, 0x45, 1] : []),
  );
}

function styleOff({ align, size, isBold }: Style): EscposPiece {
  return piece(
    ...(isBold ? [esc, 0x45, 0] : []),
    ...(size === 2 ? [gs, 0x21, 0x00] : []),
    ...(align === 'center' ? [esc, 0x61, 0] : []),
  );
}

/** A ■ has to be explained, or it looks like a printing fault, or like somebody's blackened name. */
function legend(encoding: ReceiptEncoding): readonly EscposPiece[] {
  const rows = ['■ 打印机字库外的字，以屏幕和证件为准', '■ A character outside the printer’s font'].flatMap(
    (text) => wrapColumns(text, encoding.columns),
  );
  return styled(rows, plain, encoding).pieces;
}

/** QR code, model 2, dots of 6, error correction M, in the middle of the line. */
function encodeQr(data: string): readonly EscposPiece[] {
  const bytes = new TextEncoder().encode(data);
  const length = bytes.length + 3;
  return [
    styleOn(centred),
    piece(gs, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00),
    piece(gs, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, 0x06),
    piece(gs, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x31),
    piece(gs, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...bytes),
    piece(gs, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30),
    styleOff(centred),
  ];
}

const barHeightDots = 64;
/** Bars of two dots (a quarter of a millimetre) are the finest that scanners at a counter read from thermal paper. */
const moduleDots = [3, 2] as const;
const quietModules = 20;

/**
 * CODE128 (GS k 73) with its text below. One that is too wide for the paper, or is none, printers leave out without
 * a word: its text is printed instead.
 */
function encodeBarcode(data: string, encoding: ReceiptEncoding): EncodedLine {
  const code = encodeCode128(data);
  const paperDots = encoding.columns * dotsPerColumn;
  const width = moduleDots.find((dots) => code !== null && (code.modules + quietModules) * dots <= paperDots);
  if (code === null || width === undefined)
    return styled(wrapColumns(data, encoding.columns), centred, encoding);
  return whole([
    styleOn(centred),
    piece(gs, 0x68, barHeightDots),
    piece(gs, 0x77, width),
    piece(gs, 0x48, 0x02),
    piece(gs, 0x6b, 0x49, code.bytes.length, ...code.bytes),
    styleOff(centred),
  ]);
}

/** A picture in the middle of the line; what is wider than the paper loses its right edge. */
function encodeImage(image: Raster, encoding: ReceiptEncoding): readonly EscposPiece[] {
  const widest = (encoding.columns * dotsPerColumn) / 8;
  return [styleOn(centred), ...encodeRaster(cropped(image, widest)), styleOff(centred)];
}

function cropped(image: Raster, widthBytes: number): Raster {
  if (image.widthBytes <= widthBytes) return image;
  const rows = Array.from({ length: image.height }, (_, row) =>
    image.data.subarray(row * image.widthBytes, row * image.widthBytes + widthBytes),
  );
  return { widthBytes, height: image.height, data: Buffer.concat(rows) };
}

/** GS v 0, a band at a time; bands join without a seam. */
function encodeRaster({ widthBytes, height, data }: Raster): readonly EscposPiece[] {
  const bands: EscposPiece[] = [];
  for (let row = 0; row < height; row += bandRows) {
    const rows = Math.min(bandRows, height - row);
    const head = [gs, 0x76, 0x30, 0, widthBytes & 0xff, widthBytes >> 8, rows & 0xff, rows >> 8];
    bands.push(Buffer.concat([piece(...head), data.subarray(row * widthBytes, (row + rows) * widthBytes)]));
  }
  return bands;
}
