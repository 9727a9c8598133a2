/**
 * The frames of the cabinet board (docs/cabinet-board.md, “Frames”): RFC 1662's flag, escape and FCS-16 around
 *
 *     LEN | SEQ | TYPE | payload (LEN bytes) | FCS low, FCS high
 *
 * Inside a frame 7E and 7D are sent as 7D and the byte XOR 20: a flag is nothing else, so one lost byte costs one
 * frame and never the next.
 */
const flag = 0x7e;
const escapeMark = 0x7d;
const escapeXor = 0x20;

export const longestPayload = 64;
const headBytes = 3;
const fcsBytes = 2;
const shortestFrame = headBytes + fcsBytes;
const longestFrame = shortestFrame + longestPayload;

export type BoardFrame = { readonly seq: number; readonly type: number; readonly payload: Uint8Array };

export type BoardDecoded =
  | { readonly kind: 'frame'; readonly frame: BoardFrame }
  | { readonly kind: 'bad-checksum' }
  /** Shorter than a frame, longer than one, or not as long as it says. */
  | { readonly kind: 'bad-length' };

/** A whole frame, ready for the line. */
export function encodeBoardFrame({ seq, type, payload }: BoardFrame): Uint8Array {
  const body = [payload.length, seq, type, ...payload];
  const fcs = fcs16(body);
  const escaped = [...body, fcs & 0xff, fcs >> 8].flatMap((byte) =>
    byte === flag || byte === escapeMark ? [escapeMark, byte ^ escapeXor] : [byte],
  );
  return Uint8Array.of(flag, ...escaped, flag);
}

export type BoardDecoder = {
  /** Takes bytes in any pieces. What stands before the first flag is noise, and dropped. */
  readonly push: (bytes: Uint8Array) => readonly BoardDecoded[];
  readonly reset: () => void;
};

export function createBoardDecoder(): BoardDecoder {
  const held = new Uint8Array(longestFrame);
  let length = 0;
  let isInFrame = false;
  let isEscaped = false;
  let isTooLong = false;

  const begin = (): void => {
    length = 0;
    isEscaped = false;
    isTooLong = false;
  };

  const end = (): BoardDecoded | null => {
    // Two flags in a row close one frame and open the next.
    const isEmpty = length === 0 && !isEscaped && !isTooLong;
    const body = held.slice(0, length);
    const isCut = isEscaped || isTooLong;
    begin();
    if (!isInFrame || isEmpty) {
      isInFrame = true;
      return null;
    }
    return isCut ? { kind: 'bad-length' } : readFrame(body);
  };

  const take = (byte: number): void => {
    if (byte === escapeMark) {
      isEscaped = true;
      return;
    }
    if (length === held.length) {
      isTooLong = true;
      return;
    }
    held[length] = isEscaped ? byte ^ escapeXor : byte;
    length += 1;
    isEscaped = false;
  };

  return {
    push: (bytes) => {
      const decoded: BoardDecoded[] = [];
      for (const byte of bytes) {
        if (byte === flag) {
          const complete = end();
          if (complete !== null) decoded.push(complete);
        } else if (isInFrame) take(byte);
      }
      return decoded;
    },
    reset: () => {
      begin();
      isInFrame = false;
    },
  };
}

function readFrame(body: Uint8Array): BoardDecoded {
  const [payloadLength = 0, seq = 0, type = 0] = body;
  if (body.length < shortestFrame || body.length !== shortestFrame + payloadLength)
    return { kind: 'bad-length' };
  const summed = body.subarray(0, -fcsBytes);
  const [low = 0, high = 0] = body.subarray(-fcsBytes);
  if (fcs16(summed) !== (low | (high << 8))) return { kind: 'bad-checksum' };
  return { kind: 'frame', frame: { seq, type, payload: summed.slice(headBytes) } };
}

/** CRC-16/X-25 (RFC 1662 appendix C): polynomial 1021 reflected, starts and ends inverted; `123456789` gives 906E. */
export function fcs16(bytes: ArrayLike<number>): number {
  let fcs = 0xffff;
  for (let at = 0; at < bytes.length; at += 1) {
    fcs ^= bytes[at] ?? 0;
    for (let bit = 0; bit < 8; bit += 1) fcs = fcs & 1 ? (fcs >> 1) ^ 0x8408 : fcs >> 1;
  }
  return fcs ^ 0xffff;
}
