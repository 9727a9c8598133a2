import { createLiveFeed, type LiveFeed } from './live.ts';

/** The copies of a hall, among which this process is one. */
export type Copies = {
  /** What any of them changed. While they cannot hear each other each tells of its own only. */
  readonly live: LiveFeed;
  /** Whether this one shall do what only one may do: at most one copy is told so, and another once that one is gone. */
  readonly isFirst: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** A hall that stands alone. */
export const onlyCopy = (): Copies => ({
  live: createLiveFeed(),
  isFirst: async () => true,
  close: async () => undefined,
});
