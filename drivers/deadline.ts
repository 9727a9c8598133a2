import type { Clock, OperationOptions } from './status.ts';

export type DeadlineFault =
  | { readonly kind: 'timeout'; readonly deadlineMs: number }
  | { readonly kind: 'aborted' };

/** An operation's one deadline and the caller's abort, joined into one signal. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Which of the two fired. */
  readonly fault: () => DeadlineFault;
  /** To be called when the operation is over, so that no timer and no listener outlives it. */
  readonly end: () => void;
};

export function startDeadline(clock: Clock, options: OperationOptions, defaultMs: number): Deadline {
  const deadlineMs = options.deadlineMs ?? defaultMs;
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = clock.setTimeout(abort, deadlineMs);
  if (options.signal?.aborted) abort();
  else options.signal?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    fault: () => (options.signal?.aborted ? { kind: 'aborted' } : { kind: 'timeout', deadlineMs }),
    end: () => {
      clock.clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
    },
  };
}
