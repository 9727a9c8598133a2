import type { EscposPiece, PaperPath } from './escpos-commands.ts';
import { dotsPerColumn, encodeReceipt, type ReceiptEncoding, type ReceiptRow } from './escpos-encode.ts';
import type { Raster } from './raster.ts';
import type { Receipt } from './receipt-printer.ts';

/** Draws a row on a grid of 12-dot columns, or answers null when it cannot. */
export type DrawRow = (row: ReceiptRow, widthDots: number) => Promise<Raster | null>;

export type DrawnEncoding = Omit<ReceiptEncoding, 'pictureOf'> & { readonly drawRow?: DrawRow | undefined };

/**
 * Encodes a receipt, rows with rare characters as pictures of themselves. Most receipts have none, and are encoded
 * once; of the others the rows are drawn first.
 */
export async function encodeWithPictures(
  receipt: Receipt,
  encoding: DrawnEncoding,
  path: PaperPath,
): Promise<readonly EscposPiece[]> {
  const { drawRow } = encoding;
  if (drawRow === undefined) return encodeReceipt(receipt, encoding, path);
  const rare = new Map<string, ReceiptRow>();
  const keyOf = (row: ReceiptRow): string => JSON.stringify(row);
  const collect = (row: ReceiptRow): null => {
    rare.set(keyOf(row), row);
    return null;
  };
  const plain = encodeReceipt(receipt, { ...encoding, pictureOf: collect }, path);
  if (rare.size === 0) return plain;
  const pictures = new Map<string, Raster | null>();
  for (const [key, row] of rare) pictures.set(key, await drawRow(row, encoding.columns * dotsPerColumn));
  return encodeReceipt(receipt, { ...encoding, pictureOf: (row) => pictures.get(keyOf(row)) ?? null }, path);
}
