import {
  type BatteryStatus,
  batteryStatuses,
  flashRates,
  type Light,
  type Lights,
  lightColors,
  lightSlots,
  type PowerSlot,
  type PowerStatus,
  powerSlots,
} from './cabinet.ts';

/** What the kiosk asks of the board, by its type byte (docs/cabinet-board.md, “Requests”). */
export const requestTypes = {
  identify: 0x01,
  getState: 0x02,
  setLights: 0x03,
  setWatchdog: 0x04,
  powerCycle: 0x05,
  reset: 0x06,
} as const;
/** A response has the type of its request and this bit, the sequence number of its request, and a completion first. */
export const responseBit = 0x80;
/** What the board says by itself. */
export const reportTypes = { state: 0x40, started: 0x41 } as const;

export const completions = ['done', 'unknown-request', 'bad-length', 'bad-value'] as const;
export type Completion = (typeof completions)[number];

export const protocolVersion = 1;

export type BoardRequest = { readonly type: number; readonly payload: Uint8Array };

export const boardRequests = {
  identify: (): BoardRequest => ({ type: requestTypes.identify, payload: new Uint8Array() }),
  getState: (): BoardRequest => ({ type: requestTypes.getState, payload: new Uint8Array() }),
  /** Every slot is named: what the kiosk does not wish to shine is told to be dark. */
  setLights: (lights: Lights): BoardRequest => ({
    type: requestTypes.setLights,
    payload: Uint8Array.from(lightSlots.map((slot) => encodeLight(lights[slot]))),
  }),
  /** @param seconds 1–255; 0 switches the watchdog off */
  setWatchdog: (seconds: number): BoardRequest => ({
    type: requestTypes.setWatchdog,
    payload: Uint8Array.of(seconds),
  }),
  /** @param offMs how long the power is cut, in steps of 100 ms up to 25.5 s */
  powerCycle: (slot: PowerSlot, offMs: number): BoardRequest => ({
    type: requestTypes.powerCycle,
    payload: Uint8Array.of(powerSlots.indexOf(slot), Math.round(offMs / 100)),
  }),
  reset: (): BoardRequest => ({ type: requestTypes.reset, payload: new Uint8Array() }),
} as const;

/** High half: flash rate, low half: colour, 1 to 7. Dark is 00, whatever its colour was. */
function encodeLight(light: Light | undefined): number {
  if (light === undefined || light.flashRate === 'off') return 0;
  return (flashRates.indexOf(light.flashRate) << 4) | (lightColors.indexOf(light.color) + 1);
}

/** The byte a light would answer with if it did as it was told; see {@link BoardState.lights}. */
export const lightBytes = (lights: Lights): readonly number[] =>
  lightSlots.map((slot) => encodeLight(lights[slot]));

/** How the cabinet is (docs/cabinet-board.md, “The state block”). */
export type BoardState = {
  readonly isDoorOpen: boolean;
  readonly isTampered: boolean;
  readonly isPersonNear: boolean;
  /** The watchdog has darkened the lights: the board had not heard of the kiosk for too long. */
  readonly isWatchdogOut: boolean;
  readonly power: PowerStatus;
  /** Outputs that have power now. */
  readonly powered: ReadonlySet<PowerSlot>;
  /** What each light really does, a byte a slot; the board measures it. */
  readonly lights: readonly number[];
};

export const stateBlockBytes = 7 + lightSlots.length;
const unknownCharge = 0xff;
const unknownMinutes = 0xffff;

/** Reads a state block; null when it is none. */
export function readState(block: Uint8Array): BoardState | null {
  if (block.length !== stateBlockBytes) return null;
  const [switches = 0, powerIn = 0, battery = 0, charge = 0, minutesHigh = 0, minutesLow = 0, outputs = 0] =
    block;
  const minutes = (minutesHigh << 8) | minutesLow;
  const power = readPower(powerIn, battery, charge, minutes);
  if (power === null) return null;
  return {
    isDoorOpen: (switches & 0x01) !== 0,
    isTampered: (switches & 0x02) !== 0,
    isPersonNear: (switches & 0x04) !== 0,
    isWatchdogOut: (switches & 0x08) !== 0,
    power,
    powered: new Set(powerSlots.filter((_, output) => (outputs & (1 << output)) !== 0)),
    lights: [...block.subarray(7)],
  };
}

function readPower(powerIn: number, battery: number, charge: number, minutes: number): PowerStatus | null {
  const powerWord = (['powering', 'noPower', 'unknown'] as const)[powerIn];
  const batteryWord: BatteryStatus | 'unknown' | undefined = [...batteryStatuses, 'unknown' as const][
    battery
  ];
  if (powerWord === undefined || batteryWord === undefined) return null;
  if (charge > 100 && charge !== unknownCharge) return null;
  return {
    powerIn: powerWord,
    battery: batteryWord,
    chargePercent: charge === unknownCharge ? null : charge,
    minutesLeft: minutes === unknownMinutes ? null : minutes,
  };
}

/** What the board says of itself. */
export type BoardIdentity = {
  readonly protocol: number;
  readonly firmware: string;
  readonly serialNumber: string;
  readonly startedBy: StartCause;
};
export const startCauses = ['power', 'request', 'fault'] as const;
export type StartCause = (typeof startCauses)[number];

const identityBytes = 13;

/** Reads the answer to `identify` (without its completion); null when it is none. */
export function readIdentity(bytes: Uint8Array): BoardIdentity | null {
  if (bytes.length !== identityBytes) return null;
  const [protocol = 0, major = 0, minor = 0, patch = 0, cause = 0] = bytes;
  const startedBy = startCauses[cause];
  const serialNumber = String.fromCharCode(...bytes.subarray(5));
  if (startedBy === undefined || !/^[\x21-\x7e]{1,8} *$/.test(serialNumber)) return null;
  return { protocol, firmware: `${major}.${minor}.${patch}`, serialNumber: serialNumber.trim(), startedBy };
}
