/** How long to wait before the next try of something that keeps failing. */
export type BackoffPolicy = {
  readonly firstMs: number;
  readonly maxMs: number;
  /** After standing this long, a failure counts as the first one again. */
  readonly stableMs: number;
};

/** A citizen waits in front of the machine: the first restart comes at once, and there is never a last one. */
export const restartPolicy: BackoffPolicy = { firstMs: 200, maxMs: 15_000, stableMs: 30_000 };

/**
 * Delays for one supervised thing: doubled with each failure in a row, bounded, and forgotten once it has stood for
 * `stableMs`.
 */
export class Backoff {
  readonly #policy: BackoffPolicy;
  #failures = 0;
  #upSince: number | undefined;

  constructor(policy: BackoffPolicy) {
    this.#policy = policy;
  }

  /** It works, as of `now`. */
  up(now: number): void {
    this.#upSince = now;
  }

  /** It failed at `now`; answers the milliseconds to wait before the next try. */
  failed(now: number): number {
    if (this.#upSince !== undefined && now - this.#upSince >= this.#policy.stableMs) this.#failures = 0;
    this.#upSince = undefined;
    const delay = Math.min(this.#policy.firstMs * 2 ** this.#failures, this.#policy.maxMs);
    this.#failures += 1;
    return delay;
  }
}
