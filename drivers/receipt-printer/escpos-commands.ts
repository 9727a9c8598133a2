/**
 * Commands of ESC/POS as whole pieces. A piece is never divided on the line: a real-time request that
 * falls into the data of a QR code or picture would be printed instead of answered.
 */
export type EscposPiece = Uint8Array;

export const esc = 0x1b;
export const fs = 0x1c;
export const gs = 0x1d;
const dle = 0x10;

export function piece(...bytes: readonly number[]): EscposPiece {
  return Uint8Array.from(bytes);
}

/** ESC @: styles as after power-on. */
export const initialise = piece(esc, 0x40);
/** FS &: two-byte characters are Chinese. */
export const chineseOn = piece(fs, 0x26);
/** GS V 66 3: feeds the last line past the blade, and cuts all but a hinge. */
export const feedAndCut = piece(gs, 0x56, 0x42, 0x03);
/** GS a: reports every change of state by itself, from now on. */
export const enableStatusBack = piece(gs, 0x61, 0x0f);
/** GS a 0: GS r answers look like its blocks, so it rests while a receipt is confirmed. */
export const disableStatusBack = piece(gs, 0x61, 0x00);
/** GS r 1: answered in the order of the data, hence proof that all before it was taken. */
export const askQueuedPaperStatus = piece(gs, 0x72, 0x01);
/** DLE ENQ 2: forgets what was not printed and recovers from an error that can be recovered from. */
export const clearAndRecover = piece(dle, 0x05, 0x02);

/** DLE EOT n, answered at once whatever the printer is doing. */
export function askRealTimeStatus(kind: 1 | 2 | 3 | 4): EscposPiece {
  return piece(dle, 0x04, kind);
}

/** ESC d: feeds so many lines, 0 to 255. */
export function feedLines(lines: number): EscposPiece {
  return piece(esc, 0x64, Math.min(Math.max(Math.trunc(lines), 0), 255));
}

/**
 * GS ( H: the printer answers with the same id once everything before it is *printed*.
 *
 * @param id four printable ASCII characters
 */
export function askProcessId(id: string): EscposPiece {
  return piece(gs, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(id, 'latin1'));
}

/** How a receipt leaves this machine: what begins and ends one, and what clears away the rest of an interrupted one. */
export type PaperPath = {
  readonly begin: readonly EscposPiece[];
  readonly finish: readonly EscposPiece[];
  readonly discard: readonly EscposPiece[];
};

/** Paper hangs out of a slot. What an interrupted receipt left is cut off, so that nobody gets it with his own. */
export const slot: PaperPath = {
  begin: [initialise, disableStatusBack, chineseOn],
  finish: [feedAndCut],
  discard: [initialise, feedAndCut],
};
