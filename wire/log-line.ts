import { z } from 'zod';
import { hashSchema, instantSchema, uuidSchema, versionSchema } from './ids.ts';
import { alarmCodes, alarmComponents, deviceStates, supplies } from './words.ts';

/**
 * A line of a machine's log, as a technician may pull it. It has no text: every field is a word of a list that stands
 * here, a number within bounds, an instant, a version, a hash or a place in our own source. What is in no list cannot be
 * said, and so no citizen's name can.
 */
export const logLevels = ['info', 'warning', 'error'] as const;

/** What of the machine a line is about. */
export const logParts = [...alarmComponents, 'outbox', 'hall', 'disk', 'clock'] as const;
export type LogPart = (typeof logParts)[number];

export const logEvents = [
  // Devices, as their drivers say.
  'port-opened',
  'port-lost',
  'port-unavailable',
  'frame-rejected',
  'device-silent',
  'device-answers',
  'device-defect',
  'recovery',
  'out-of-service',
  'logo-unusable',
  'print-fault',
  'scan-fault',
  'device-state',
  'supply-state',
  // The host: `release` and `version` say what it runs from here on.
  'host-started',
  'host-ends',
  'visit-interrupted',
  'defect',
  'alarm-raised',
  'alarm-cleared',
  'disk-low',
  'disk-enough',
  'clock-source',
  'clock-stepped',
  'window-refused',
  // What it keeps and what it calls.
  'exchange-failed',
  'work-report',
  'journal-failed',
  'document-not-drawn',
  // The line to the hall, and what came over it.
  'link-up',
  'link-lost',
  'link-refused',
  'not-acknowledged',
  'unreadable',
  'poked',
  'desired-applied',
  'desired-refused',
] as const;
export type LogEvent = (typeof logEvents)[number];

export const logCodes = [
  // Of the host's table of codes: what it reports of its own work.
  'case.rejected',
  'case.slot-taken',
  'case.pending',
  'case.expired',
  'case.key-reused',
  'document.pending',
  'payment.unknown',
  'payment.mismatch',
  'payment.paid-after-leaving',
  'journal.full',
  'journal.broken',
  'internal',
  // Why a call of the exchange failed. What a peer says in its own words is `peer-error`.
  'deadline',
  'aborted',
  'cut',
  'answer-too-large',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'other-id',
  'not-json',
  'wrong-shape',
  'wrong-fields',
  'denied',
  'accessdenied',
  'unknownservice',
  'unknownmember',
  'servicedisabled',
  'maintenancemode',
  'outdatedglobalconf',
  'globalconfoutdated',
  'sslauthenticationfailed',
  'peer-error',
  // Why a window was turned away.
  'host',
  'origin',
  'cookie',
  'token',
  'message',
  // Why what the hall wants is not in force.
  'outdated',
  'not-signed',
  'no-key',
  'kept-unreadable',
] as const;
export type LogCode = (typeof logCodes)[number];

/** Kinds of defects; what is none of these is an `Error`. */
export const logErrors = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'SqliteError',
  'ZodError',
] as const;

export const logLineSchema = z.strictObject({
  t: instantSchema,
  level: z.enum(logLevels),
  part: z.enum(logParts),
  event: z.enum(logEvents),
  /** The state a device went into, or a supply. */
  state: z.enum([...deviceStates, 'unknown', 'full', 'low', 'out', 'jammed']).optional(),
  supply: z.enum(supplies).optional(),
  alarm: z.enum(alarmCodes).optional(),
  code: z.enum(logCodes).optional(),
  error: z.enum(logErrors).optional(),
  /** Where in our own source it was thrown. */
  at: z
    .string()
    .regex(
      /^(?!.*[0-9]{11})(host|drivers|flows|wire|kiosk-config)\/[a-z0-9/.-]{1,80}\.ts:[1-9]\d{0,4}:[1-9]\d{0,3}$/,
    )
    .optional(),
  version: versionSchema.optional(),
  release: hashSchema.optional(),
  source: z.enum(['ntp', 'rtc', 'none']).optional(),
  /** Of HTTP. */
  status: z.int().min(100).max(599).optional(),
  /** How long it took. */
  ms: z.int().min(0).max(86_400_000).optional(),
  /** How far the clock was set, forward or back. */
  seconds: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
  freeMb: z.int().min(0).max(1_000_000_000).optional(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** Of one pull at most. */
export const MAX_LOG_LINES = 1000;
const LINES_A_MESSAGE = 40;

/** Lines that were pulled, oldest first: part `part` of `parts`, as many as a message has room for. */
export const logPayloadSchema = z.strictObject({
  /** The command that asked for them. */
  cmd: uuidSchema,
  part: z.int().min(1).max(MAX_LOG_LINES),
  parts: z.int().min(1).max(MAX_LOG_LINES),
  lines: z.array(logLineSchema).min(1).max(LINES_A_MESSAGE),
});

/** What the lines of one message may take: with the envelope and a full `cmd` it stays below a message's length. */
const LINES_BYTES = 1500;

/** Puts lines into messages, each as full as it may be. */
export function logMessages(
  cmd: string,
  lines: readonly LogLine[],
): readonly z.infer<typeof logPayloadSchema>[] {
  const groups: LogLine[][] = [];
  let room = 0;
  for (const line of lines) {
    // Lines are ASCII: a character is a byte.
    const bytes = JSON.stringify(line).length + 1;
    let group = groups.at(-1);
    if (group === undefined || bytes > room || group.length === LINES_A_MESSAGE) {
      group = [];
      groups.push(group);
      room = LINES_BYTES;
    }
    group.push(line);
    room -= bytes;
  }
  return groups.map((group, index) => ({ cmd, part: index + 1, parts: groups.length, lines: group }));
}
