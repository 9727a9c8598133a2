/**
 * The frames of the SAM module (GA/T 467), seen from the module: requests come in, replies go out.
 *
 *     request  AA AA AA 96 69 | length, 2 bytes | CMD PARA data… | CHK
 *     reply    AA AA AA 96 69 | length, 2 bytes | SW1 SW2 SW3 data… | CHK
 *
 * The length is big endian and counts everything behind itself; CHK is the XOR of everything behind the preamble.
 */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const LENGTH_END = PREAMBLE.length + 2;

/** CMD, PARA and CHK: the least a request can hold. */
const SHORTEST = 3;

/** No request carries more than a few bytes; a longer length is noise and must not make the module wait for it. */
const LONGEST = 256;

export type Request =
  /** `command` is CMD and PARA as one number, `0x2001` for “find card”. */
  | { readonly kind: 'command'; readonly command: number; readonly data: Uint8Array }
  | { readonly kind: 'bad-checksum' }
  | { readonly kind: 'bad-length' };

export type Taken = {
  /** Null when the bytes so far are no whole request. */
  readonly request: Request | null;
  /** What is left for the next call: behind the request, or a request that has only begun. */
  readonly rest: Uint8Array;
};

/** Takes the first request out of `bytes`, skipping noise before its preamble. */
export function takeRequest(bytes: Uint8Array): Taken {
  const start = preambleAt(bytes);
  const frame = bytes.subarray(start);
  if (frame.length < LENGTH_END) return { request: null, rest: frame };

  const length = ((frame[5] ?? 0) << 8) | (frame[6] ?? 0);
  if (length < SHORTEST || length > LONGEST) {
    return { request: { kind: 'bad-length' }, rest: frame.subarray(LENGTH_END) };
  }
  const end = LENGTH_END + length;
  if (frame.length < end) return { request: null, rest: frame };

  const rest = frame.subarray(end);
  if (checksum(frame.subarray(PREAMBLE.length, end)) !== 0)
    return { request: { kind: 'bad-checksum' }, rest };
  const command = ((frame[7] ?? 0) << 8) | (frame[8] ?? 0);
  return { request: { kind: 'command', command, data: frame.slice(LENGTH_END + 2, end - 1) }, rest };
}

/** Whether `bytes` hold a request whose end has not come yet. */
export function isBegun(bytes: Uint8Array): boolean {
  return bytes.length >= PREAMBLE.length;
}

/** A reply frame: SW1 and SW2 are always 0, `sw3` decides. */
export function encodeReply(sw3: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  const length = 3 + data.length + 1;
  const frame = new Uint8Array(LENGTH_END + length);
  frame.set(PREAMBLE);
  frame[5] = length >> 8;
  frame[6] = length & 0xff;
  frame[9] = sw3;
  frame.set(data, 10);
  frame[frame.length - 1] = checksum(frame.subarray(PREAMBLE.length, -1));
  return frame;
}

/** Start of the first preamble, or of what may still become one at the end, or the end. */
function preambleAt(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) {
    if (PREAMBLE.every((byte, i) => at + i >= bytes.length || bytes[at + i] === byte)) return at;
  }
  return bytes.length;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}
