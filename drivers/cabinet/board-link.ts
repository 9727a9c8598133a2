import { type DeviceLog, silentLog } from '../device-log.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import { type BoardFrame, createBoardDecoder, encodeBoardFrame } from './board-frame.ts';
import { type BoardRequest, completions, responseBit } from './board-message.ts';

/** Requests and their answers over one line, and what the board reports by itself. */
export type BoardLink = {
  /** Sends one request and answers what its response holds behind the completion. One at a time. */
  readonly ask: (request: BoardRequest, signal?: AbortSignal) => Promise<Result<Uint8Array, DeviceFault>>;
  readonly onReport: (listener: (report: BoardFrame) => void) => void;
  readonly close: () => void;
};

/** The board answers within 100 ms; a response of 69 bytes takes 60 ms at 9600 baud. */
const answerMs = 500;

export function createBoardLink(transport: Transport, clock: Clock, log: DeviceLog = silentLog): BoardLink {
  const decoder = createBoardDecoder();
  let seq = 0;
  let report: (frame: BoardFrame) => void = () => undefined;
  let onResponse: ((frame: BoardFrame) => void) | null = null;
  let giveUp: ((fault: DeviceFault) => void) | null = null;

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind !== 'bytes') {
      decoder.reset();
      if (event.kind === 'lost') giveUp?.({ kind: 'disconnected' });
      return;
    }
    for (const decoded of decoder.push(event.bytes)) {
      if (decoded.kind === 'frame') {
        if ((decoded.frame.type & responseBit) === 0) report(decoded.frame);
        else onResponse?.(decoded.frame);
      } else {
        log('frame-rejected', decoded.kind);
        giveUp?.({ kind: 'protocol', detail: decoded.kind });
      }
    }
  });

  return {
    ask: (request, signal) =>
      new Promise((resolve) => {
        giveUp?.({ kind: 'aborted' });
        seq = (seq + 1) % 256;
        const asked: BoardFrame = { seq, ...request };
        let timer: unknown;
        const finish = (result: Result<Uint8Array, DeviceFault>): void => {
          clock.clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          onResponse = null;
          giveUp = null;
          resolve(result);
        };
        const fail = (error: DeviceFault): void => finish({ ok: false, error });
        const abort = (): void => fail({ kind: 'aborted' });
        if (transport.state().kind !== 'open') return fail({ kind: 'disconnected' });
        if (signal?.aborted) return abort();
        onResponse = (frame) => {
          // Another number is a late answer to a question given up: nothing for us.
          if (frame.seq !== asked.seq) return;
          finish(readResponse(asked, frame));
        };
        giveUp = fail;
        signal?.addEventListener('abort', abort, { once: true });
        timer = clock.setTimeout(() => fail({ kind: 'timeout', deadlineMs: answerMs }), answerMs);
        void transport.write(encodeBoardFrame(asked));
      }),
    onReport: (listener) => {
      report = listener;
    },
    close: () => {
      unsubscribe();
      giveUp?.({ kind: 'disconnected' });
    },
  };
}

function readResponse(asked: BoardFrame, frame: BoardFrame): Result<Uint8Array, DeviceFault> {
  const completion = completions[frame.payload[0] ?? completions.length];
  if (frame.type !== (asked.type | responseBit) || completion === undefined)
    return { ok: false, error: { kind: 'protocol', detail: 'an answer to another request' } };
  if (completion !== 'done') return { ok: false, error: { kind: 'protocol', detail: completion } };
  return { ok: true, value: frame.payload.subarray(1) };
}
