import { z } from 'zod';
import type { Clock, Result } from '../status.ts';
import type { Transport, TransportEvent, TransportState } from '../transport.ts';

/**
 * A device's byte stream as a text file: one JSON object a line, first a header, then every piece in the order it
 * went over the line, with the milliseconds since the port was opened. For development only: a recording holds
 * everything the device said, so it is made with test cards, and no packaged kiosk contains this file.
 */
const headerSchema = z.strictObject({ recording: z.literal(1), class: z.string(), driver: z.string() });
const pieceSchema = z.strictObject({
  at: z.number().nonnegative(),
  direction: z.enum(['sent', 'received']),
  hex: z.string().regex(/^([0-9A-F]{2})+$/),
});
export type RecordedPiece = z.infer<typeof pieceSchema>;
export type Recording = z.infer<typeof headerSchema> & { readonly pieces: readonly RecordedPiece[] };

export type RecordingFault = { readonly kind: 'not-a-recording'; readonly line: number };

export function parseRecording(text: string): Result<Recording, RecordingFault> {
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
  const header = headerSchema.safeParse(jsonOf(first));
  if (!header.success) return { ok: false, error: { kind: 'not-a-recording', line: 1 } };
  const pieces: RecordedPiece[] = [];
  for (const [index, line] of rest.entries()) {
    const piece = pieceSchema.safeParse(jsonOf(line));
    if (!piece.success) return { ok: false, error: { kind: 'not-a-recording', line: index + 2 } };
    pieces.push(piece.data);
  }
  return { ok: true, value: { ...header.data, pieces } };
}

/** A transport that writes down what goes over it, a line at a time. */
export function recordBytes(
  transport: Transport,
  clock: Clock,
  what: { readonly class: string; readonly driver: string },
  writeLine: (line: string) => void,
): Transport {
  let openedAt = clock.now();
  const keep = (direction: RecordedPiece['direction'], bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    const hex = Buffer.from(bytes).toString('hex').toUpperCase();
    writeLine(JSON.stringify({ at: Math.round(clock.now() - openedAt), direction, hex }));
  };
  writeLine(JSON.stringify({ recording: 1, ...what }));
  transport.subscribe((event) => {
    if (event.kind === 'bytes') keep('received', event.bytes);
    else if (event.kind === 'opened') openedAt = clock.now();
  });
  return {
    ...transport,
    write: (bytes) => {
      keep('sent', bytes);
      return transport.write(bytes);
    },
  };
}

/** A device made of a recording. */
export type ReplayTransport = Transport & {
  readonly plug: () => void;
  /** Where the driver asked for something else than it did then; null while it has not. */
  readonly divergence: () => { readonly expected: string | null; readonly sent: string } | null;
  readonly isOver: () => boolean;
};

/**
 * Answers as the device did when it was recorded: after the bytes that were sent then have been sent again, what it
 * said comes with the delays it had. A driver that sends anything else is answered no more.
 */
export function replay(recording: Recording, clock: Clock): ReplayTransport {
  const listeners = new Set<(event: TransportEvent) => void>();
  const timers = new Set<unknown>();
  let state: TransportState = { kind: 'opening' };
  let position = 0;
  let awaited = '';
  let diverged: { readonly expected: string | null; readonly sent: string } | null = null;

  const emit = (event: TransportEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  /** Lets the device say everything that came before the next bytes were sent. */
  const speak = (since: number): void => {
    for (let piece = recording.pieces[position]; piece?.direction === 'received'; ) {
      const bytes = Uint8Array.from(Buffer.from(piece.hex, 'hex'));
      timers.add(clock.setTimeout(() => emit({ kind: 'bytes', bytes }), Math.max(0, piece.at - since)));
      position += 1;
      piece = recording.pieces[position];
    }
    awaited = recording.pieces[position]?.hex ?? '';
  };

  return {
    state: () => state,
    write: async (bytes) => {
      if (state.kind !== 'open') return { ok: false, error: { kind: 'disconnected' } };
      const hex = Buffer.from(bytes).toString('hex').toUpperCase();
      if (diverged !== null || awaited === '') return { ok: true, value: undefined };
      if (!awaited.startsWith(hex)) diverged = { expected: awaited, sent: hex };
      else {
        awaited = awaited.slice(hex.length);
        const at = recording.pieces[position]?.at ?? 0;
        if (awaited === '') {
          position += 1;
          speak(at);
        }
      }
      return { ok: true, value: undefined };
    },
    discardInput: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      state = { kind: 'closed' };
      for (const timer of timers) clock.clearTimeout(timer);
    },
    plug: () => {
      state = { kind: 'open', path: 'a recording' };
      emit({ kind: 'opened', path: 'a recording' });
      speak(0);
    },
    divergence: () => diverged,
    isOver: () => position >= recording.pieces.length,
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
