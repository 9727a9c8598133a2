import { z } from 'zod';
import { devicePayloadSchema } from './device-payload.ts';
import {
  codeSchema,
  countSchema,
  hashSchema,
  instantSchema,
  itemIdSchema,
  stepIdSchema,
  uuidSchema,
  versionSchema,
} from './ids.ts';
import { logPayloadSchema } from './log-line.ts';
import { alarmCodes, alarmComponents, deviceClasses, outcomes, supplies } from './words.ts';

/**
 * What a kiosk says, by type. Every object is closed and every text is a word of a list, an id of the catalogue, a
 * hash or an instant: nothing a citizen typed and nothing a card said finds a place in it.
 */

/** Birth, and death. The birth's counter is the envelope's `bd`; a death counts only if it names that of the last birth. */
export const statePayloadSchema = z.discriminatedUnion('s', [
  z.strictObject({ s: z.literal('online'), version: versionSchema }),
  /** `lost` is the last will: the broker speaks, and the envelope's `t` is when the connection was made. */
  z.strictObject({ s: z.literal('offline'), reason: z.enum(['lost', 'shutdown']) }),
]);

export const heartbeatPayloadSchema = z.strictObject({
  /** Seconds since the window was last heard of; null while there is none. */
  ui: countSchema.nullable(),
  sess: z.enum(['idle', 'busy']),
  /** Which items can be done here now: `1` or `0` for each item of the release, in the order of their ids (code points). */
  svc: z.string().regex(/^[01]{0,512}$/),
  /** Devices that are neither online nor busy, in-service or not. */
  down: z.array(z.enum(deviceClasses)).max(8),
  release: hashSchema,
  /** Messages not yet acknowledged by the hall, this one not counted. */
  outbox: countSchema,
});

export const reportedPayloadSchema = z.strictObject({
  version: versionSchema,
  node: versionSchema,
  release: hashSchema,
  /** Items in the release; `flw` lists them. */
  items: countSchema,
  devices: z.array(z.enum(deviceClasses)).max(8),
  /** Version of the `desired` document that is in force here; null: none was ever applied. */
  desired: countSchema.nullable(),
});

/** The items of a release with their versions, at most 30 a part. */
export const flowsPayloadSchema = z.strictObject({
  release: hashSchema,
  part: z.int().min(1).max(99),
  parts: z.int().min(1).max(99),
  items: z.array(z.strictObject({ item: itemIdSchema, version: countSchema })).max(30),
});

/** A ledger rather than a gauge: the forecast is made from what was used, the sensor corrects it. */
export const supplyPayloadSchema = z.strictObject({
  supply: z.enum(supplies),
  state: z.enum(['unknown', 'full', 'low', 'out', 'jammed']),
  /** Slips or documents printed here, ever. */
  used: countSchema,
  /** `used` when the supply was last seen to be full again after low or out; null: not yet. */
  usedAtRefill: countSchema.nullable(),
  refilledAt: instantSchema.nullable(),
});

/** Raising what is raised already, and clearing what is not, changes nothing. */
export const alarmPayloadSchema = z.strictObject({
  code: z.enum(alarmCodes),
  component: z.enum(alarmComponents),
  is: z.enum(['raised', 'cleared']),
  since: instantSchema,
});

export const eventPayloadSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('host-started'), version: versionSchema, release: hashSchema }),
  /** The host before this one ended while somebody was being served. */
  z.strictObject({ kind: z.literal('visit-interrupted') }),
  z.strictObject({ kind: z.literal('card-left') }),
  z.strictObject({ kind: z.literal('paper-left') }),
  z.strictObject({
    kind: z.literal('paper-retracted'),
    outcome: z.enum(['retracted', 'no-media', 'failed']),
  }),
  z.strictObject({ kind: z.literal('print-failed'), paper: z.enum(['slip', 'document']), code: codeSchema }),
  /** Not acknowledged by its department within the day it may be kept. */
  z.strictObject({ kind: z.literal('application-expired') }),
  /** The exchange named another amount or order than ours. */
  z.strictObject({ kind: z.literal('payment-mismatch') }),
  /**
   * In place of the messages `from` … `seq` of this boot, which had to be dropped for want of room, by type. Never
   * dropped itself.
   */
  z.strictObject({
    kind: z.literal('dropped'),
    from: countSchema,
    dropped: z.partialRecord(
      z.enum(['reported', 'flw', 'dev', 'sup', 'alm', 'evt', 'use', 'res', 'log']),
      countSchema,
    ),
  }),
]);

/** A roll-up of 60 seconds. */
export const metricsPayloadSchema = z.strictObject({
  /** Work for the exchange that is not final yet. */
  work: countSchema,
  /** Messages to the hall that are not acknowledged yet, and how many were ever dropped. */
  outbox: countSchema,
  dropped: countSchema,
  /** Audit events written in this minute. */
  audited: countSchema,
  exchange: z.strictObject({ calls: countSchema, failed: countSchema, slowestMs: countSchema }),
  rssMb: countSchema,
  diskFreeMb: countSchema,
});

/** A roll-up of five minutes: how many visits ended how, by item. A quiet five minutes may hold a single one. */
export const usagePayloadSchema = z.strictObject({
  from: instantSchema,
  to: instantSchema,
  /** Visits that ended in this time; those in which no item was begun. */
  visits: countSchema,
  withoutItem: countSchema,
  items: z
    .array(
      z.strictObject({
        item: itemIdSchema,
        version: countSchema,
        outcome: z.enum(outcomes),
        /** Where it was left; null for every other end. */
        step: stepIdSchema.nullable(),
        n: countSchema,
        /** Sum over the `n`, seconds from the first screen of the item to its end. */
        seconds: countSchema,
        /** Opinions 1 … 5 (GB/T 39734-2020: 5 非常满意), how many of each. */
        ratings: z.tuple([countSchema, countSchema, countSchema, countSchema, countSchema]),
      }),
    )
    .max(8),
});

/** What became of a command. The last one of a command is `done`, `failed` or `refused`. */
export const resultPayloadSchema = z.strictObject({
  cmd: uuidSchema,
  is: z.enum(['accepted', 'progress', 'done', 'failed', 'refused']),
  /** Why not; null where all is well. */
  code: codeSchema.nullable(),
  /** Of a self-test: what was checked. */
  checks: z
    .array(z.strictObject({ name: codeSchema, verdict: z.enum(['passed', 'warning', 'failed']) }))
    .max(16),
});

/** By type of message, in the order of the topic tree. */
export const payloadSchemas = {
  state: statePayloadSchema,
  hb: heartbeatPayloadSchema,
  reported: reportedPayloadSchema,
  flw: flowsPayloadSchema,
  dev: devicePayloadSchema,
  sup: supplyPayloadSchema,
  alm: alarmPayloadSchema,
  evt: eventPayloadSchema,
  met: metricsPayloadSchema,
  use: usagePayloadSchema,
  res: resultPayloadSchema,
  log: logPayloadSchema,
} as const;
export type UpType = keyof typeof payloadSchemas;
export type Payload<T extends UpType = UpType> = z.infer<(typeof payloadSchemas)[T]>;
/** What is said, before it is put into an envelope. */
export type Said = { readonly [T in UpType]: { readonly ty: T; readonly d: Payload<T> } }[UpType];
