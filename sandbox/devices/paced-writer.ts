import type { Clock } from './clock.ts';

/** A serial line in one direction: what is written arrives no faster than its baud rate lets it. */
export type PacedWriter = {
  /** Queues `bytes` behind what is still on the line; `onSent` runs when the last of them has left it. */
  readonly write: (bytes: Uint8Array, onSent?: () => void) => void;
  /** Drops what has not left yet, as a pulled cable does; its `onSent` never runs. */
  readonly drop: () => void;
};

/** 8N1: a start bit, eight data bits, a stop bit. */
const BITS_PER_BYTE = 10;

/** A USB serial converter hands on what it has about this often, too. */
const CHUNK_MS = 5;

type Frame = { readonly bytes: Uint8Array; readonly onSent: (() => void) | undefined };

/**
 * Paces `sink` at `baudRate`. Every chunk is timed from the start of its frame and not from the chunk
 * before it, so late timers are made good and 1295 bytes at 115200 baud take 112.4 ms on a busy machine too.
 * No byte is handed on before the moment its stop bit would have left the line.
 */
export function createPacedWriter(
  sink: (chunk: Uint8Array) => void,
  options: { readonly baudRate: number; readonly clock: Clock },
): PacedWriter {
  const { baudRate, clock } = options;
  const msPerByte = (BITS_PER_BYTE * 1000) / baudRate;
  const waiting: Frame[] = [];
  let isBusy = false;
  let cancel: () => void = () => {};

  const send = (frame: Frame, startedAt: number) => {
    let sent = 0;
    const step = () => {
      const elapsedMs = clock.now() - startedAt;
      const allowed = Math.min(frame.bytes.length, Math.floor(elapsedMs / msPerByte + 1e-6));
      if (allowed > sent) sink(frame.bytes.subarray(sent, allowed));
      sent = allowed;
      if (sent < frame.bytes.length) {
        const nextChunkMs = Math.min(elapsedMs + CHUNK_MS, frame.bytes.length * msPerByte);
        cancel = clock.after(Math.max(1, nextChunkMs - elapsedMs), step);
        return;
      }
      frame.onSent?.();
      next(startedAt + frame.bytes.length * msPerByte);
    };
    cancel = clock.after(Math.min(CHUNK_MS, frame.bytes.length * msPerByte), step);
  };

  const next = (lineFreeAt: number) => {
    const frame = waiting.shift();
    isBusy = frame !== undefined;
    if (frame !== undefined) send(frame, lineFreeAt);
  };

  return {
    write: (bytes, onSent) => {
      waiting.push({ bytes, onSent });
      if (!isBusy) next(clock.now());
    },
    drop: () => {
      cancel();
      waiting.length = 0;
      isBusy = false;
    },
  };
}
