import type { Result } from '../status.ts';
import type { CardPresence } from './pcsc-messages.ts';

/**
 * One card reader, whoever brings its bytes. Like a byte transport it opens, loses and finds its reader again by
 * itself and says so; besides it sees cards come and go, because a reader does.
 */
export type CardTransport = {
  readonly isOpen: () => boolean;
  readonly subscribe: (listener: (event: CardTransportEvent) => void) => () => void;
  /** A round trip to the reader that leaves a card alone. */
  readonly look: (options: CardTransportOptions) => Promise<Result<void, CardTransportFault>>;
  /** Powers the card up. */
  readonly connect: (options: CardTransportOptions) => Promise<Result<void, CardTransportFault>>;
  /** One command APDU, one response APDU. */
  readonly transmit: (
    command: Uint8Array,
    options: CardTransportOptions,
  ) => Promise<Result<Uint8Array, CardTransportFault>>;
  /** Powers the card down, or what is left of the connection. */
  readonly disconnect: (options: CardTransportOptions) => Promise<Result<void, CardTransportFault>>;
  /** Begins anew: another process, another connection to pcscd. */
  readonly reopen: () => void;
  readonly close: () => Promise<void>;
};

export type CardTransportOptions = { readonly deadlineMs: number; readonly signal?: AbortSignal };

export type CardTransportEvent =
  /** `path` is the reader's name. */
  | { readonly kind: 'opened'; readonly path: string }
  /** Also said of a reader that was not found to begin with. */
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'card'; readonly card: CardPresence };

export type CardTransportFault =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'timeout'; readonly deadlineMs: number }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'card-moved' }
  | { readonly kind: 'mute-card' }
  | { readonly kind: 'hardware'; readonly code: string };
