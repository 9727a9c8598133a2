import type { Result } from '../status.ts';
import { aimIdentifierLength, readAimIdentifier, symbologyOf } from './aim-identifier.ts';
import type { ScanFault, ScannedCode } from './code-scanner.ts';

/** Longer than any symbol holds: a QR code of version 40 has 2953 bytes. */
export const longestCodeBytes = 4096;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const gb18030 = new TextDecoder('gb18030', { fatal: true });

/**
 * The text of a code. A symbol says nothing of its character set that imagers would hand on: it is UTF-8 when it can
 * be, else GB18030, which Chinese codes of older make are in. Neither is guessed half: a byte that fits in neither
 * makes the whole code invalid.
 */
export function decodeCodeText(bytes: Uint8Array): string | null {
  for (const decoder of [utf8, gb18030]) {
    try {
      return decoder.decode(bytes);
    } catch {
      // Not in this character set.
    }
  }
  return null;
}

/** Reads what an imager handed on: `]Q1` and the text behind it. Empty, or no text at all, is invalid. */
export function readCode(bytes: Uint8Array): Result<ScannedCode, ScanFault> {
  const head = String.fromCharCode(...bytes.subarray(0, aimIdentifierLength));
  const identified = readAimIdentifier(head);
  const text = decodeCodeText(identified === null ? bytes : bytes.subarray(aimIdentifierLength));
  if (text === null || text === '') return { ok: false, error: { kind: 'barcode-invalid' } };
  return { ok: true, value: { symbology: symbologyOf(identified), text } };
}
