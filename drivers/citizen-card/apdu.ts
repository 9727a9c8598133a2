import type { Result } from '../status.ts';

/**
 * Command APDUs of ISO/IEC 7816-4 in their short form, as many as a social-security card is asked. `le` is the
 * number of bytes expected, 1 to 256.
 */
export type CommandApdu = {
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
  readonly le?: number;
};

export type ResponseApdu = {
  readonly data: Uint8Array;
  /** SW1 SW2, `0x9000` when all is well. */
  readonly statusWord: number;
};

/** CLA 00: plain, no secure messaging, logical channel 0. */
const classByte = 0x00;
const shortDataBytes = 255;
const shortLe = 256;

/** @throws RangeError on data or `le` that have no short form; nothing a card says leads there */
export function encodeApdu({ ins, p1, p2, data, le }: CommandApdu): Uint8Array {
  if (data !== undefined && (data.length === 0 || data.length > shortDataBytes))
    throw new RangeError(`a short APDU carries 1 to ${shortDataBytes} bytes`);
  if (le !== undefined && (le < 1 || le > shortLe))
    throw new RangeError(`a short APDU expects 1 to ${shortLe} bytes`);
  return Uint8Array.from([
    ...[classByte, ins, p1, p2],
    ...(data === undefined ? [] : [data.length, ...data]),
    // 256 is written as 00.
    ...(le === undefined ? [] : [le % shortLe]),
  ]);
}

export function decodeResponse(
  bytes: Uint8Array,
): Result<ResponseApdu, { readonly kind: 'protocol'; readonly detail: string }> {
  const [sw1, sw2] = bytes.subarray(-2);
  if (sw1 === undefined || sw2 === undefined)
    return { ok: false, error: { kind: 'protocol', detail: `response of ${bytes.length} bytes` } };
  return { ok: true, value: { data: bytes.subarray(0, -2), statusWord: (sw1 << 8) | sw2 } };
}

/** SELECT by name of a dedicated file (7816-4 clause 11.1.1). */
export const selectByName = (name: Uint8Array): CommandApdu => ({
  ins: 0xa4,
  p1: 0x04,
  p2: 0x00,
  data: name,
});

/** SELECT of an elementary file below the current one; some cards take it only with P1 = 00. */
export const selectFile = (id: number, p1: 0x02 | 0x00): CommandApdu => ({
  ...{ ins: 0xa4, p1, p2: 0x00 },
  data: Uint8Array.of(id >> 8, id & 0xff),
});

/** READ RECORD (7816-4 clause 11.3.3): `p1` is an identifier with P2 = 00, a number with P2 = 04. */
export const readRecord = (p1: number, by: 'identifier' | 'number', le: number): CommandApdu => ({
  ...{ ins: 0xb2, p1, p2: by === 'identifier' ? 0x00 : 0x04, le },
});

/** GET RESPONSE (7816-4 clause 11.8.1): fetches what a T=0 card has ready. */
export const getResponse = (le: number): CommandApdu => ({ ins: 0xc0, p1: 0x00, p2: 0x00, le });
