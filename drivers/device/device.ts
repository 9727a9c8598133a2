import type { DeviceFault, DeviceState, OperationOptions, Result } from '../status.ts';

/** The classes of a service-hall kiosk. One room `drivers/<class>/` each. */
export const deviceClasses = [
  'id-card',
  'citizen-card',
  'receipt-printer',
  'document-printer',
  'document-scanner',
  'code-scanner',
  'cabinet',
  'camera',
] as const;
export type DeviceClass = (typeof deviceClasses)[number];

/**
 * What every device says of itself, in the words of XFS4IoT. `isOutOfService` is ours: everything that could be
 * tried was tried, and a technician is needed. The device's own word (`offline`, `hardwareError`) stands beside it.
 */
export type DeviceStatus = { readonly device: DeviceState; readonly isOutOfService: boolean };

/** What every driver offers, whatever its class; a class adds its own operations and words. */
export type Device<Status extends DeviceStatus, Event extends { readonly kind: string }> = {
  readonly status: () => Status;
  readonly subscribe: (
    listener: (event: Event | { readonly kind: 'status'; readonly status: Status }) => void,
  ) => () => void;
  /** Asks the device everything that can be asked without moving paper or cards. */
  readonly selfTest: (options?: OperationOptions) => Promise<Result<SelfTest, DeviceFault>>;
  /** What a technician wants to see. Nothing in it stands on a card, a paper or in front of a lens. */
  readonly report: () => DeviceReport;
  /** A technician has been there: out of service ends, the ladder starts at its foot. */
  readonly restart: () => void;
  readonly close: () => Promise<void>;
};

export type SelfTest = {
  readonly checks: readonly SelfTestCheck[];
};
export type SelfTestCheck = {
  /** `connection`, `sam-self-test`, `paper` …; a code, not a text. */
  readonly name: string;
  readonly verdict: 'passed' | 'warning' | 'failed';
  readonly detail: string;
};

export type DeviceReport = {
  readonly status: DeviceStatus;
  /** Where it was found: a path, a reader's name, an address; null while it is not there. */
  readonly connectedAs: string | null;
  /** Maker, model, serial number, firmware: what the device itself says. */
  readonly identity: Readonly<Record<string, string>>;
  /** The last climbs of the reset ladder, oldest first. */
  readonly recoveries: readonly Recovery[];
  /** The last raw frames, oldest first, personal bytes struck out. */
  readonly frames: readonly RecordedFrame[];
};

/** The rungs of the reset ladder, in the order they are climbed. */
export const rungs = ['abort', 'reset', 'reopen', 'powerCycle'] as const;
export type Rung = (typeof rungs)[number];

export type Recovery = {
  /** Milliseconds of the driver's clock. */
  readonly at: number;
  /** What was done, or `outOfService` when nothing was left to do. */
  readonly step: Rung | 'outOfService' | 'recovered';
  readonly cause: string;
};

export type RecordedFrame = {
  readonly at: number;
  readonly direction: 'sent' | 'received';
  /** Upper-case hex; `··` for a byte that is personal. */
  readonly hex: string;
};
