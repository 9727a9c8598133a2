import { longestCodeBytes } from './code-text.ts';
import {
  type ImagerDecoder,
  type ImagerSaid,
  type ImagerWire,
  type MenuStatus,
  menuEnd,
  menuStatuses,
} from './imager-wire.ts';

export const serialWire: ImagerWire = { createDecoder: createSerialDecoder, encode: (command) => command };

/** Imagers send a code in one piece; a line quiet for longer than a USB adapter's latency has said all it had to. */
const silenceMs = 80;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * What a serial imager says. There is no frame: a code ends with the suffix the imager is set to (CR, LF or CR LF),
 * or with silence. The answer to a menu command ends with ACK, ENQ or NAK and a full stop; it may hold full stops and
 * whole lines, so neither ends it.
 */
export function createSerialDecoder(): ImagerDecoder {
  const held = new Uint8Array(longestCodeBytes);
  let length = 0;
  let isOverflowing = false;
  let expected: 'code' | 'answer' = 'code';

  const clear = (): void => {
    // A code is somebody's token: it does not stay where the next one will be.
    held.fill(0, 0, length);
    length = 0;
    isOverflowing = false;
  };

  const endCode = (): ImagerSaid | null => {
    const bytes = held.slice(0, length);
    const wasOverflowing = isOverflowing;
    clear();
    if (wasOverflowing) return { kind: 'garbled', detail: 'longer than any code' };
    return bytes.length === 0 ? null : { kind: 'code', bytes };
  };

  const endAnswer = (status: MenuStatus): ImagerSaid => {
    const text = String.fromCharCode(...held.subarray(0, length - 1));
    clear();
    expected = 'code';
    return { kind: 'answer', text, status };
  };

  const take = (byte: number): ImagerSaid | null => {
    if (expected === 'answer') {
      const status = byte === menuEnd && length > 0 ? menuStatuses[held[length - 1] ?? 0] : undefined;
      if (status !== undefined) return endAnswer(status);
    } else if (byte === carriageReturn || byte === lineFeed) return endCode();
    if (length === held.length) isOverflowing = true;
    else {
      held[length] = byte;
      length += 1;
    }
    return null;
  };

  return {
    push: (bytes) => {
      const said: ImagerSaid[] = [];
      for (const byte of bytes) {
        const complete = take(byte);
        if (complete !== null) said.push(complete);
      }
      return said;
    },
    silence: () => {
      if (expected === 'answer') return [];
      const complete = endCode();
      return complete === null ? [] : [complete];
    },
    silenceMs,
    isHolding: () => length > 0,
    expect: (what) => {
      clear();
      expected = what;
    },
  };
}
