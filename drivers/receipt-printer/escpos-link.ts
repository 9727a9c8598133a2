import type { Clock, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import { askRealTimeStatus, type EscposPiece } from './escpos-encode.ts';
import {
  conditionOfRealTime,
  createEscposDecoder,
  type EscposAnswer,
  type PrinterCondition,
} from './escpos-status.ts';

export type EscposLinkFault =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'timeout'; readonly deadlineMs: number };

/** The printer's line: whole commands out at the speed of the line, answers in. */
export type EscposLink = {
  /** DLE EOT 1 to 4, answered also by a printer that is offline. */
  readonly look: (signal?: AbortSignal) => Promise<Result<PrinterCondition, EscposLinkFault>>;
  /** Sends one run of whole commands once the printer and the line have room for it. */
  readonly send: (
    pieces: readonly EscposPiece[],
    signal?: AbortSignal,
  ) => Promise<Result<void, EscposLinkFault>>;
  /** Sends a real-time command at once, past XOFF: a printer that is stopped hears nothing else. */
  readonly order: (piece: EscposPiece) => void;
  /** All answers but those to {@link look}. */
  readonly subscribe: (listener: (answer: EscposAnswer) => void) => () => void;
  readonly close: () => void;
};

const answerMs = 500;
/** A printer that has said XOFF for so long is stopped, not busy. */
const longestXoffMs = 2000;
const bitsPerByte = 10;

export function createEscposLink(transport: Transport, clock: Clock, baudRate: number): EscposLink {
  const decoder = createEscposDecoder();
  const listeners = new Set<(answer: EscposAnswer) => void>();
  let isFree = true;
  /** When the last byte handed over has left the line; the kernel takes kilobytes at once and sends them slowly. */
  let lineFreeAt = 0;
  let onRealTime: ((byte: number) => void) | null = null;
  const watchers = new Set<() => void>();

  const stirWatchers = (): void => {
    for (const watcher of [...watchers]) watcher();
  };

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind !== 'bytes') {
      decoder.reset();
      isFree = true;
      lineFreeAt = 0;
      stirWatchers();
      return;
    }
    for (const answer of decoder.push(event.bytes)) {
      if (answer.kind === 'flow') {
        isFree = answer.isFree;
        stirWatchers();
      } else if (answer.kind === 'real-time') onRealTime?.(answer.byte);
      else for (const listener of [...listeners]) listener(answer);
    }
  });

  const isOpen = (): boolean => transport.state().kind === 'open';

  /**
   * Waits for something to become true, looking whenever the line stirs and at `dueAt`, when time alone
   * may have made it true. Ends with a fault when the port is lost, the caller gives up, or `untilMs` comes.
   */
  const waitFor = (
    isTrue: () => boolean,
    dueAt: () => number,
    untilMs: number,
    signal: AbortSignal | undefined,
  ): Promise<EscposLinkFault | null> =>
    new Promise((resolve) => {
      const startedAt = clock.now();
      let timer: unknown;
      const faultNow = (): EscposLinkFault | null => {
        if (signal?.aborted) return { kind: 'aborted' };
        if (!isOpen()) return { kind: 'disconnected' };
        if (isTrue() || clock.now() < untilMs) return null;
        return { kind: 'timeout', deadlineMs: Math.round(untilMs - startedAt) };
      };
      const watch = (): void => {
        clock.clearTimeout(timer);
        const fault = faultNow();
        if (fault === null && !isTrue()) {
          timer = clock.setTimeout(watch, Math.ceil(Math.min(dueAt(), untilMs) - clock.now()));
          return;
        }
        signal?.removeEventListener('abort', watch);
        watchers.delete(watch);
        resolve(fault);
      };
      signal?.addEventListener('abort', watch);
      watchers.add(watch);
      watch();
    });

  const write = async (bytes: Uint8Array): Promise<void> => {
    lineFreeAt = Math.max(lineFreeAt, clock.now()) + (bytes.length * bitsPerByte * 1000) / baudRate;
    await transport.write(bytes);
  };

  const askRealTime = async (
    kind: 1 | 2 | 3 | 4,
    signal: AbortSignal | undefined,
  ): Promise<Result<number, EscposLinkFault>> => {
    if (!isOpen()) return { ok: false, error: { kind: 'disconnected' } };
    let answer: number | null = null;
    onRealTime = (byte) => {
      answer ??= byte;
      stirWatchers();
    };
    void write(askRealTimeStatus(kind));
    const untilMs = lineFreeAt + answerMs;
    const fault = await waitFor(
      () => answer !== null,
      () => untilMs,
      untilMs,
      signal,
    );
    onRealTime = null;
    return fault === null ? { ok: true, value: answer ?? 0 } : { ok: false, error: fault };
  };

  return {
    look: async (signal) => {
      const answers: number[] = [];
      for (const kind of [1, 2, 3, 4] as const) {
        const answer = await askRealTime(kind, signal);
        if (!answer.ok) return answer;
        answers.push(answer.value);
      }
      const [printer = 0, offlineCause = 0, error = 0, paper = 0] = answers;
      return { ok: true, value: conditionOfRealTime([printer, offlineCause, error, paper]) };
    },
    send: async (pieces, signal) => {
      const fault = await waitFor(
        () => isFree && clock.now() >= lineFreeAt,
        () => (isFree ? lineFreeAt : Number.POSITIVE_INFINITY),
        Math.max(lineFreeAt, clock.now()) + longestXoffMs,
        signal,
      );
      if (fault !== null) return { ok: false, error: fault };
      void write(Buffer.concat(pieces));
      return { ok: true, value: undefined };
    },
    order: (piece) => {
      if (isOpen()) void write(piece);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      unsubscribe();
      listeners.clear();
      stirWatchers();
    },
  };
}
