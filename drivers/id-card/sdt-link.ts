import type { DeviceLog } from '../device-log.ts';
import type { Clock, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import {
  createSdtDecoder,
  encodeSdtCommand,
  type SdtCommand,
  type SdtDecoded,
  type SdtReply,
} from './sdt-frame.ts';

export type SdtLinkFault =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'protocol'; readonly detail: string }
  /** `isPartial`: a reply had begun and did not end. */
  | { readonly kind: 'timeout'; readonly deadlineMs: number; readonly isPartial: boolean };

export type SdtExchangeOptions = {
  /** How long the first byte of the reply may take. */
  readonly firstByteMs: number;
  readonly signal?: AbortSignal;
};

/** One command, one reply. The caller sends the next command when it has the answer to the last. */
export type SdtLink = {
  readonly exchange: (
    command: SdtCommand,
    options: SdtExchangeOptions,
  ) => Promise<Result<SdtReply, SdtLinkFault>>;
  readonly close: () => void;
};

/** Modules that are asked again too soon after an answer miss the command. */
const gapMs = 20;
/** After anything went wrong the line must have been quiet for so long: a late reply is no answer to the next command. */
const quietMs = 50;
const longestQuietWaitMs = 1000;
/** A reply comes in one piece; a module that stops in the middle for longer has lost the card or its power. */
const innerSilenceMs = 500;
/** The longest reply takes 2.4 s at 9600 baud. A line that babbles longer says nothing. */
const longestReplyMs = 3000;

export function createSdtLink(transport: Transport, clock: Clock, log: DeviceLog): SdtLink {
  const decoder = createSdtDecoder();
  let isDisturbed = false;
  let lastByteAt = Number.NEGATIVE_INFINITY;
  let firstByteAt: number | null = null;
  let onFirstByte: (() => void) | null = null;
  let onDecoded: ((decoded: SdtDecoded) => void) | null = null;
  let onLost: (() => void) | null = null;

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind === 'bytes') {
      lastByteAt = clock.now();
      if (firstByteAt === null) {
        firstByteAt = lastByteAt;
        onFirstByte?.();
      }
      // Between two commands nobody has asked: what comes then is late or noise, and only keeps the line busy.
      if (onDecoded === null) return;
      for (const decoded of decoder.push(event.bytes)) onDecoded?.(decoded);
    } else if (event.kind === 'lost') {
      decoder.reset();
      isDisturbed = false;
      onLost?.();
    }
  });

  /** Resolves when the line may be spoken on, or at once when it is lost or nobody waits any longer. */
  const waitForLine = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      const needMs = isDisturbed ? quietMs : gapMs;
      const latest = clock.now() + longestQuietWaitMs;
      let timer: unknown;
      const done = (): void => {
        clock.clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        onLost = null;
        resolve();
      };
      const look = (): void => {
        const now = clock.now();
        const readyAt = Math.min(lastByteAt + needMs, latest);
        if (now >= readyAt) done();
        else timer = clock.setTimeout(look, readyAt - now);
      };
      onLost = done;
      signal?.addEventListener('abort', done, { once: true });
      look();
    });

  const converse = (
    command: SdtCommand,
    { firstByteMs, signal }: SdtExchangeOptions,
  ): Promise<Result<SdtReply, SdtLinkFault>> =>
    new Promise((resolve) => {
      const sentAt = clock.now();
      let timer: unknown;
      let isOver = false;
      const finish = (result: Result<SdtReply, SdtLinkFault>): void => {
        if (isOver) return;
        isOver = true;
        clock.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        onFirstByte = null;
        onDecoded = null;
        onLost = null;
        isDisturbed = !result.ok;
        decoder.reset();
        resolve(result);
      };
      const fail = (error: SdtLinkFault): void => finish({ ok: false, error });
      const abort = (): void => fail({ kind: 'aborted' });

      const watch = (): void => {
        clock.clearTimeout(timer);
        const now = clock.now();
        const endsAt =
          firstByteAt === null
            ? sentAt + firstByteMs
            : Math.min(lastByteAt + innerSilenceMs, firstByteAt + longestReplyMs);
        if (now < endsAt) timer = clock.setTimeout(watch, endsAt - now);
        else fail({ kind: 'timeout', deadlineMs: firstByteMs, isPartial: firstByteAt !== null });
      };

      onFirstByte = watch;
      onDecoded = (decoded) => {
        if (decoded.kind === 'reply') return finish({ ok: true, value: decoded.reply });
        log('frame-rejected', `${decoded.kind}, length field ${decoded.length}`);
        fail({ kind: 'protocol', detail: decoded.kind });
      };
      onLost = () => fail({ kind: 'disconnected' });
      signal?.addEventListener('abort', abort, { once: true });

      decoder.reset();
      firstByteAt = null;
      // A clean line holds nothing: what comes is read at once, and what nobody asked for was dropped above.
      if (isDisturbed) transport.discardInput();
      watch();
      void transport.write(encodeSdtCommand(command)).then((written) => {
        if (!written.ok) fail({ kind: 'disconnected' });
      });
    });

  return {
    exchange: async (command, options) => {
      if (transport.state().kind !== 'open') return { ok: false, error: { kind: 'disconnected' } };
      await waitForLine(options.signal);
      if (options.signal?.aborted) return { ok: false, error: { kind: 'aborted' } };
      if (transport.state().kind !== 'open') return { ok: false, error: { kind: 'disconnected' } };
      return converse(command, options);
    },
    close: () => {
      unsubscribe();
      onLost?.();
    },
  };
}
