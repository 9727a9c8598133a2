/**
 * The frame every SAM module speaks, whatever reader it sits in (GA/T 467-2019):
 *
 *     host → reader  AA AA AA 96 69 | LenHi LenLo | CMD PARA    | data… | CHK
 *     reader → host  AA AA AA 96 69 | LenHi LenLo | SW1 SW2 SW3 | data… | CHK
 *
 * Len counts everything behind it, CHK included; CHK makes the XOR over LenHi … CHK zero. There is no
 * byte stuffing: the preamble may stand inside a portrait, so it is never hunted for inside a frame.
 */
export const sdtPreamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
const headerBytes = sdtPreamble.length + 2;

/** SW1 SW2 SW3 CHK: the shortest reply there is. */
const shortestLength = 4;
/** Text, portrait and fingerprint: 090A. A longer claim is a garbled length, not a frame to wait for. */
const longestLength = 0x090a;

export type SdtCommand = { readonly cmd: number; readonly para: number };

export const sdtCommands = {
  resetSam: { cmd: 0x10, para: 0xff },
  samStatus: { cmd: 0x11, para: 0xff },
  samId: { cmd: 0x12, para: 0xff },
  findCard: { cmd: 0x20, para: 0x01 },
  selectCard: { cmd: 0x20, para: 0x02 },
  /** Text and portrait. Never 30 10: a kiosk that compares no fingers does not ask for them. */
  readBaseInfo: { cmd: 0x30, para: 0x01 },
  /** Addresses added to the card after it was made (曾用住址变更). */
  readAppendedAddress: { cmd: 0x30, para: 0x03 },
  readManagementNumber: { cmd: 0x30, para: 0x05 },
} as const satisfies Record<string, SdtCommand>;

/** A whole command frame, ready for the line. */
export function encodeSdtCommand(command: SdtCommand, data: Uint8Array = new Uint8Array()): Uint8Array {
  const length = 2 + data.length + 1;
  const counted = [length >> 8, length & 0xff, command.cmd, command.para, ...data];
  return Uint8Array.from([...sdtPreamble, ...counted, xor(counted)]);
}

export type SdtReply = {
  readonly sw1: number;
  readonly sw2: number;
  /** The byte that decides, see `sdt-status.ts`. */
  readonly sw3: number;
  readonly data: Uint8Array;
};

export type SdtDecoded =
  | { readonly kind: 'reply'; readonly reply: SdtReply }
  | { readonly kind: 'bad-length'; readonly length: number }
  | { readonly kind: 'bad-checksum'; readonly length: number };

export type SdtDecoder = {
  /** Takes bytes as they come, in any pieces; answers what they complete, in order. */
  readonly push: (bytes: Uint8Array) => readonly SdtDecoded[];
  /** Whether a frame has begun and is not whole yet. */
  readonly isInFrame: () => boolean;
  readonly reset: () => void;
};

/**
 * An incremental decoder. It holds at most one frame (2321 bytes), skips noise before a preamble, also
 * noise that ends in `AA`s, and never answers a frame whose checksum is wrong.
 */
export function createSdtDecoder(): SdtDecoder {
  const frame = new Uint8Array(headerBytes + longestLength);
  let held = 0;
  let length = 0;

  /** Takes one byte while looking for the preamble. */
  const seek = (byte: number): void => {
    if (byte === sdtPreamble[held]) {
      frame[held] = byte;
      held += 1;
      return;
    }
    // A run of AA may be longer than three: its last three still open the frame.
    if (byte === 0xaa && held === 3) return;
    held = byte === 0xaa ? 1 : 0;
  };

  const takeByte = (byte: number): SdtDecoded | null => {
    if (held < sdtPreamble.length) {
      seek(byte);
      return null;
    }
    frame[held] = byte;
    held += 1;
    if (held < headerBytes) return null;
    length = ((frame[5] ?? 0) << 8) | (frame[6] ?? 0);
    if (length >= shortestLength && length <= longestLength) return null;
    held = 0;
    return { kind: 'bad-length', length };
  };

  const completeFrame = (): SdtDecoded => {
    held = 0;
    const end = headerBytes + length;
    if (xor(frame.subarray(sdtPreamble.length, end)) !== 0) return { kind: 'bad-checksum', length };
    return {
      kind: 'reply',
      reply: {
        sw1: frame[7] ?? 0,
        sw2: frame[8] ?? 0,
        sw3: frame[9] ?? 0,
        data: frame.slice(headerBytes + 3, end - 1),
      },
    };
  };

  return {
    push: (bytes) => {
      const decoded: SdtDecoded[] = [];
      let at = 0;
      while (at < bytes.length) {
        if (held >= headerBytes) {
          const piece = bytes.subarray(at, at + headerBytes + length - held);
          frame.set(piece, held);
          held += piece.length;
          at += piece.length;
          if (held === headerBytes + length) decoded.push(completeFrame());
        } else {
          const event = takeByte(bytes[at] ?? 0);
          at += 1;
          if (event !== null) decoded.push(event);
        }
      }
      return decoded;
    },
    isInFrame: () => held >= sdtPreamble.length,
    reset: () => {
      held = 0;
      // What an interrupted frame left here may be a person's name.
      frame.fill(0);
    },
  };
}

function xor(bytes: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 1) sum ^= bytes[at] ?? 0;
  return sum;
}
