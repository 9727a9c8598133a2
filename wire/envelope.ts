import { z } from 'zod';
import { countSchema, instantSchema, kioskIdSchema, uuidSchema } from './ids.ts';
import { type Payload, payloadSchemas, type UpType } from './payloads.ts';

/** Version of everything in this room; the second level of every topic as well. */
export const WIRE_VERSION = 1;
/** No message of either direction is longer; a longer one is not even parsed. */
export const MAX_MESSAGE_BYTES = 2048;

const envelope = {
  v: z.literal(WIRE_VERSION),
  k: kioskIdSchema,
  /** UUIDv7 of this start of the host. A kiosk never makes one that sorts before its last, whatever its clock says. */
  boot: uuidSchema,
  /**
   * Numbered types count it up by one from 1 within a boot: `(k, boot, seq)` is the key of the message, and a hole is a
   * loss. The others (`state hb met`) have no number of their own and carry that of the last numbered message made.
   */
  seq: countSchema,
  /** Up to where in this boot the hall has acknowledged to the kiosk: what is below a hall may take as settled. */
  ack: countSchema,
  /** Counts births, over boots: the connection this message was sent on. */
  bd: countSchema,
  /** When it happened, by the kiosk's clock, and what set that clock. */
  t: instantSchema,
  tq: z.enum(['ntp', 'rtc', 'none']),
  /** Seconds this boot had lasted then, by a clock that is never set. */
  up: countSchema,
  /** Sent later than it happened: after a time without a line, or once more for want of an acknowledgement. */
  late: z.boolean(),
};

const messageOf = <T extends UpType>(ty: T) =>
  z.strictObject({ ...envelope, ty: z.literal(ty), d: payloadSchemas[ty] });

/** One closed schema a type of message, as published under `wire/schema/`. */
export const messageSchemas = {
  state: messageOf('state'),
  hb: messageOf('hb'),
  reported: messageOf('reported'),
  flw: messageOf('flw'),
  dev: messageOf('dev'),
  sup: messageOf('sup'),
  alm: messageOf('alm'),
  evt: messageOf('evt'),
  met: messageOf('met'),
  use: messageOf('use'),
  res: messageOf('res'),
  log: messageOf('log'),
} as const;

type Envelope = z.infer<z.ZodObject<typeof envelope>>;
export type UpMessage = {
  readonly [T in UpType]: Envelope & { readonly ty: T; readonly d: Payload<T> };
}[UpType];
export type MessageOf<T extends UpType> = Extract<UpMessage, { readonly ty: T }>;
/** Which of the clock's sources a kiosk trusts. */
export type TimeQuality = Envelope['tq'];

/** How each type travels. Numbered ones stay with the kiosk until the hall has acknowledged them. */
export const delivery = {
  state: { qos: 1, retain: true, numbered: false },
  hb: { qos: 0, retain: false, numbered: false },
  reported: { qos: 1, retain: true, numbered: true },
  flw: { qos: 1, retain: true, numbered: true },
  dev: { qos: 1, retain: true, numbered: true },
  sup: { qos: 1, retain: true, numbered: true },
  alm: { qos: 1, retain: false, numbered: true },
  evt: { qos: 1, retain: false, numbered: true },
  met: { qos: 0, retain: false, numbered: false },
  use: { qos: 1, retain: false, numbered: true },
  res: { qos: 1, retain: false, numbered: true },
  log: { qos: 1, retain: false, numbered: true },
} as const satisfies Readonly<
  Record<UpType, { readonly qos: 0 | 1; readonly retain: boolean; readonly numbered: boolean }>
>;
export type NumberedType = {
  [T in UpType]: (typeof delivery)[T]['numbered'] extends true ? T : never;
}[UpType];
