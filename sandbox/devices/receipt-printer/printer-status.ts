import type { MouthState, PaperLevel } from './contract.ts';

/** What the printer's sensors report. */
export type PrinterCondition = {
  readonly paper: PaperLevel;
  readonly isCoverOpen: boolean;
  readonly isCutterJammed: boolean;
};

const isOffline = (condition: PrinterCondition) =>
  condition.isCoverOpen || condition.isCutterJammed || condition.paper === 'out';

/** The near-end sensor still sees no paper when the end sensor has none: both bit pairs are set then. */
const nearEnd = (condition: PrinterCondition) => condition.paper !== 'full';
const atEnd = (condition: PrinterCondition) => condition.paper === 'out';

/** Answer to DLE EOT n, fixed bits 1 and 4 set; null for an n this model does not know. */
export function realtimeStatus(condition: PrinterCondition, what: number): Uint8Array | null {
  const status = (...bits: readonly number[]) => Uint8Array.of(bits.reduce((byte, bit) => byte | bit, 0x12));
  switch (what) {
    case 1:
      return status(isOffline(condition) ? 0x08 : 0);
    case 2:
      return status(
        condition.isCoverOpen ? 0x04 : 0,
        atEnd(condition) ? 0x20 : 0,
        condition.isCutterJammed ? 0x40 : 0,
      );
    case 3:
      return status(condition.isCutterJammed ? 0x08 : 0);
    case 4:
      return status(nearEnd(condition) ? 0x0c : 0, atEnd(condition) ? 0x60 : 0);
    default:
      return null;
  }
}

/** The Custom family answers DLE EOT 1 to 4 as Epson does, but for the bits that tell a status byte from others. */
export function withoutFixedBits(status: Uint8Array): Uint8Array {
  return status.map((byte) => byte & ~0x12);
}

/**
 * Answer to DLE EOT 20 of the Custom family: `10 0F`, then paper, user, errors that pass, errors that stay. None of
 * its bits is fixed.
 */
export function fullStatus(condition: PrinterCondition, mouth: MouthState): Uint8Array {
  const paper =
    (atEnd(condition) ? 0x01 : 0) | (nearEnd(condition) ? 0x04 : 0) | (mouth === 'paper' ? 0x20 : 0);
  return Uint8Array.of(
    0x10,
    0x0f,
    paper,
    condition.isCoverOpen ? 0x02 : 0,
    mouth === 'jammed' ? 0x40 : 0,
    condition.isCutterJammed ? 0x01 : 0,
  );
}

/** Answer to GS e 6: near end, paper at the entry, strip at the mouth, error, jam. */
export function ejectorStatus(condition: PrinterCondition, mouth: MouthState): Uint8Array {
  return Uint8Array.of(
    (nearEnd(condition) ? 0x01 : 0) |
      (atEnd(condition) ? 0 : 0x04) |
      (mouth === 'paper' ? 0x08 : 0) |
      (mouth === 'jammed' ? 0xc0 : 0),
  );
}

/** Automatic Status Back: four bytes, the fourth reserved. */
export function automaticStatus(condition: PrinterCondition): Uint8Array {
  return Uint8Array.of(
    0x10 | (isOffline(condition) ? 0x08 : 0) | (condition.isCoverOpen ? 0x20 : 0),
    condition.isCutterJammed ? 0x08 : 0,
    (nearEnd(condition) ? 0x03 : 0) | (atEnd(condition) ? 0x0c : 0),
    0,
  );
}

/** Answer to GS r 1. It is never asked at paper end: the command waits in the buffer then. */
export function paperStatus(condition: PrinterCondition): Uint8Array {
  return Uint8Array.of(nearEnd(condition) ? 0x03 : 0);
}
