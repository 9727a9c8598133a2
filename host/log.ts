import pino, { type DestinationStream } from 'pino';
import type { Clock } from './clock.ts';

/**
 * The kiosk's log: one JSON line an event, made of ids, states, codes and durations. It is an allow-list:
 * a field that is not below is dropped, a value that does not look like what its field holds is refused.
 * Nothing in it is free text, so nothing a citizen typed and nothing a card said can get into it.
 */
export type Log = {
  readonly debug: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warning: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
  /** A defect: its kind and where it was thrown, never its message, which may quote values. */
  readonly defect: (event: string, error: unknown, fields?: LogFields) => void;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const word = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;
const id = /^[A-Za-z0-9][A-Za-z0-9._:/*-]{0,119}$/;

const TEXTS = {
  visit: uuid,
  queryId: uuid,
  /** Idempotency key `visit/step/department`. */
  key: /^[0-9a-f-]{36}(\/[A-Za-z0-9-]{1,64}){2}$/,
  kiosk: id,
  release: id,
  item: word,
  step: word,
  department: word,
  set: word,
  service: id,
  requestId: id,
  caseNo: id,
  orderNo: id,
  device: word,
  path: /^\/[\w./-]{1,160}$/,
  code: word,
  state: word,
  from: word,
  to: word,
  outcome: word,
  screen: word,
  component: word,
  alarm: word,
  supply: word,
  source: word,
  version: /^\d[\w.-]{0,30}$/,
  intent: word,
  error: word,
  at: /^[\w./-]{1,160}:\d+:\d+$/,
} as const;
const NUMBERS = ['durationMs', 'attempt', 'status', 'count', 'bytes', 'seq', 'seconds', 'freeMb'] as const;

type TextField = keyof typeof TEXTS;
type NumberField = (typeof NUMBERS)[number];
export type LogFields = { readonly [F in TextField]?: string | null } & {
  readonly [F in NumberField]?: number | null;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A line as it was written: only what may be. */
export type LogEntry = {
  /** Instant, UTC. */
  readonly t: string;
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: Readonly<Record<string, string | number>>;
};

/** Numbers of a person that fit an id's letters by chance: a card's (18 places) and a telephone's (11). */
const PERSONAL = /(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/;
const REFUSED = '[refused]';

const isTextField = (name: string): name is TextField => Object.hasOwn(TEXTS, name);
const isNumberField = (name: string): name is NumberField => NUMBERS.some((field) => field === name);

/** What of the given fields may be written. Exported for its tests: this is where a leak would be. */
export const allowedFields = (fields: Readonly<Record<string, unknown>>): Record<string, string | number> => {
  const allowed: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue;
    if (isNumberField(name))
      allowed[name] = typeof value === 'number' && Number.isFinite(value) ? value : REFUSED;
    else if (isTextField(name)) allowed[name] = isAllowed(name, value) ? value : REFUSED;
  }
  return allowed;
};

const isAllowed = (name: TextField, value: unknown): value is string =>
  typeof value === 'string' && TEXTS[name].test(value) && (TEXTS[name] === uuid || !PERSONAL.test(value));

export type LogOptions = {
  /** Takes one line at a time: a file under the data root, or a test's array. */
  readonly destination: DestinationStream;
  readonly clock: Clock;
  readonly kiosk: string;
  readonly level?: LogLevel;
  /** Told each line as well, of whatever level. */
  readonly keep?: (entry: LogEntry) => void;
};

export const createLog = ({ destination, clock, kiosk, level = 'info', keep }: LogOptions): Log => {
  const logger = pino(
    {
      level,
      base: { kiosk },
      timestamp: () => `,"time":"${clock.now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const write =
    (at: LogLevel) =>
    (given: string, fields: LogFields = {}): void => {
      const event = word.test(given) ? given : REFUSED;
      const allowed = allowedFields(fields);
      logger[at]({ ...allowed, event });
      keep?.({ t: clock.now().toISOString(), level: at, event, fields: allowed });
    };

  const error = write('error');
  return {
    debug: write('debug'),
    info: write('info'),
    warning: write('warn'),
    error,
    defect: (event, thrown, fields = {}) => error(event, { ...fields, ...describe(thrown) }),
  };
};

/** `TypeError` and `host/outbox/outbox.ts:12:5`: enough to find a defect, nothing of what it choked on. */
const describe = (thrown: unknown): LogFields => {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const frame = /(?:file:\/\/)?(\/[^\s():]+:\d+:\d+)/.exec(
    (thrown.stack ?? '').split('\n    at ').slice(1).join('\n'),
  )?.[1];
  return { error: thrown.name, ...(frame ? { at: frame } : {}) };
};
