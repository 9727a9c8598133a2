import type { Text } from '../../flows/language/text.ts';

/** How the hall wants this machine to be, as far as a citizen meets it. A visit that runs goes on to its end. */
export type HallWishes = {
  /** Instant (ISO) since when nobody shall be served; null while somebody may. */
  readonly outSince: string | null;
  /** Items nobody may begin. */
  readonly stopped: ReadonlySet<string>;
  /** For the standby screen. */
  readonly message: Text | null;
};

/** Of a machine no hall has said anything to. */
export const NO_WISHES: HallWishes = { outSince: null, stopped: new Set(), message: null };
