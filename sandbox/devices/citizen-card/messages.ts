import type { SocialSecurityCard } from '../../population/social-security-card.ts';
import type { CitizenCardFault } from './contract.ts';

/** What the sandbox orders of the PC/SC reader's process. */
export type CitizenCardReaderOrder =
  | { readonly kind: 'plug' }
  | { readonly kind: 'unplug' }
  /** Lays this card on the reader in place of what lies there; null lifts it. */
  | { readonly kind: 'card'; readonly card: SocialSecurityCard | null; readonly fault: CitizenCardFault };

/** `pulledMidRead` has happened: the card is a well-behaved one again. */
export type CitizenCardReaderEvent = { readonly kind: 'pulled' };
