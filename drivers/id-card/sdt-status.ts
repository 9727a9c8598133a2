import type { SdtReply } from './sdt-frame.ts';

/** What a status word means to whoever asked; finer differences change nothing a kiosk could do. */
export type SdtStatus =
  | 'ok'
  | 'card-found'
  /** No card in the field, or the one there was read before and not lifted since. */
  | 'no-card'
  /** Lay the card down again and keep it still. */
  | 'card-moved'
  | 'card-not-verified'
  | 'unknown-card'
  /** The asked item does not stand on this card. */
  | 'absent-item'
  /** The module refuses our frame: a disturbed line, or a command out of order. */
  | 'refused'
  /** The module itself cannot work: self test failed, or it is not authorised. */
  | 'sam-broken';

const meanings: ReadonlyMap<number, SdtStatus> = new Map([
  [0x90, 'ok'],
  [0x9f, 'card-found'],
  [0x91, 'absent-item'],
  [0x10, 'refused'],
  [0x11, 'refused'],
  [0x21, 'refused'],
  [0x23, 'refused'],
  [0x24, 'card-moved'],
  [0x31, 'card-not-verified'],
  [0x32, 'card-not-verified'],
  [0x33, 'card-not-verified'],
  [0x37, 'card-not-verified'],
  [0x3f, 'refused'],
  [0x40, 'unknown-card'],
  [0x41, 'card-moved'],
  [0x47, 'card-moved'],
  [0x60, 'sam-broken'],
  [0x66, 'sam-broken'],
  [0x80, 'no-card'],
  [0x81, 'card-moved'],
]);

/**
 * Classifies a reply by SW3. SW1 and SW2 are the card's own status words passed through and decide only
 * whether a success is one: `90` and `9F` count with 00 00 in front alone.
 *
 * @returns `null` for a code that no published table knows
 */
export function classifySdtReply(reply: SdtReply): SdtStatus | null {
  const status = meanings.get(reply.sw3) ?? null;
  const isPlain = reply.sw1 === 0 && reply.sw2 === 0;
  if ((status === 'ok' || status === 'card-found') && !isPlain) return null;
  return status;
}

/** The status words as they are written in manuals and logs: `000090`. */
export function formatStatusWords(reply: SdtReply): string {
  return [reply.sw1, reply.sw2, reply.sw3]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/**
 * The module's own number out of its 16 bytes: `u16.u16-u32-u32-u32`, little endian, printed
 * `05.03-20240115-0001234567-2345678901`. Serves as the reader's asset number.
 *
 * @returns `null` when there are not 16 bytes
 */
export function formatSamId(data: Uint8Array): string | null {
  if (data.length !== 16) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  const maker = `${digits(view.getUint16(0, true), 2)}.${digits(view.getUint16(2, true), 2)}`;
  return [
    maker,
    digits(view.getUint32(4, true), 8),
    digits(view.getUint32(8, true), 10),
    digits(view.getUint32(12, true), 10),
  ].join('-');
}
