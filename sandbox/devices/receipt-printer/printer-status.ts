import type { PaperLevel } from './contract.ts';

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
