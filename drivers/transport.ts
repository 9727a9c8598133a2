import type { DeviceFault, Result } from './status.ts';

/**
 * Bytes and disconnects, nothing else: serial, HID, TCP look the same to a protocol. A transport opens,
 * loses and reopens its port by itself and says so; a write while it is closed is dropped with
 * `disconnected`, never kept for later (node-serialport would queue it and send it after the reopen).
 */
export type Transport = {
  readonly state: () => TransportState;
  /** Writes all bytes or fails; resolves when they have left the process. */
  readonly write: (bytes: Uint8Array) => Promise<Result<void, DeviceFault>>;
  /** Drops what was received and not yet delivered. */
  readonly discardInput: () => void;
  readonly subscribe: (listener: (event: TransportEvent) => void) => () => void;
  readonly close: () => Promise<void>;
};

export type TransportState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'lost'; readonly retryInMs: number };

export type TransportEvent =
  | { readonly kind: 'opened'; readonly path: string }
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };
