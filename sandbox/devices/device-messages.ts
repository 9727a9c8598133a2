/**
 * What the sandbox and a device's process say to each other over the IPC channel. A device's own orders and events
 * stand in its folder's `messages.ts`.
 */

/** The cable, the same for every device on a serial port. */
export type CableOrder = { readonly kind: 'plug'; readonly path: string } | { readonly kind: 'unplug' };

/** Orders are numbered: each is answered `done` or `failed` once it has taken effect. */
export type Numbered<Order> = { readonly id: number; readonly order: Order };

export type FromDevice<Event> =
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  | { readonly kind: 'event'; readonly event: Event };
