import type { Clock, Result } from '../status.ts';
import type {
  CardTransport,
  CardTransportEvent,
  CardTransportFault,
  CardTransportOptions,
} from './card-transport.ts';
import { findReader } from './find-reader.ts';
import type { PcscProcess, StartPcscProcess } from './pcsc-child.ts';
import {
  type CardPresence,
  type FromProcess,
  fromProcessSchema,
  type PcscFault,
  type ToProcess,
} from './pcsc-messages.ts';

export type PcscTransportOptions = {
  /** The reader's name; `*` stands for any characters, and one reader must fit. */
  readonly reader: string;
  readonly clock: Clock;
  readonly start: StartPcscProcess;
};

/** So long a reader may take to be found before its absence is said: pcscd lists it some moments after it is up. */
const patienceMs = 2000;
const firstRestartMs = 200;
const longestRestartMs = 10_000;
/** A process that has lived so long did not die of what the one before it died of. */
const soundMs = 30_000;

type Answer = Result<Uint8Array, CardTransportFault>;
/** An order before it has its number. */
type Order = ToProcess extends infer Each ? (Each extends ToProcess ? Omit<Each, 'id'> : never) : never;

/** A PC/SC reader through a process of its own, which is started again, ever more slowly, whenever it ends. */
export function createPcscTransport(options: PcscTransportOptions): CardTransport {
  const { clock } = options;
  const listeners = new Set<(event: CardTransportEvent) => void>();
  const readers = new Map<string, CardPresence>();
  const pending = new Map<number, (answer: Answer) => void>();
  let child: PcscProcess | null = null;
  let open: string | null = null;
  /** Why it is not open, as last said. */
  let missing = '';
  let isServiceUp = false;
  let isClosed = false;
  let nextId = 0;
  let startedAt = 0;
  let restartMs = firstRestartMs;
  let timer: unknown;

  const emit = (event: CardTransportEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const start = (): void => {
    startedAt = clock.now();
    timer = clock.setTimeout(sayWhatIsMissing, patienceMs);
    child = options.start({ onMessage: receive, onExit });
  };

  const sayWhatIsMissing = (): void => {
    if (open !== null) return;
    const found = findReader(options.reader, [...readers.keys()]);
    lose(!isServiceUp || found.ok ? 'pcscd does not answer' : found.error);
  };

  const onExit = (reason: string): void => {
    clock.clearTimeout(timer);
    child = null;
    isServiceUp = false;
    readers.clear();
    abandon();
    if (isClosed) return;
    if (open !== null) lose(`the PC/SC process has ended: ${reason}`);
    if (clock.now() - startedAt >= soundMs) restartMs = firstRestartMs;
    timer = clock.setTimeout(start, restartMs);
    restartMs = Math.min(2 * restartMs, longestRestartMs);
  };

  /** What was asked of a reader that is gone is answered by nobody; what comes late is not believed. */
  const abandon = (): void => {
    for (const answer of [...pending.values()]) answer(disconnected);
  };

  const lose = (reason: string): void => {
    const isNews = open !== null || reason !== missing;
    open = null;
    missing = reason;
    abandon();
    if (isNews) emit({ kind: 'lost', reason });
  };

  /** Whichever reader fits now is the one; another that begins to fit as well makes it none. */
  const choose = (): void => {
    const found = findReader(options.reader, [...readers.keys()]);
    if (open !== null && (!found.ok || found.value !== open)) {
      lose(found.ok ? `${open} is gone` : found.error);
    }
    if (found.ok && open === null) {
      open = found.value;
      emit({ kind: 'opened', path: open });
      emit({ kind: 'card', card: readers.get(open) ?? 'absent' });
    }
  };

  const receive = (said: unknown): void => {
    const message = fromProcessSchema.safeParse(said);
    // A process that talks nonsense is not to be relied on for anything else it says.
    if (message.success) hear(message.data);
    else child?.kill();
  };

  const hear = (message: FromProcess): void => {
    switch (message.kind) {
      case 'service':
        isServiceUp = true;
        break;
      case 'reader':
        readers.set(message.name, message.card);
        if (message.name === open) emit({ kind: 'card', card: message.card });
        else choose();
        break;
      case 'reader-gone':
        readers.delete(message.name);
        choose();
        break;
      case 'answer':
        pending.get(message.id)?.({ ok: true, value: message.bytes });
        break;
      case 'fault':
        pending.get(message.id)?.({ ok: false, error: faultOf(message.fault, message.code) });
        break;
    }
  };

  const ask = (order: Order, { deadlineMs, signal }: CardTransportOptions): Promise<Answer> =>
    new Promise((resolve) => {
      const id = nextId++;
      const finish = (answer: Answer): void => {
        pending.delete(id);
        clock.clearTimeout(deadline);
        signal?.removeEventListener('abort', abort);
        resolve(answer);
      };
      const abort = (): void => finish({ ok: false, error: { kind: 'aborted' } });
      const deadline = clock.setTimeout(
        () => finish({ ok: false, error: { kind: 'timeout', deadlineMs } }),
        deadlineMs,
      );
      if (child === null || open === null) return finish(disconnected);
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      pending.set(id, finish);
      child.send({ ...order, id });
    });

  const askReader = (kind: 'look' | 'connect', asked: CardTransportOptions): Promise<Answer> =>
    open === null ? Promise.resolve(disconnected) : ask({ kind, reader: open }, asked);

  start();

  return {
    isOpen: () => open !== null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look: async (asked) => done(await askReader('look', asked)),
    connect: async (asked) => done(await askReader('connect', asked)),
    transmit: (command, asked) => ask({ kind: 'transmit', command }, asked),
    disconnect: async (asked) => done(await ask({ kind: 'disconnect' }, asked)),
    reopen: () => child?.kill(),
    close: async () => {
      isClosed = true;
      clock.clearTimeout(timer);
      open = null;
      listeners.clear();
      child?.kill();
    },
  };
}

const disconnected = { ok: false, error: { kind: 'disconnected' } } as const satisfies Answer;

const done = (answer: Answer): Result<void, CardTransportFault> =>
  answer.ok ? { ok: true, value: undefined } : answer;

function faultOf(fault: PcscFault, code: string): CardTransportFault {
  switch (fault) {
    case 'card-gone':
      return { kind: 'card-moved' };
    case 'card-mute':
      return { kind: 'mute-card' };
    case 'reader-gone':
    case 'service-gone':
      return { kind: 'disconnected' };
    case 'shared':
    case 'other':
      return { kind: 'hardware', code };
  }
}
