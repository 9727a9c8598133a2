import type { AuditEntry, AuditWrite } from '../accounts/audit-chain.ts';
import type { Alarm } from '../fleet/alarm.ts';

/** What people do to alarms. */
export type Action =
  | { readonly do: 'ack' | 'unack' | 'unassign' | 'unshelve' | 'clear' }
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'shelve'; readonly until: number };

const actions = ['ack', 'unack', 'assign', 'unassign', 'shelve', 'unshelve', 'clear'] as const;

/** Something a person did to an alarm, as the audit trail has it. */
export type AlarmLogEntry = Action & { readonly at: number; readonly by: string; readonly reason: string };

/** What an entry of the trail names where something was done to this alarm; of each alarm another. */
export const targetOf = ({ id, kiosk, hall, component, code }: Alarm): string =>
  `${kiosk ?? hall ?? 'realm'}/${component}/${code} ${id}`;

/** What is written down of it. To whom and until when stands before the reason: the trail has no other place. */
export function auditOf(
  alarm: Alarm,
  action: Action,
  { by, reason, now }: { readonly by: string; readonly reason: string; readonly now: number },
): AuditWrite {
  const detail =
    action.do === 'assign' ? action.to : action.do === 'shelve' ? civilInstant(action.until) : null;
  return {
    at: now,
    by,
    action: `alarm.${action.do}`,
    target: targetOf(alarm),
    reason: detail === null ? reason : `${detail}: ${reason}`,
  };
}

/** Reads what `auditOf` has written; null: it is of something else. */
export function logEntryOf({ at, by, action, reason: written }: AuditEntry): AlarmLogEntry | null {
  const did = actions.find((each) => action === `alarm.${each}`);
  if (did === undefined) return null;
  if (did !== 'assign' && did !== 'shelve') return { do: did, at, by, reason: written };
  const [, detail = '', reason = ''] = /^(.*?): (.*)$/s.exec(written) ?? [];
  return did === 'assign'
    ? { do: did, to: detail, at, by, reason }
    : { do: did, until: Date.parse(detail), at, by, reason };
}

const SHANGHAI_MS = 8 * 3_600_000;

/** ISO 8601 in the hall's zone, to the second: people read it in the trail. */
const civilInstant = (at: number): string => `${new Date(at + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`;
