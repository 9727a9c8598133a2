import type { CableState } from '../contract.ts';

/** The ID card reader as the street panel sees it. */
export type ReaderState = CableState & {
  /** Id of the citizen whose card lies on the glass. */
  readonly card: string | null;
  readonly fault: ReaderFault;
};

export const READER_FAULTS = [
  'none',
  'cardMoved',
  'readFails',
  'garbled',
  'truncated',
  'badChecksum',
  'silent',
  'unknownCardType',
  'notVerified',
  'samBroken',
] as const;
export type ReaderFault = (typeof READER_FAULTS)[number];
