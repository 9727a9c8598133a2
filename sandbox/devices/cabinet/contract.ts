import type { CableState } from '../contract.ts';

/** The cabinet around the devices, as the street panel sees it. */
export type CabinetState = CableState & {
  readonly doorOpen: boolean;
  readonly tampered: boolean;
  /** Somebody stands before the kiosk. */
  readonly personNear: boolean;
  /** Minutes the battery lasts; null while there are mains. */
  readonly onBattery: { readonly minutes: number } | null;
  readonly fault: CabinetFault;
  /** What shines, by slot; a dark slot is not named. */
  readonly lights: Readonly<Record<string, ShiningLight>>;
  /** Devices whose power is cut at this moment. */
  readonly cutOff: readonly string[];
};

export type ShiningLight = { readonly flashRate: string; readonly color: string };

/** `stuckLight`: the card reader's light stays as it is, whatever it is told. */
export const CABINET_FAULTS = ['none', 'silent', 'garbled', 'stuckLight'] as const;
export type CabinetFault = (typeof CABINET_FAULTS)[number];
