import { type DeadlineFault, startDeadline } from './deadline.ts';
import type { Clock, OperationOptions, Result } from './status.ts';

type Pending = { readonly run: () => Promise<void>; readonly drop: () => void };

/**
 * The operations one device was asked for, first come first served. Waiting in the queue counts for the
 * deadline, as in XFS4IoT; an operation that is over (deadline, abort, port lost) answers its caller at
 * once and is never begun later.
 */
export type OperationQueue = {
  readonly ask: <T, E>(
    options: OperationOptions,
    defaultMs: number,
    failures: { readonly expired: (fault: DeadlineFault) => E; readonly dropped: E },
    work: (signal: AbortSignal) => Promise<Result<T, E>>,
  ) => Promise<Result<T, E>>;
  /** The next operation, or `null`. */
  readonly next: () => (() => Promise<void>) | null;
  /** Answers everything that waits with its `dropped`. */
  readonly dropAll: () => void;
};

export function createOperationQueue(clock: Clock, onAsked: () => void): OperationQueue {
  const waiting: Pending[] = [];
  const forget = (pending: Pending): void => {
    const at = waiting.indexOf(pending);
    if (at >= 0) waiting.splice(at, 1);
  };

  return {
    ask: (options, defaultMs, failures, work) =>
      new Promise((resolve) => {
        const deadline = startDeadline(clock, options, defaultMs);
        const finish = (result: Parameters<typeof resolve>[0]): void => {
          deadline.end();
          forget(pending);
          resolve(result);
        };
        const pending: Pending = {
          run: async () => finish(await work(deadline.signal)),
          drop: () => finish({ ok: false, error: failures.dropped }),
        };
        const expire = (): void => finish({ ok: false, error: failures.expired(deadline.fault()) });
        if (deadline.signal.aborted) return expire();
        deadline.signal.addEventListener('abort', expire, { once: true });
        waiting.push(pending);
        onAsked();
      }),
    next: () => waiting.shift()?.run ?? null,
    dropAll: () => {
      for (const pending of [...waiting]) pending.drop();
    },
  };
}
