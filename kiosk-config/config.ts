import { z } from 'zod';
import { deviceSchema } from './devices.ts';

/** What this machine signs in with at its hall, in `secretsDir`. */
export const PASSWORD_FILE = 'hall-password';

/** Configuration v1: what this machine is. One YAML file a machine; unknown keys are refused. */
const text = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

/** A named profile of the cabinet and its panel; the page is laid out in millimetres. */
export const screenSchema = z.strictObject({
  pxPerMm: z.number().positive().default(3.64),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  viewingDistanceMm: z.number().positive().default(600),
  screenBottomFromFloorMm: z.number().positive().default(750),
});

export const configSchema = z.strictObject({
  version: z.literal(1),
  kiosk: z.strictObject({
    id: z.string().regex(/^[A-Z0-9-]{3,20}$/),
    profile: z.enum(['street', 'community', 'lab']).default('street'),
    /** Where the machine stands, for 求助 and receipts. */
    place: text,
    screen: screenSchema.prefault({}),
  }),
  hall: z.strictObject({
    name: text,
    /** GB/T 2260 county code. */
    area: z.string().regex(/^\d{6}$/),
    help: z.strictObject({ phone: z.string(), desk: text, hours: text }),
    /** Public page of a case's progress; the case number follows it. Printed as a code on receipts. */
    progressPage: z.url({ protocol: /^https$/ }).optional(),
    /** The machines beside this one, nearest first. */
    neighbours: z.array(z.strictObject({ id: z.string(), where: text })).default([]),
  }),
  /** The one root everything this kiosk writes is under; `--data` overrides it. */
  data: z.string().optional(),
  devices: z.array(deviceSchema).default([]),
  exchange: z.strictObject({
    /** The consumer's own security server; mutual TLS. */
    securityServer: z.url(),
    /** X-Road instance and client id of this hall's kiosk subsystem, four parts. */
    instance: z.string(),
    client: z.string().regex(/^[^/]+\/[^/]+\/[^/]+\/[^/]+$/),
    deadlines: z
      .strictObject({ queryMs: z.int().default(10_000), submitMs: z.int().default(30_000) })
      .prefault({}),
  }),
  /** Where this machine tells how it is, over MQTT; absent on a machine nobody watches. */
  fleet: z
    .strictObject({
      /** The hall's broker. `mqtt:` sends the password in the clear: inside one machine or a tunnel only. */
      url: z.url({ protocol: /^mqtts?$/ }),
      /** All machines of one operator. */
      realm: z.string().regex(/^(?!.*[0-9]{11})[a-z][a-z0-9-]{1,30}$/),
      /** The hall's interface, as enrolment found it: asked where else an item can be done. Without it nobody is. */
      http: z
        .url({ protocol: /^https?$/ })
        .refine(
          (url) => /^(https:|http:\/\/(localhost|127(\.\d{1,3}){3})([:/]|$))/.test(url),
          'beyond this machine it is https:',
        )
        .optional(),
      username: z.string().min(1).max(64),
      /** Better not here: without it, it is the line in `hall-password` of `secretsDir`, as enrolment leaves it. */
      password: z.string().min(1).max(200).optional(),
      /** Ed25519, 32 bytes in base64url: whose commands are carried out. Without it none is. */
      commandKey: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/)
        .optional(),
    })
    .optional(),
  releases: z.strictObject({ directory: z.string().optional() }).prefault({}),
  /** Directory of 0600 files: `identity.key`, `identity.crt`, `hall-ca.crt`, and {@link PASSWORD_FILE}. */
  secretsDir: z.string(),
  timers: z
    .strictObject({
      browseIdleMs: z.int().default(90_000),
      identifiedIdleMs: z.int().default(150_000),
      idleCountdownMs: z.int().default(45_000),
      cardLeftMs: z.int().default(30_000),
      paperLeftMs: z.int().default(30_000),
      doneMs: z.int().default(60_000),
    })
    .prefault({}),
});

export type KioskConfig = z.infer<typeof configSchema>;
