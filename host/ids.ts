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
 * What the exchange recognises one application by, however often it arrives: `visit/step/department`.
 * A joint item is one visit with one case a department.
 */
export const idempotencyKey = (visit: string, step: string, department: string): string =>
  `${visit}/${step}/${department}`;
