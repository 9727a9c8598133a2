import {
  type LogEvent,
  type LogLine,
  type LogPart,
  logCodes,
  logErrors,
  logLineSchema,
} from '../../wire/log-line.ts';
import type { LogEntry } from '../log.ts';

/**
 * What a technician may pull of a line of the log; null for what is none of theirs: visits, screens, what a citizen did.
 * It is put together of the wire's words one by one: a field that is none of them is left out, and nothing is passed on.
 */
export function logLineOf({ t, level, event, fields }: LogEntry): LogLine | null {
  if (level === 'debug') return null;
  const told = toldOf(event, fields);
  if (!told) return null;
  const line = { t, level: level === 'warn' ? 'warning' : level, ...told };
  const allowed = Object.entries(line).filter(([name, value]) => isAllowed(name, value));
  return logLineSchema.safeParse(Object.fromEntries(allowed)).data ?? null;
}

const { shape } = logLineSchema;
const isField = (name: string): name is keyof typeof shape => Object.hasOwn(shape, name);
const isAllowed = (name: string, value: unknown): boolean =>
  value !== undefined && isField(name) && shape[name].safeParse(value).success;

type Fields = LogEntry['fields'];
type Told = Partial<Record<keyof LogLine, unknown>>;

function toldOf(event: string, fields: Fields): Told | null {
  // Whatever event a defect belongs to: what is known of it is its kind and its place.
  if (fields.error !== undefined) return { part: 'kiosk', event: 'defect', ...defectOf(fields) };
  const plain = PLAIN[event];
  if (plain) return { part: plain[0], event: plain[1], code: fields.code };
  const { device, state, code } = fields;
  switch (event) {
    case 'device':
      return { part: device, event: code };
    case 'device-state':
      return { part: device, event, state };
    case 'supply-state':
      return { part: device, event, supply: fields.supply, state };
    case 'alarm-raised':
    case 'alarm-cleared':
      return { part: fields.component, event, alarm: fields.alarm };
    case 'host-started':
      return { part: 'kiosk', event, version: fields.version, release: fields.release };
    case 'disk-low':
    case 'disk-enough':
      return { part: 'disk', event, freeMb: fields.freeMb };
    case 'clock-source':
      return { part: 'clock', event, source: fields.source };
    case 'clock-stepped':
      return { part: 'clock', event, seconds: fields.seconds };
    case 'exchange-call':
      return code === 'ok' ? null : exchangeFailed(fields);
    case 'telemetry':
      return { part: 'hall', event: LINK[String(code)] };
    case 'desired':
      return code === 'applied'
        ? { part: 'hall', event: 'desired-applied' }
        : { part: 'hall', event: 'desired-refused', code };
    default:
      return null;
  }
}

/** Lines that have no more than a code. */
const PLAIN: Readonly<Record<string, readonly [LogPart, LogEvent]>> = {
  'host-ends': ['kiosk', 'host-ends'],
  'visit-interrupted': ['kiosk', 'visit-interrupted'],
  'window-refused': ['window', 'window-refused'],
  outbox: ['outbox', 'work-report'],
  'document-not-drawn': ['outbox', 'document-not-drawn'],
  'journal-not-opened': ['journal', 'journal-failed'],
  'audit-not-written': ['journal', 'journal-failed'],
  'visit-not-settled': ['journal', 'journal-failed'],
  'rating-not-kept': ['journal', 'journal-failed'],
  poked: ['hall', 'poked'],
};

const LINK: Readonly<Record<string, LogEvent>> = {
  up: 'link-up',
  lost: 'link-lost',
  refused: 'link-refused',
  'not-acknowledged': 'not-acknowledged',
  unreadable: 'unreadable',
};

function exchangeFailed({ code = '', status, durationMs: ms }: Fields): Told {
  // An error's type is the peer's own text: its last part is one we know, or nothing of it is told.
  const words = [code, String(code).split('.').at(-1)];
  const known = logCodes.find((each) => words.includes(each)) ?? 'peer-error';
  return { part: 'exchange', event: 'exchange-failed', code: known, status, ms };
}

function defectOf({ error, at = '' }: Fields): Told {
  return {
    error: logErrors.find((each) => each === error) ?? 'Error',
    at: /(?:^|\/)((?:host|drivers|flows|wire|kiosk-config)\/[^:]+:\d+:\d+)$/.exec(String(at))?.[1],
  };
}
