import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of choices that always falls the same way for the same seed and label. */
export type Chance = {
  /** A whole number, both ends included. */
  readonly between: (from: number, to: number) => number;
  readonly happens: (probability: number) => boolean;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  readonly pickWeighted: <T>(from: readonly [Weighted<T>, ...Weighted<T>[]]) => T;
};

export type Weighted<T> = readonly [weight: number, value: T];

/**
 * Chance for one subject: one household, one record. Streams are split by label and not drawn one after the
 * other, so a person stays the same whoever was looked at before, and a new kind of record moves nobody.
 */
export const createChance = (seed: string, ...label: readonly (string | number)[]): Chance => {
  const stream = xoroshiro128plus(
    createHash('sha256')
      .update([seed, ...label].join('\u0000'))
      .digest()
      .readInt32BE(0),
  );
  const between = (from: number, to: number): number => uniformInt(stream, from, to);
  return {
    between,
    happens: (probability) => between(0, 999_999) < probability * 1_000_000,
    pick: (from) => from[between(0, from.length - 1)] ?? from[0],
    pickWeighted: (from) => {
      const total = from.reduce((sum, [weight]) => sum + weight, 0);
      let left = between(0, total - 1);
      for (const [weight, value] of from) {
        if (left < weight) return value;
        left -= weight;
      }
      return from[0][1];
    },
  };
};
