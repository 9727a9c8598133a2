/**
 * ESC/POS as a printer hears it: a stream cut into commands. Only the grammar is here; what a command does is
 * the printer's. Commands that leave nothing on paper and ask nothing are told apart by length alone (`setting`).
 */
export type Command =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'tab' }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'align'; readonly mode: number }
  | { readonly kind: 'bold'; readonly isOn: boolean }
  /** Multiples of the normal character, 1 to 8. */
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  /** ESC !: bold, double height, double width in one byte. */
  | { readonly kind: 'print-mode'; readonly isBold: boolean; readonly width: number; readonly height: number }
  | { readonly kind: 'chinese-mode'; readonly isOn: boolean }
  | { readonly kind: 'feed-lines'; readonly lines: number }
  | { readonly kind: 'feed-dots'; readonly dots: number }
  | { readonly kind: 'line-spacing'; readonly dots: number | 'default' }
  | { readonly kind: 'position'; readonly dots: number }
  | { readonly kind: 'raster'; readonly widthBytes: number; readonly rows: number; readonly dots: Uint8Array }
  | { readonly kind: 'barcode'; readonly data: Uint8Array }
  | { readonly kind: 'qr-size'; readonly moduleDots: number }
  | { readonly kind: 'qr-level'; readonly level: 'L' | 'M' | 'Q' | 'H' }
  | { readonly kind: 'qr-store'; readonly data: Uint8Array }
  | { readonly kind: 'qr-print' }
  | { readonly kind: 'cut'; readonly partial: boolean; readonly feedDots: number }
  | { readonly kind: 'auto-status'; readonly mask: number }
  /** GS r: answered in its turn, behind everything sent before it. */
  | { readonly kind: 'queued-status'; readonly what: number }
  /** GS ( H: answered when everything before it is on paper. */
  | { readonly kind: 'process-id'; readonly id: Uint8Array }
  /** DLE EOT: answered at once, whatever waits in the buffer. */
  | { readonly kind: 'realtime-status'; readonly what: number }
  /** DLE ENQ: 1 goes on after an error, 2 forgets what waits and goes on. */
  | { readonly kind: 'realtime-recover'; readonly mode: number }
  /** GS e of the Custom family: what the presenter does with the strip cut off before it. */
  | { readonly kind: 'presenter'; readonly move: 'present' | 'retract' | 'eject' }
  /** GS e 6. */
  | { readonly kind: 'ejector-status' }
  | { readonly kind: 'setting' };

export type TakenCommand = {
  /** Null when the bytes so far are no whole command. */
  readonly command: Command | null;
  /** How many bytes it took; 0 when there is none. */
  readonly length: number;
};

const INCOMPLETE: TakenCommand = { command: null, length: 0 };
const LF = 0x0a;
const HT = 0x09;
const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** Takes the first command out of `bytes`. Any byte sequence is a command, or may become one. */
export function takeCommand(bytes: Uint8Array): TakenCommand {
  const lead = bytes[0];
  if (lead === undefined) return INCOMPLETE;
  switch (lead) {
    case LF:
      return { command: { kind: 'line-feed' }, length: 1 };
    case HT:
      return { command: { kind: 'tab' }, length: 1 };
    case DLE:
      return takeRealtime(bytes);
    case ESC:
    case FS:
    case GS:
      return takeEscape(bytes);
    default:
      return lead < 0x20 ? { command: { kind: 'setting' }, length: 1 } : takeText(bytes);
  }
}

/**
 * Both bytes of a Chinese character are above 20h, so a run of text ends at the next control character. Until that
 * has come the run is not whole: a serial line cuts between the two bytes of a character as it likes.
 */
function takeText(bytes: Uint8Array): TakenCommand {
  const end = bytes.findIndex((byte) => byte < 0x20);
  return end < 0 ? INCOMPLETE : { command: { kind: 'text', bytes: bytes.slice(0, end) }, length: end };
}

function takeRealtime(bytes: Uint8Array): TakenCommand {
  const [, kind, n] = bytes;
  if (kind === undefined) return INCOMPLETE;
  if (kind !== 0x04 && kind !== 0x05) return { command: { kind: 'setting' }, length: 2 };
  if (n === undefined) return INCOMPLETE;
  return {
    command: kind === 0x04 ? { kind: 'realtime-status', what: n } : { kind: 'realtime-recover', mode: n },
    length: 3,
  };
}

