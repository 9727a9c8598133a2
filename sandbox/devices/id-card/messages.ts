import type { IdentityDocument } from '../../population/citizen.ts';
import type { ReaderFault } from './contract.ts';

/** What the sandbox orders of a card reader's process besides its cable. */
export type ReaderOrder =
  | { readonly kind: 'card'; readonly card: IdentityDocument | null }
  | { readonly kind: 'fault'; readonly fault: ReaderFault; readonly times: number | null };

/** A fault has spent its times. */
export type ReaderEvent = { readonly kind: 'fault-over' };
