import type { Clock, DeviceFault, OperationOptions, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import type { ScanFault, ScannedCode } from './code-scanner.ts';
import { readCode } from './code-text.ts';
import type { ImagerSaid, ImagerWire, MenuStatus } from './imager-wire.ts';

export type MenuAnswer = { readonly text: string; readonly status: MenuStatus };

/** One talk with an imager: a question and its answer, or a code somebody shows. What nobody waits for is dropped. */
export type ImagerLink = {
  readonly tell: (command: Uint8Array) => Promise<Result<void, DeviceFault>>;
  readonly ask: (
    question: Uint8Array,
    options: { readonly answerMs: number } & Pick<OperationOptions, 'signal'>,
  ) => Promise<Result<MenuAnswer, DeviceFault>>;
  /** The next code that begins from now on; ends with the signal. */
  readonly nextCode: (signal: AbortSignal) => Promise<Result<ScannedCode, ScanFault>>;
  readonly close: () => void;
};

export function createImagerLink(transport: Transport, clock: Clock, wire: ImagerWire): ImagerLink {
  const decoder = wire.createDecoder();
  let onSaid: ((said: ImagerSaid) => void) | null = null;
  let giveUp: ((fault: DeviceFault) => void) | null = null;
  let silenceTimer: unknown;
  /** Something has begun on the line and has not ended. */
  let isMidway = false;
  /** What is on the line was begun before anybody asked: it is nobody's answer. */
  let isTailing = false;

  const hear = (said: readonly ImagerSaid[]): void => {
    for (const one of said) {
      if (isTailing) isTailing = false;
      else onSaid?.(one);
    }
  };

  const fallQuiet = (): void => {
    isMidway = false;
    hear(decoder.silence());
    isTailing = false;
  };

  const unsubscribe = transport.subscribe((event) => {
    clock.clearTimeout(silenceTimer);
    if (event.kind === 'bytes') {
      silenceTimer = clock.setTimeout(fallQuiet, decoder.silenceMs);
      const said = decoder.push(event.bytes);
      // Before anybody is told: whoever hears of the end of a code may ask for the next.
      isMidway = decoder.isHolding();
      hear(said);
      return;
    }
    decoder.expect('code');
    isMidway = false;
    isTailing = false;
    if (event.kind === 'lost') giveUp?.({ kind: 'disconnected' });
  });

  /** Waits for the one thing `read` makes an answer of. Whoever still waits is told to give up: one at a time. */
  const wait = <T, E>(
    signal: AbortSignal | undefined,
    limitMs: number,
    read: (said: ImagerSaid) => Result<T, E | DeviceFault> | null,
  ): Promise<Result<T, E | DeviceFault>> =>
    new Promise((resolve) => {
      giveUp?.({ kind: 'aborted' });
      let timer: unknown;
      const finish = (result: Result<T, E | DeviceFault>): void => {
        clock.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        onSaid = null;
        giveUp = null;
        decoder.expect('code');
        resolve(result);
      };
      const fail = (error: DeviceFault): void => finish({ ok: false, error });
      const abort = (): void => fail({ kind: 'aborted' });
      if (transport.state().kind !== 'open') return fail({ kind: 'disconnected' });
      if (signal?.aborted) return abort();
      onSaid = (said) => {
        const result = read(said);
        if (result !== null) finish(result);
      };
      giveUp = fail;
      signal?.addEventListener('abort', abort, { once: true });
      if (Number.isFinite(limitMs))
        timer = clock.setTimeout(() => fail({ kind: 'timeout', deadlineMs: limitMs }), limitMs);
    });

  return {
    tell: (command) => transport.write(wire.encode(command)),

    ask: (question, { answerMs, signal }) => {
      const answer = wait<MenuAnswer, never>(signal, answerMs, (said) => {
        if (said.kind === 'garbled') return { ok: false, error: { kind: 'protocol', detail: said.detail } };
        return said.kind === 'answer' ? { ok: true, value: said } : null;
      });
      isTailing = false;
      decoder.expect('answer');
      transport.discardInput();
      void transport.write(wire.encode(question));
      return answer;
    },

    nextCode: (signal) => {
      isTailing = isMidway;
      return wait<ScannedCode, ScanFault>(signal, Number.POSITIVE_INFINITY, (said) => {
        if (said.kind === 'garbled') return { ok: false, error: { kind: 'protocol', detail: said.detail } };
        return said.kind === 'code' ? readCode(said.bytes) : null;
      });
    },

    close: () => {
      unsubscribe();
      clock.clearTimeout(silenceTimer);
      giveUp?.({ kind: 'disconnected' });
    },
  };
}
