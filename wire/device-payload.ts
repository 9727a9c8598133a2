import { z } from 'zod';
import { countSchema, instantSchema } from './ids.ts';
import { deviceDrivers, deviceStates } from './words.ts';

/** One raw frame: bytes in upper-case hex, a space between them; `--` for a byte that is personal and was struck out. */
export const frameSchema = z.strictObject({
  dir: z.enum(['sent', 'received']),
  hex: z.string().regex(/^(([0-9A-F]{2}|--)( ([0-9A-F]{2}|--)){0,23})?$/),
  /** Length of the whole frame; `hex` shows its first 24 bytes. */
  bytes: countSchema,
});

/** The last fault of a device: when, what was tried (rungs of the reset ladder), what was on the line. */
export const faultSchema = z.strictObject({
  at: instantSchema,
  device: z.enum(deviceStates),
  tried: z.array(z.enum(['abort', 'reset', 'reopen', 'powerCycle', 'outOfService', 'recovered'])).max(12),
  frames: z.array(frameSchema).max(8),
});

const every = {
  driver: z.enum(deviceDrivers),
  device: z.enum(deviceStates),
  isOutOfService: z.boolean(),
  fault: faultSchema.nullable(),
};
const cardMedia = z.enum(['unknown', 'present', 'notPresent', 'jammed', 'entering', 'latched']);
const printerMedia = z.enum(['unknown', 'present', 'notPresent', 'jammed', 'entering', 'retracted']);
const paper = z.enum(['unknown', 'full', 'low', 'out', 'jammed']);
const lightSlot = z.enum([
  'cardReader',
  'cardReader2',
  'receiptPrinter',
  'documentPrinter',
  'scanner',
  'camera',
]);

/**
 * A device's state, in the words of XFS4IoT. The cabinet's proximity sensor is left out: it tells of people, not of
 * the machine.
 */
export const devicePayloadSchema = z.discriminatedUnion('class', [
  z.strictObject({ class: z.literal('id-card'), ...every, media: cardMedia }),
  z.strictObject({
    class: z.literal('citizen-card'),
    ...every,
    media: cardMedia,
    chipPower: z.enum(['unknown', 'online', 'busy', 'poweredOff', 'noDevice', 'hardwareError', 'noCard']),
  }),
  z.strictObject({
    class: z.literal('receipt-printer'),
    ...every,
    paper,
    media: printerMedia,
    isCoverOpen: z.boolean(),
  }),
  z.strictObject({
    class: z.literal('document-printer'),
    ...every,
    paper,
    toner: z.enum(['unknown', 'full', 'low', 'out']),
    media: printerMedia,
    block: z
      .enum(['cover-open', 'jam', 'tray-missing', 'media-empty', 'toner-empty', 'output-full', 'stopped'])
      .nullable(),
  }),
  z.strictObject({
    class: z.literal('document-scanner'),
    ...every,
    media: z.enum(['unknown', 'present', 'notPresent', 'jammed']),
    feeder: z.enum(['unknown', 'empty', 'notEmpty', 'inoperative']),
    isCoverOpen: z.boolean(),
  }),
  z.strictObject({
    class: z.literal('code-scanner'),
    ...every,
    scanner: z.enum(['on', 'off', 'inoperative', 'unknown']),
  }),
  z.strictObject({
    class: z.literal('cabinet'),
    ...every,
    cabinetDoor: z.enum(['closed', 'open', 'unknown']),
    tamperSensor: z.enum(['off', 'on', 'unknown']),
    powerIn: z.enum(['powering', 'noPower', 'unknown']),
    battery: z.enum(['full', 'operational', 'low', 'critical', 'failure', 'unknown']),
    minutesLeft: z.int().min(0).max(100_000).nullable(),
    chargePercent: z.number().min(0).max(100).nullable(),
    stuckLights: z.array(lightSlot).max(6),
  }),
  z.strictObject({ class: z.literal('camera'), ...every, camera: z.enum(['unknown', 'ok', 'inop']) }),
]);
export type DevicePayload = z.infer<typeof devicePayloadSchema>;
export type DeviceFaultReport = z.infer<typeof faultSchema>;
export type FrameReport = z.infer<typeof frameSchema>;
