import type { Clock, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import { askFullStatus } from './custom-presenter.ts';
import { askRealTimeStatus, type EscposPiece } from './escpos-commands.ts';
import {
  conditionOfFullStatus,
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
  /** DLE EOT 1 to 4, or 20 where there is a presenter; answered also by a printer that is offline. */
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
  /** Told when the line is lost, even if it is there again a moment later. */
  readonly onLost: (listener: () => void) => () => void;
  readonly close: () => void;
};

const answerMs = 500;
/** A printer that has said XOFF for so long is stopped, not busy. */
const longestXoffMs = 2000;
const bitsPerByte = 10;

export type EscposLinkOptions = {
  readonly transport: Transport;
  readonly clock: Clock;
  /** To know when what was handed over has left the line; `Infinity` where the line is no bottleneck. */
  readonly baudRate: number;
  readonly hasPresenter: boolean;
};

export function createEscposLink(options: EscposLinkOptions): EscposLink {
  const { transport, clock, baudRate, hasPresenter } = options;
  const decoder = createEscposDecoder({ hasFullStatus: hasPresenter });
  const listeners = new Set<(answer: EscposAnswer) => void>();
  let isFree = true;
  /** When the last byte handed over has left the line; the kernel takes kilobytes at once and sends them slowly. */
  let lineFreeAt = 0;
  let onStatus: ((answer: EscposAnswer) => void) | null = null;
  const watchers = new Set<() => void>();
  const lossListeners = new Set<() => void>();

  const stirWatchers = (): void => {
    for (const watcher of [...watchers]) watcher();
  };

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind !== 'bytes') {
      decoder.reset();
      isFree = true;
      lineFreeAt = 0;
      if (event.kind === 'lost') for (const listener of [...lossListeners]) listener();
      stirWatchers();
      return;
    }
    for (const answer of decoder.push(event.bytes)) {
      if (answer.kind === 'flow') {
        isFree = answer.isFree;
        stirWatchers();
      } else if (answer.kind === 'real-time' || answer.kind === 'full-status') onStatus?.(answer);
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

  /** Asks at once, and waits for an answer of the kind that `read` understands. */
  const ask = async <T>(
    question: EscposPiece,
    read: (answer: EscposAnswer) => T | null,
    signal: AbortSignal | undefined,
  ): Promise<Result<T, EscposLinkFault>> => {
    if (!isOpen()) return { ok: false, error: { kind: 'disconnected' } };
    const heard = { value: null as T | null };
    onStatus = (answer) => {
      heard.value ??= read(answer);
      stirWatchers();
    };
    void write(question);
    const untilMs = lineFreeAt + answerMs;
    const fault = await waitFor(
      () => heard.value !== null,
      () => untilMs,
      untilMs,
      signal,
    );
    onStatus = null;
    if (fault !== null) {
      // Half an answer must not be the beginning of the next one.
      decoder.reset();
      return { ok: false, error: fault };
    }
    return heard.value === null
      ? { ok: false, error: { kind: 'timeout', deadlineMs: answerMs } }
      : { ok: true, value: heard.value };
  };

  const lookByRealTime = async (signal?: AbortSignal): Promise<Result<PrinterCondition, EscposLinkFault>> => {
    const answers: number[] = [];
    for (const kind of [1, 2, 3, 4] as const) {
      const answer = await ask(
        askRealTimeStatus(kind),
        (heard) => (heard.kind === 'real-time' ? heard.byte : null),
        signal,
      );
      if (!answer.ok) return answer;
      answers.push(answer.value);
    }
    const [printer = 0, offlineCause = 0, error = 0, paper = 0] = answers;
    return { ok: true, value: conditionOfRealTime([printer, offlineCause, error, paper]) };
  };

  const lookByFullStatus = (signal?: AbortSignal): Promise<Result<PrinterCondition, EscposLinkFault>> =>
    ask(
      askFullStatus,
      (heard) => (heard.kind === 'full-status' ? conditionOfFullStatus(heard.status) : null),
      signal,
    );

  return {
    look: hasPresenter ? lookByFullStatus : lookByRealTime,
    send: async (pieces, signal) => {
      const fault = await waitFor(
        () => isFree && clock.now() >= lineFreeAt,
        () => (isFree ? lineFreeAt : Number.POSITIVE_INFINITY),
        Math.max(lineFreeAt, clock.now()) + longestXoffMs,
        signal,
      );
      if (fault !== null) {
        // An XON can be lost on the line; the next one to send need not wait for it.
        if (fault.kind === 'timeout') isFree = true;
        return { ok: false, error: fault };
      }
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
    onLost: (listener) => {
      lossListeners.add(listener);
      return () => lossListeners.delete(listener);
    },
    close: () => {
      unsubscribe();
      listeners.clear();
      lossListeners.clear();
      stirWatchers();
    },
  };
}
