import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Randomness, injected: `crypto.randomBytes` in production, a seeded generator in tests. */
export type RandomBytes = (size: number) => Uint8Array;

/** UUIDv7: sortable by time, nothing personal in it. */
export type Ids = { readonly visit: () => string; readonly query: () => string };

export const createIds = (clock: Clock, randomBytes: RandomBytes): Ids => {
  const next = () => v7({ msecs: clock.now().getTime(), random: randomBytes(16) });
  return { visit: next, query: next };
};

/**
 * The step of a key when one visit runs several items: the second fine of a visit is another case, so the
 * n-th item writes its steps as `submit-n`. The first keeps the plain name.
 */
export const stepOfRun = (step: string, run: number): string => (run <= 1 ? step : `${step}-${run}`);

/**
 * What the exchange recognises one application by, however often it arrives: `visit/step/department`.
 * A joint item is one visit with one case a department.
 */
export const idempotencyKey = (visit: string, step: string, department: string): string =>
  `${visit}/${step}/${department}`;
