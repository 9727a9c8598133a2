import type { Clock } from '../status.ts';
import type { Transport } from '../transport.ts';
import type { RecordedFrame } from './device.ts';
import type { DeviceLine } from './device-worker.ts';

/**
 * Says which bytes of a piece are nobody's own. It sees the stream in the pieces it comes in, and answers the piece
 * as upper-case hex with `··` in place of each personal byte.
 */
export type Redactor = {
  readonly sent: (bytes: Uint8Array) => string;
  readonly received: (bytes: Uint8Array) => string;
  /** The line was lost: the next byte begins a new stream. */
  readonly reset: () => void;
};

/** The last raw frames of a line, for the technician's report. Bounded, and free of personal bytes by its redactor. */
export type FrameRecorder = {
  readonly frames: () => readonly RecordedFrame[];
};

const framesKept = 32;
/** A portrait comes in twenty pieces; what tells a technician something is in the first bytes. */
const bytesShown = 24;

/** A transport that remembers what went over it. */
export function recordFrames(
  transport: Transport,
  clock: Clock,
  redactor: Redactor,
): Transport & FrameRecorder {
  const frames: RecordedFrame[] = [];
  const keep = (direction: RecordedFrame['direction'], hex: string): void => {
    if (hex === '') return;
    frames.push({ at: clock.now(), direction, hex: shortened(hex) });
    if (frames.length > framesKept) frames.shift();
  };
  transport.subscribe((event) => {
    if (event.kind === 'bytes') keep('received', redactor.received(event.bytes));
    else redactor.reset();
  });
  return {
    ...transport,
    write: (bytes) => {
      keep('sent', redactor.sent(bytes));
      return transport.write(bytes);
    },
    frames: () => [...frames],
  };
}

/** A byte transport as its worker sees it. */
export function lineOf(transport: Transport, reopen: () => void): DeviceLine {
  return {
    isOpen: () => transport.state().kind === 'open',
    subscribe: (listener) =>
      transport.subscribe((event) => {
        if (event.kind !== 'bytes') listener(event);
      }),
    reopen,
  };
}

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
export const struckOut = (count: number): string => '··'.repeat(count);

function shortened(hex: string): string {
  const bytes = hex.length / 2;
  return bytes <= bytesShown ? hex : `${hex.slice(0, bytesShown * 2)}… ${bytes} bytes`;
}
