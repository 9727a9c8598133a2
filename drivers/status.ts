/**
 * The words every device speaks about itself: CEN XFS4IoT 2024-3, Common.Status `device`, CardReader
 * `media`, Printer `media` and `paper`. Nothing outside `drivers/` invents further ones.
 */
export const deviceStates = [
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'fraudAttempt',
  'potentialFraud',
  'starting',
] as const;
export type DeviceState = (typeof deviceStates)[number];

/** `unknown` until the device has said otherwise. */
export const cardMedia = ['unknown', 'present', 'notPresent', 'jammed', 'entering', 'latched'] as const;
export type CardMedia = (typeof cardMedia)[number];
export const printerMedia = ['unknown', 'present', 'notPresent', 'jammed', 'entering', 'retracted'] as const;
export type PrinterMedia = (typeof printerMedia)[number];
export const paperSupply = ['unknown', 'full', 'low', 'out', 'jammed'] as const;
export type PaperSupply = (typeof paperSupply)[number];
/** Toner and ink. */
export const tonerSupply = ['unknown', 'full', 'low', 'out'] as const;
export type TonerSupply = (typeof tonerSupply)[number];

/** Why an operation did not do what it was asked, whatever the device class. */
export type DeviceFault =
  /** The port is gone: unplugged, or never there. */
  | { readonly kind: 'disconnected' }
  /** Nothing (or nothing more) came before the deadline. */
  | { readonly kind: 'timeout'; readonly deadlineMs: number }
  /** The caller's AbortSignal fired. */
  | { readonly kind: 'aborted' }
  /** Bytes came that the protocol does not allow: garbled, truncated, wrong checksum. */
  | { readonly kind: 'protocol'; readonly detail: string }
  /** The device itself reports a defect. */
  | { readonly kind: 'hardware'; readonly code: string };

export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** One deadline and one way to stop, for every operation of every class. */
export type OperationOptions = { readonly deadlineMs?: number; readonly signal?: AbortSignal };

/** Time, injected. `performance.now()` based in production, simulated in tests. */
export type Clock = {
  readonly now: () => number;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
};
