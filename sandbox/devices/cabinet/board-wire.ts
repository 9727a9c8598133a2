/** The board's side of docs/cabinet-board.md, “Frames”, written from that page and not from the driver. */
export type Request = { readonly seq: number; readonly type: number; readonly payload: Uint8Array };

const FLAG = 0x7e;
const ESCAPE = 0x7d;
const LONGEST_PAYLOAD = 64;

/** The table of RFC 1662, appendix C.2. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x8408 : value >>> 1;
  return value;
});

const checksum = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0), 0xffff) ^ 0xffff;

/** A response or a report, ready for the line. */
export function frameOf(seq: number, type: number, payload: readonly number[]): Uint8Array {
  const counted = Uint8Array.of(payload.length, seq, type, ...payload);
  const sum = checksum(counted);
  const inner = [...counted, sum & 0xff, sum >>> 8];
  return Uint8Array.of(FLAG, ...inner.flatMap(escaped), FLAG);
}

const escaped = (byte: number): number[] =>
  byte === FLAG || byte === ESCAPE ? [ESCAPE, byte ^ 0x20] : [byte];

/**
 * Takes the requests out of what was received; what is damaged is left out, as the page says. `rest` begins with the
 * flag a frame may still grow behind, and is never longer than the longest frame with every byte escaped.
 */
export function takeRequests(received: Uint8Array): { requests: readonly Request[]; rest: Uint8Array } {
  const first = received.indexOf(FLAG);
  if (first < 0) return { requests: [], rest: new Uint8Array() };
  const pieces = splitAtFlags(received.subarray(first + 1));
  const open = pieces.at(-1) ?? new Uint8Array();
  const requests = pieces.slice(0, -1).flatMap((piece) => readRequest(piece) ?? []);
  const longest = 2 * (LONGEST_PAYLOAD + 5);
  return { requests, rest: open.length > longest ? Uint8Array.of(FLAG) : Uint8Array.of(FLAG, ...open) };
}

function splitAtFlags(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(FLAG); at >= 0; at = bytes.indexOf(FLAG, from)) {
    pieces.push(bytes.subarray(from, at));
    from = at + 1;
  }
  return [...pieces, bytes.subarray(from)];
}

function readRequest(piece: Uint8Array): Request | null {
  const bytes: number[] = [];
  for (let at = 0; at < piece.length; at++) {
    const byte = piece[at] ?? 0;
    if (byte === ESCAPE) bytes.push((piece[++at] ?? 0) ^ 0x20);
    else bytes.push(byte);
  }
  const inner = Uint8Array.from(bytes);
  const [length = 0, seq = 0, type = 0] = inner;
  if (inner.length !== length + 5 || length > LONGEST_PAYLOAD || type === 0 || type > 0x3f) return null;
  const counted = inner.subarray(0, -2);
  const sum = checksum(counted);
  if (inner.at(-2) !== (sum & 0xff) || inner.at(-1) !== sum >>> 8) return null;
  return { seq, type, payload: counted.slice(3) };
}
