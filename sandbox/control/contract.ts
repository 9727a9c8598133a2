import type { DeviceStates } from '../devices/contract.ts';
import type { Receipt } from '../devices/receipt-printer/contract.ts';

/**
 * What the street panel and the tests see of a kiosk's surroundings, in the shape docs/sandbox-control.md
 * promises. Types only: the panel compiles them in, and nothing of the simulators with them.
 */
export type KioskState = DeviceStates & {
  readonly id: string;
  /** Where this kiosk's screen can be opened, once its host has said so. */
  readonly screen: string | null;
};

/** `GET /events`: server-sent events whose `data` is one of these; `event` is its `kind`. */
export type SandboxEvent =
  | { readonly kind: 'kiosk'; readonly kiosk: KioskState }
  | { readonly kind: 'receipt'; readonly kiosk: string; readonly receipt: Receipt }
  /** Something changed behind the exchange (a case, an order, a fault); ask `/exchange/…` what. */
  | { readonly kind: 'exchange'; readonly what: string };