type Make = (parameters: Uint8Array) => Command;
type Entry = readonly [parameters: number, make: Make];

const setting: Make = () => ({ kind: 'setting' });
const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;
const word = (bytes: Uint8Array, index: number): number => at(bytes, index) | (at(bytes, index + 1) << 8);

/** Commands with a fixed number of parameter bytes behind their two-byte name. */
const FIXED: ReadonlyMap<number, Entry> = new Map<number, Entry>([
  [0x1b40, [0, () => ({ kind: 'initialise' })]],
  [0x1b61, [1, (p) => ({ kind: 'align', mode: at(p, 0) & 0x0f })]],
  [0x1b45, [1, (p) => ({ kind: 'bold', isOn: (at(p, 0) & 1) === 1 })]],
  [0x1b47, [1, (p) => ({ kind: 'bold', isOn: (at(p, 0) & 1) === 1 })]],
  [0x1b64, [1, (p) => ({ kind: 'feed-lines', lines: at(p, 0) })]],
  [0x1b4a, [1, (p) => ({ kind: 'feed-dots', dots: at(p, 0) })]],
  [0x1b32, [0, () => ({ kind: 'line-spacing', dots: 'default' })]],
  [0x1b33, [1, (p) => ({ kind: 'line-spacing', dots: at(p, 0) })]],
  [0x1b24, [2, (p) => ({ kind: 'position', dots: word(p, 0) })]],
  [
    0x1b21,
    [
      1,
      (p) => ({
        kind: 'print-mode',
        isBold: (at(p, 0) & 0x08) !== 0,
        height: at(p, 0) & 0x10 ? 2 : 1,
        width: at(p, 0) & 0x20 ? 2 : 1,
      }),
    ],
  ],
  [0x1b69, [0, () => ({ kind: 'cut', partial: false, feedDots: 0 })]],
  [0x1b6d, [0, () => ({ kind: 'cut', partial: true, feedDots: 0 })]],
  [0x1c26, [0, () => ({ kind: 'chinese-mode', isOn: true })]],
  [0x1c2e, [0, () => ({ kind: 'chinese-mode', isOn: false })]],
  [0x1d21, [1, (p) => ({ kind: 'size', width: ((at(p, 0) >> 4) & 7) + 1, height: (at(p, 0) & 7) + 1 })]],
  [0x1d61, [1, (p) => ({ kind: 'auto-status', mask: at(p, 0) })]],
  [0x1d72, [1, (p) => ({ kind: 'queued-status', what: at(p, 0) & 0x0f })]],
  // ESC: spacing, underline, font, code page, international set, colour, inverse, upside down, sensors, drawer.
  ...([0x20, 0x2d, 0x4d, 0x74, 0x52, 0x72, 0x56, 0x7b, 0x25, 0x3d, 0x54] as const).map(
    (name): [number, Entry] => [0x1b00 | name, [1, setting]],
  ),
  [0x1b5c, [2, setting]],
  [0x1b63, [2, setting]],
  [0x1b70, [3, setting]],
  // FS: character style, underline, ×4, code system, spacing.
  ...([0x21, 0x2d, 0x57, 0x43] as const).map((name): [number, Entry] => [0x1c00 | name, [1, setting]]),
  [0x1c53, [2, setting]],
  // GS: barcode height, width, text and font, inverse, smoothing, margins, motion units, printer id.
  ...([0x68, 0x77, 0x48, 0x66, 0x42, 0x62, 0x49] as const).map((name): [number, Entry] => [
    0x1d00 | name,
    [1, setting],
  ]),
  ...([0x4c, 0x57, 0x50, 0x24, 0x5c] as const).map((name): [number, Entry] => [0x1d00 | name, [2, setting]]),
]);

function takeEscape(bytes: Uint8Array): TakenCommand {
  if (bytes.length < 2) return INCOMPLETE;
  const name = (at(bytes, 0) << 8) | at(bytes, 1);
  switch (name) {
    case 0x1b44:
      return takeTabStops(bytes);
    case 0x1d56:
      return takeCut(bytes);
    case 0x1d6b:
      return takeBarcode(bytes);
    case 0x1d65:
      return takePresenter(bytes);
    case 0x1d76:
      return takeRaster(bytes);
    case 0x1d28:
      return takeFunction(bytes);
    default: {
      const [parameters, make] = FIXED.get(name) ?? [0, setting];
      const length = 2 + parameters;
      return bytes.length < length ? INCOMPLETE : { command: make(bytes.subarray(2, length)), length };
    }
  }
}

/** ESC D: up to 32 columns, ended by NUL. */
function takeTabStops(bytes: Uint8Array): TakenCommand {
  const end = bytes.indexOf(0, 2);
  if (end >= 0) return { command: { kind: 'setting' }, length: end + 1 };
  return bytes.length > 2 + 32 ? { command: { kind: 'setting' }, length: 2 + 32 } : INCOMPLETE;
}

/** GS V: 0, 1, `0`, `1` cut here; `A` and `B` feed first. */
function takeCut(bytes: Uint8Array): TakenCommand {
  const [, , mode, feed] = bytes;
  if (mode === undefined) return INCOMPLETE;
  const partial = (mode & 0x0f) % 2 === 1;
  if (mode !== 0x41 && mode !== 0x42) return { command: { kind: 'cut', partial, feedDots: 0 }, length: 3 };
  if (feed === undefined) return INCOMPLETE;
  return { command: { kind: 'cut', partial: mode === 0x42, feedDots: feed }, length: 4 };
}

/** GS k: form A (0 to 6) ends with NUL, form B (65 to 78) has a length byte. */
function takeBarcode(bytes: Uint8Array): TakenCommand {
  const [, , system, length] = bytes;
  if (system === undefined || length === undefined) return INCOMPLETE;
  if (system >= 65) {
    const end = 4 + length;
    if (bytes.length < end) return INCOMPLETE;
    return { command: { kind: 'barcode', data: bytes.slice(4, end) }, length: end };
  }
  const end = bytes.indexOf(0, 3);
  if (end < 0) return INCOMPLETE;
  return { command: { kind: 'barcode', data: bytes.slice(3, end) }, length: end + 1 };
}

/** GS e n: 2 draws back, 3 and 20h push out, 5 pushes all the way out, 6 asks. */
function takePresenter(bytes: Uint8Array): TakenCommand {
  const [, , order] = bytes;
  if (order === undefined) return INCOMPLETE;
  const length = 3 + (order === 0x03 ? 1 : order === 0x20 ? 2 : 0);
  if (bytes.length < length) return INCOMPLETE;
  switch (order) {
    case 0x02:
      return { command: { kind: 'presenter', move: 'retract' }, length };
    case 0x03:
    case 0x20:
      return { command: { kind: 'presenter', move: 'present' }, length };
    case 0x05:
      return { command: { kind: 'presenter', move: 'eject' }, length };
    case 0x06:
      return { command: { kind: 'ejector-status' }, length };
    default:
      return { command: { kind: 'setting' }, length };
  }
}

/** GS v 0: a raster image, rows of whole bytes. */
function takeRaster(bytes: Uint8Array): TakenCommand {
  if (bytes.length < 8) return INCOMPLETE;
  const widthBytes = word(bytes, 4);
  const rows = word(bytes, 6);
  const length = 8 + widthBytes * rows;
  if (bytes.length < length) return INCOMPLETE;
  return { command: { kind: 'raster', widthBytes, rows, dots: bytes.slice(8, length) }, length };
}

/** GS (: a function group with its length, so an unknown one can be skipped whole. */
function takeFunction(bytes: Uint8Array): TakenCommand {
  if (bytes.length < 5) return INCOMPLETE;
  const length = 5 + word(bytes, 3);
  if (bytes.length < length) return INCOMPLETE;
  const group = at(bytes, 2);
  const body = bytes.slice(5, length);
  if (group === 0x6b && at(body, 0) === 0x31)
    return { command: qrFunction(at(body, 1), body.subarray(2)), length };
  if (group === 0x48 && at(body, 0) === 0x30 && body.length === 6) {
    return { command: { kind: 'process-id', id: body.slice(2) }, length };
  }
  return { command: { kind: 'setting' }, length };
}

const QR_LEVELS = ['L', 'M', 'Q', 'H'] as const;

function qrFunction(fn: number, body: Uint8Array): Command {
  switch (fn) {
    case 67:
      return { kind: 'qr-size', moduleDots: at(body, 0) };
    case 69:
      return { kind: 'qr-level', level: QR_LEVELS[at(body, 0) - 0x30] ?? 'L' };
    case 80:
      return { kind: 'qr-store', data: body.slice(1) };
    case 81:
      return { kind: 'qr-print' };
    default:
      return { kind: 'setting' };
  }
}
