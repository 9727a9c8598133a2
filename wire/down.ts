import { z } from 'zod';
import { WIRE_VERSION } from './envelope.ts';
import { countSchema, hashSchema, instantSchema, itemIdSchema, kioskIdSchema, uuidSchema } from './ids.ts';
import { MAX_LOG_LINES } from './log-line.ts';
import { deviceClasses } from './words.ts';

/** Ed25519 (RFC 8032) over `signedBytes`, base64url. The broker is trusted with nothing. */
const signatureSchema = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** The end of the unbroken run of one boot that the hall has committed. It says nothing of other boots. */
export const ackPayloadSchema = z.strictObject({ boot: uuidSchema, seq: countSchema });

export const actionSchema = z.discriminatedUnion('do', [
  /** After the running visit, if there is one. */
  z.strictObject({ do: z.literal('restart-host') }),
  z.strictObject({ do: z.literal('restart-window') }),
  z.strictObject({ do: z.literal('restart-device'), class: z.enum(deviceClasses) }),
  z.strictObject({ do: z.literal('self-test'), class: z.enum(deviceClasses) }),
  /** Says everything anew, as after a birth. */
  z.strictObject({ do: z.literal('report') }),
  /** The newest `lines` of its log from `since` to before `until`, as `log` messages before the result. */
  z.strictObject({
    do: z.literal('pull-log'),
    since: instantSchema,
    until: instantSchema,
    lines: z.int().min(1).max(MAX_LOG_LINES),
  }),
]);
export type Action = z.infer<typeof actionSchema>;

/** Something to be done once. A kiosk that has seen `id` answers again and does nothing again. */
export const commandPayloadSchema = z.strictObject({
  id: uuidSchema,
  /** Grows with each command to this kiosk. */
  counter: countSchema,
  /** Past this moment it is refused. */
  notAfter: instantSchema,
  action: actionSchema,
  sig: signatureSchema,
});

const line = z.string().min(1).max(60);

/** How the machine shall be from now on; the newest version counts. */
export const desiredPayloadSchema = z.strictObject({
  version: countSchema,
  inService: z.boolean(),
  /** Items nobody may begin. */
  stopped: z.array(itemIdSchema).max(20),
  /** Shown on the standby screen. */
  message: z.strictObject({ 'zh-CN': line, en: line }).nullable(),
  /** The release to run; null: the one it has. */
  release: hashSchema.nullable(),
  sig: signatureSchema,
});

/** “Look whether there is something new”, each kiosk at a moment of its own within `spreadS` seconds. */
export const pokePayloadSchema = z.strictObject({
  look: z.enum(['release', 'desired']),
  spreadS: z.int().min(0).max(3600),
});

const envelope = { v: z.literal(WIRE_VERSION), t: instantSchema };
export const downSchemas = {
  ack: z.strictObject({ ...envelope, k: kioskIdSchema, ty: z.literal('ack'), d: ackPayloadSchema }),
  cmd: z.strictObject({ ...envelope, k: kioskIdSchema, ty: z.literal('cmd'), d: commandPayloadSchema }),
  desired: z.strictObject({
    ...envelope,
    k: kioskIdSchema,
    ty: z.literal('desired'),
    d: desiredPayloadSchema,
  }),
  /** To all or to one, as its topic says: names no kiosk. */
  poke: z.strictObject({ ...envelope, ty: z.literal('poke'), d: pokePayloadSchema }),
} as const;
export type DownType = keyof typeof downSchemas;
export type DownMessage = { [T in DownType]: z.infer<(typeof downSchemas)[T]> }[DownType];
export type Command = z.infer<typeof commandPayloadSchema>;
export type Desired = z.infer<typeof desiredPayloadSchema>;

/** How each travels. `ack` is not retained: what a kiosk missed it asks for by sending again. */
export const downDelivery = {
  ack: { qos: 1, retain: false },
  cmd: { qos: 1, retain: false },
  desired: { qos: 1, retain: true },
  poke: { qos: 0, retain: false },
} as const satisfies Readonly<Record<DownType, { readonly qos: 0 | 1; readonly retain: boolean }>>;

/**
 * What a signature is made over: a line that names the purpose and the kiosk, then the payload without `sig` as JSON
 * with its keys in code point order (RFC 8785 for the values that occur here).
 */
export function signedBytes(kiosk: string, payload: Omit<Command, 'sig'> | Omit<Desired, 'sig'>): Uint8Array {
  const purpose = 'action' in payload ? 'cmd' : 'desired';
  return new TextEncoder().encode(
    `once/${WIRE_VERSION}/${purpose}/${kiosk}\n${canonical({ ...payload, sig: undefined })}`,
  );
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
