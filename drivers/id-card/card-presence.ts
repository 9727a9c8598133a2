import type { IdCardFault } from './id-card-reader.ts';

/** What is known of the card on the reader. */
export type CardPresence =
  | { readonly kind: 'none' }
  /** Announced, waiting to be read. */
  | { readonly kind: 'found'; readonly at: number }
  /** Reading failed; the card may still lie there, askew. */
  | { readonly kind: 'moved'; readonly at: number }
  /** Lies there, and reading it again would fail the same way. */
  | { readonly kind: 'refused' }
  /** Read well. The module answers “no card” for it from now on; only the probe tells when it goes. */
  | { readonly kind: 'read'; readonly misses: number };

/** A card that moved is announced again after so long, or at once when it was lifted meanwhile. */
const reannounceMs = 3000;

/** A module has found a card: what that makes of the presence, and whether it is news to anybody. */
export function onCardFound(
  presence: CardPresence,
  now: number,
): { readonly presence: CardPresence; readonly isNews: boolean } {
  const isNews = presence.kind === 'none' || (presence.kind === 'moved' && now - presence.at >= reannounceMs);
  return isNews || presence.kind === 'found'
    ? { presence: { kind: 'found', at: now }, isNews }
    : { presence, isNews: false };
}

/** A read has failed: what that says of the card that was to be read. */
export function onReadFailed(presence: CardPresence, fault: IdCardFault, now: number): CardPresence {
  switch (fault.kind) {
    case 'card-not-verified':
    case 'unknown-card':
      return { kind: 'refused' };
    case 'card-moved':
    case 'protocol':
    case 'aborted':
      return { kind: 'moved', at: now };
    // The card that was read before answers so until it is lifted.
    case 'no-card':
    case 'timeout':
    case 'hardware':
    case 'disconnected':
      return presence;
  }
}
