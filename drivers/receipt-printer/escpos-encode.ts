import { encodeText, withoutControls } from './gb18030.ts';
import { layOutPair, wrapColumns } from './receipt-layout.ts';
import type { Receipt, ReceiptLine } from './receipt-printer.ts';

/**
 * Commands of ESC/POS as whole pieces. A piece is never divided on the line: a real-time request that
 * falls into the data of a QR code or picture would be printed instead of answered.
 */
export type EscposPiece = Uint8Array;

/** A picture of a line of text, one bit a dot, each row `widthBytes` long. */
export type Raster = { readonly widthBytes: number; readonly height: number; readonly data: Uint8Array };

export type ReceiptEncoding = {
  /** Characters on a line of normal size: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: 32 | 48;
  /** Draws a line the printer's font cannot show; without it such characters become ■. */
  readonly rasterise?: (text: string, dots: number) => Raster | null;
};

const esc = 0x1b;
const gs = 0x1d;
const fs = 0x1c;
const lineFeed = 0x0a;
/** A column is 12 dots wide in font A. */
const dotsPerColumn = 12;

const commands = {
  initialise: piece(esc, 0x40),
  statusBackOff: piece(gs, 0x61, 0x00),
  statusBackOn: piece(gs, 0x61, 0x0f),
  chineseOn: piece(fs, 0x26),
  feedAndCut: piece(gs, 0x56, 0x42, 0x03),
  paperStatus: piece(gs, 0x72, 0x01),
} as const;

/** GS a: reports every change of state by itself, from now on. */
export const enableStatusBack: EscposPiece = commands.statusBackOn;
/** GS a 0: GS r answers look like its blocks, so it rests while a receipt is confirmed. */
export const disableStatusBack: EscposPiece = commands.statusBackOff;
/** GS r 1: answered in the order of the data, hence proof that all before it was taken. */
export const askQueuedPaperStatus: EscposPiece = commands.paperStatus;
/** DLE ENQ 2: forgets what was not printed and recovers from an error that can be recovered from. */
export const clearAndRecover: EscposPiece = piece(0x10, 0x05, 0x02);

/** Cuts off what an interrupted receipt left hanging, so that nobody gets it together with his own. */
export const cutOffRest: readonly EscposPiece[] = [commands.initialise, commands.feedAndCut];

/** DLE EOT n, answered at once whatever the printer is doing. */
export function askRealTimeStatus(kind: 1 | 2 | 3 | 4): EscposPiece {
  return piece(0x10, 0x04, kind);
}

/**
 * GS ( H: the printer answers with the same id once everything before it is *printed*.
 *
 * @param id four printable ASCII characters
 */
export function askProcessId(id: string): EscposPiece {
  return piece(gs, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...ascii(id));
}

/** One receipt from initialising to cutting, in pieces. */
export function encodeReceipt(receipt: Receipt, encoding: ReceiptEncoding): readonly EscposPiece[] {
  const body = receipt.lines.map((line) => encodeLine(line, encoding));
  const isReduced = body.some((line) => line.isReduced);
  return [
    commands.initialise,
    commands.statusBackOff,
    commands.chineseOn,
    ...body.flatMap((line) => line.pieces),
    ...(isReduced ? legend(encoding) : []),
    commands.feedAndCut,
  ];
}

type EncodedLine = { readonly pieces: readonly EscposPiece[]; readonly isReduced: boolean };

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
      return { pieces: encodeQr(line.data), isReduced: false };
    case 'feed':
      return {
        pieces: [piece(esc, 0x64, Math.min(Math.max(Math.trunc(line.lines), 0), 255))],
        isReduced: false,
      };
  }
}

type Style = { readonly align: 'left' | 'center'; readonly size: 1 | 2; readonly isBold: boolean };
const plain: Style = { align: 'left', size: 1, isBold: false };

/** Each row carries its own style and takes it off again: a row lost on the line spoils no other. */
function styled(rows: readonly string[], style: Style, encoding: ReceiptEncoding): EncodedLine {
  const pieces: EscposPiece[] = [];
  let isReduced = false;
  for (const row of rows) {
    const text = encodeText(withoutControls(row));
    const raster = text.isReduced ? encoding.rasterise?.(row, encoding.columns * dotsPerColumn) : null;
    if (raster) {
      pieces.push(encodeRaster(raster));
      continue;
    }
    isReduced ||= text.isReduced;
    pieces.push(piece(...styleOn(style), ...text.bytes, lineFeed, ...styleOff(style)));
  }
  return { pieces, isReduced };
}

function styleOn({ align, size, isBold }: Style): number[] {
  return [
    ...(align === 'center' ? [esc, 0x61, 1] : []),
    ...(size === 2 ? [gs, 0x21, 0x11] : []),
    ...(isBold ? [esc, 0x45, 1] : []),
  ];
}

function styleOff({ align, size, isBold }: Style): number[] {
  return [
    ...(isBold ? [esc, 0x45, 0] : []),
    ...(size === 2 ? [gs, 0x21, 0x00] : []),
    ...(align === 'center' ? [esc, 0x61, 0] : []),
  ];
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
  const bytes = [...new TextEncoder().encode(data)];
  const length = bytes.length + 3;
  return [
    piece(esc, 0x61, 1),
    piece(gs, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00),
    piece(gs, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, 0x06),
    piece(gs, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x31),
    piece(gs, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...bytes),
    piece(gs, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30),
    piece(esc, 0x61, 0),
  ];
}

function encodeRaster({ widthBytes, height, data }: Raster): EscposPiece {
  const size = [widthBytes & 0xff, widthBytes >> 8, height & 0xff, height >> 8];
  return piece(gs, 0x76, 0x30, 0, ...size, ...data);
}

function piece(...bytes: readonly number[]): EscposPiece {
  return Uint8Array.from(bytes);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
