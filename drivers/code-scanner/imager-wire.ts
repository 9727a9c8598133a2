/**
 * How an imager's words travel: over a serial line or in HID reports. Pure: bytes in, what was said out; no time but
 * what {@link ImagerDecoder.silence} is told.
 */
export type ImagerWire = {
  readonly createDecoder: () => ImagerDecoder;
  /** A command as it is written to the transport. */
  readonly encode: (command: Uint8Array) => Uint8Array;
};

export type ImagerDecoder = {
  /** Takes bytes (a serial line: in any pieces; HID: one whole report) and answers what they complete. */
  readonly push: (bytes: Uint8Array) => readonly ImagerSaid[];
  /** Nothing has come for {@link ImagerDecoder.silenceMs}: what is held has ended. */
  readonly silence: () => readonly ImagerSaid[];
  readonly silenceMs: number;
  /** Whether something has begun and has not ended. */
  readonly isHolding: () => boolean;
  /** From now on what comes is the answer to a question, until it has ended; or a code again. */
  readonly expect: (what: 'code' | 'answer') => void;
};

export type ImagerSaid =
  /** What was read, behind its AIM identifier if the imager gives one. */
  | { readonly kind: 'code'; readonly bytes: Uint8Array }
  /** The answer to a menu command, with the command it echoes, and whether it was taken. */
  | { readonly kind: 'answer'; readonly text: string; readonly status: MenuStatus }
  | { readonly kind: 'garbled'; readonly detail: string };

/** ACK: done. ENQ: no such command. NAK: a value out of its range. */
export type MenuStatus = 'ack' | 'enq' | 'nak';
export const menuStatuses: Readonly<Record<number, MenuStatus>> = { 6: 'ack', 5: 'enq', 21: 'nak' };
/** A menu command and its answer end with a full stop. */
export const menuEnd = 0x2e;
