import type { Device, DeviceStatus } from '../device/device.ts';
import type { DeviceFault, OperationOptions, Result } from '../status.ts';

/**
 * The cabinet itself: lights beside the slots, door and tamper switches, a proximity sensor, the UPS, and the power
 * of the other devices. Words are those of XFS4IoT Lights, Auxiliaries and PowerManagement.
 */
export type Cabinet = Device<CabinetStatus, never> & {
  /**
   * Says how the lights shall be from now on; a slot not named is dark. Resolves when the board has taken it. While
   * the board is away or restarts, the last wish is kept and given to it as soon as it is there.
   */
  readonly setLights: (lights: Lights, options?: OperationOptions) => Promise<Result<void, DeviceFault>>;
  /** Cuts a device's power for three seconds; resolves when the board says that it has it back. */
  readonly powerCycle: (slot: PowerSlot, options?: OperationOptions) => Promise<Result<void, DeviceFault>>;
};

/** Lights by their XFS4IoT names; `cardReader2` is the citizen card's, `camera` a name of ours. */
export const lightSlots = [
  'cardReader',
  'cardReader2',
  'receiptPrinter',
  'documentPrinter',
  'scanner',
  'camera',
] as const;
export type LightSlot = (typeof lightSlots)[number];

export const flashRates = ['off', 'slow', 'medium', 'quick', 'continuous'] as const;
export type FlashRate = (typeof flashRates)[number];
export const lightColors = ['red', 'green', 'yellow', 'blue', 'cyan', 'magenta', 'white'] as const;
export type LightColor = (typeof lightColors)[number];

export type Light = { readonly flashRate: FlashRate; readonly color: LightColor };
export type Lights = { readonly [Slot in LightSlot]?: Light };

/** The classes whose power hangs on an output of the board, in the order of the outputs. */
export const powerSlots = [
  'id-card',
  'citizen-card',
  'receipt-printer',
  'document-printer',
  'document-scanner',
  'code-scanner',
  'camera',
] as const;
export type PowerSlot = (typeof powerSlots)[number];

export type CabinetStatus = DeviceStatus & {
  readonly cabinetDoor: 'closed' | 'open' | 'unknown';
  readonly tamperSensor: 'off' | 'on' | 'unknown';
  readonly proximitySensor: 'present' | 'notPresent' | 'unknown';
  readonly power: PowerStatus;
  /** Lights that are not what they were told to be. */
  readonly stuckLights: readonly LightSlot[];
};

/** XFS4IoT PowerManagement `powerInStatus` and `batteryStatus`, with what the UPS adds. */
export type PowerStatus = {
  /** `noPower`: the mains are gone and the kiosk lives on its battery. */
  readonly powerIn: 'powering' | 'noPower' | 'unknown';
  readonly battery: BatteryStatus | 'unknown';
  /** How long the battery lasts at the present load; null when the UPS does not know. */
  readonly minutesLeft: number | null;
  readonly chargePercent: number | null;
};

export const batteryStatuses = ['full', 'operational', 'low', 'critical', 'failure'] as const;
export type BatteryStatus = (typeof batteryStatuses)[number];

export const unknownPower: PowerStatus = {
  powerIn: 'unknown',
  battery: 'unknown',
  minutesLeft: null,
  chargePercent: null,
};
