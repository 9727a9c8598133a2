import type { PaperLevel, PrinterFault, ReaderFault, Receipt } from '../control/contract.ts';
import type { IdentityDocument } from '../population/citizen.ts';

/** What the sandbox and a device's process say to each other over the IPC channel. */

/** The cable, the same for every device. */
export type CableOrder = { readonly kind: 'plug'; readonly path: string } | { readonly kind: 'unplug' };

export type ReaderOrder =
  | { readonly kind: 'card'; readonly card: IdentityDocument | null }
  | { readonly kind: 'fault'; readonly fault: ReaderFault; readonly times: number | null };

export type PrinterOrder =
  | { readonly kind: 'paper'; readonly level: PaperLevel }
  | { readonly kind: 'cover'; readonly isOpen: boolean }
  | { readonly kind: 'fault'; readonly fault: PrinterFault };

/** Orders are numbered: each is answered `done` or `failed` once it has taken effect. */
export type Numbered<Order> = { readonly id: number; readonly order: Order };

export type ReaderEvent = { readonly kind: 'fault-over' };
export type PrinterEvent =
  | { readonly kind: 'strip'; readonly strip: Omit<Receipt, 'taken'> }
  /** `paperOutMidway` has happened. */
  | { readonly kind: 'paper-end' };

export type FromDevice<Event> =
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  | { readonly kind: 'event'; readonly event: Event };
