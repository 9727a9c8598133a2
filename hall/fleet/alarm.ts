/**
 * The life of one alarm, pure. Its identity is `(kiosk, component, code)` (or the hall's, or the realm's) and one of
 * an identity is open at a time. Names of the states follow ISA-18.2. Two things never mix: acknowledging does not
 * clear, and clearing does not wait for it.
 */
export type Severity = 'S1' | 'S2' | 'S3' | 'S4';

export type AlarmKey = {
  /** Null where it is about a hall or about all of the realm. */
  readonly kiosk: string | null;
  readonly hall: string | null;
  readonly component: string;
  readonly code: string;
};

/** Who did something to an alarm, and when (milliseconds since 1970). */
export type Hand = { readonly by: string; readonly at: number };

export type Alarm = AlarmKey & {
  readonly id: string;
  /** Counts the times it was written down, by the store: who writes what somebody else has changed is told. */
  readonly rev: number;
  readonly severity: Severity;
  /**
   * `pending`: true, not yet for long enough. `active`. `clearing`: not true any more, not yet for long enough.
   * `cleared`: over, and nobody has seen it (latched). `closed`: over and seen; never touched again.
   */
  readonly phase: 'pending' | 'active' | 'clearing' | 'cleared' | 'closed';
  /** Since when its condition has been as it is. */
  readonly phaseSince: number;
  /** Of the first time; null while it has never been active. */
  readonly raisedAt: number | null;
  readonly lastAt: number;
  readonly clearedAt: number | null;
  readonly occurrences: number;
  /** When its condition came or went, the last 15 minutes. */
  readonly changes: readonly number[];
  readonly flapping: boolean;
  readonly acked: Hand | null;
  readonly assigned: (Hand & { readonly to: string }) | null;
  readonly shelved: (Hand & { readonly until: number; readonly reason: string }) | null;
  /** Why nobody need act on it: a maintenance window, or the id of the alarm that explains it. */
  readonly suppressedBy: string | null;
};

/** How long a condition must hold before it counts, and how long it must be gone, in milliseconds. */
export type AlarmDelays = { readonly onDelayMs: number; readonly offDelayMs: number };

const FLAPPING_CHANGES = 4;
const FLAPPING_WITHIN_MS = 10 * 60_000;
const QUIET_MS = 15 * 60_000;

export type AlarmInput = AlarmDelays & {
  readonly key: AlarmKey;
  readonly isTrue: boolean;
  /** When it became so, where that is known to be earlier than now. */
  readonly since: number;
  readonly severity: Severity;
  readonly suppressedBy: string | null;
};

/**
 * What becomes of an alarm at `now`. Idempotent: the same input twice changes nothing the second time.
 * @param alarm the open alarm of this identity, or null
 * @returns the alarm, possibly closed; null where there is nothing to keep
 */
export function stepAlarm(
  alarm: Alarm | null,
  input: AlarmInput,
  now: number,
  newId: () => string,
): Alarm | null {
  if (alarm === null) {
    if (!input.isTrue) return null;
    const since = Math.min(input.since, now);
    return settle(fresh(input, since, newId()), input, now);
  }
  const seen = calmed({ ...alarm, severity: input.severity, suppressedBy: input.suppressedBy }, now);
  return settle(input.isTrue ? whileTrue(seen, now) : whileFalse(seen, now), input, now);
}

/** When this alarm must be looked at again though nothing was heard; null: never. */
export function alarmDueAt(alarm: Alarm, { onDelayMs, offDelayMs }: AlarmDelays): number | null {
  const due: number[] = [];
  if (alarm.phase === 'pending') due.push(alarm.phaseSince + onDelayMs);
  if (alarm.phase === 'clearing' && !alarm.flapping) due.push(alarm.phaseSince + offDelayMs);
  if (alarm.flapping) due.push((alarm.changes.at(-1) ?? alarm.phaseSince) + QUIET_MS);
  if (alarm.shelved) due.push(alarm.shelved.until);
  return due.length === 0 ? null : Math.min(...due);
}

export type AlarmState =
  | 'pending'
  | 'active-unacked'
  | 'active-acked'
  | 'cleared-unacked'
  | 'shelved'
  | 'suppressed'
  | 'out-of-service'
  | 'closed';

/** What an operator sees; `maintenance` windows make it out of service. */
export function alarmState(alarm: Alarm, now: number): AlarmState {
  if (alarm.phase === 'closed') return 'closed';
  if (alarm.phase === 'pending') return 'pending';
  if (alarm.suppressedBy === 'maintenance') return 'out-of-service';
  if (alarm.suppressedBy !== null) return 'suppressed';
  if (alarm.shelved !== null && alarm.shelved.until > now) return 'shelved';
  if (alarm.phase === 'cleared') return 'cleared-unacked';
  return alarm.acked ? 'active-acked' : 'active-unacked';
}

/** Somebody has seen it. */
export const acknowledge = (alarm: Alarm, hand: Hand): Alarm => {
  const acked = { ...alarm, acked: alarm.acked ?? hand };
  return acked.phase === 'cleared' ? { ...acked, phase: 'closed' } : acked;
};

const fresh = ({ key, severity, suppressedBy }: AlarmInput, since: number, id: string): Alarm => ({
  ...key,
  id,
  rev: 0,
  severity,
  phase: 'pending',
  phaseSince: since,
  raisedAt: null,
  lastAt: since,
  clearedAt: null,
  occurrences: 0,
  changes: [since],
  flapping: false,
  acked: null,
  assigned: null,
  shelved: null,
  suppressedBy,
});

/** Old changes are forgotten, and with them that it flapped. */
function calmed(alarm: Alarm, now: number): Alarm {
  const changes = alarm.changes.filter((at) => at > now - QUIET_MS);
  return {
    ...alarm,
    changes,
    flapping: alarm.flapping && changes.length > 0,
    shelved: alarm.shelved !== null && alarm.shelved.until > now ? alarm.shelved : null,
  };
}

function whileTrue(alarm: Alarm, now: number): Alarm | null {
  switch (alarm.phase) {
    case 'clearing':
      return changed({ ...alarm, phase: 'active', occurrences: alarm.occurrences + 1, lastAt: now }, now);
    case 'cleared':
      // It came again before anybody saw that it was over: the same alarm, and unseen as before.
      return changed({ ...alarm, phase: 'pending' }, now);
    default:
      return alarm;
  }
}

function whileFalse(alarm: Alarm, now: number): Alarm | null {
  switch (alarm.phase) {
    case 'pending':
      return alarm.raisedAt === null ? null : changed({ ...alarm, phase: 'cleared' }, now);
    case 'active':
      return changed({ ...alarm, phase: 'clearing' }, now);
    default:
      return alarm;
  }
}

function changed(alarm: Alarm, now: number): Alarm {
  const changes = [...alarm.changes, now].slice(-20);
  const recent = changes.filter((at) => at > now - FLAPPING_WITHIN_MS).length;
  return { ...alarm, phaseSince: now, changes, flapping: alarm.flapping || recent >= FLAPPING_CHANGES };
}

/** Takes the delays in: what has lasted long enough becomes what it was about to become. */
function settle(alarm: Alarm | null, { onDelayMs, offDelayMs }: AlarmDelays, now: number): Alarm | null {
  if (alarm === null) return null;
  const lastedMs = now - alarm.phaseSince;
  if (alarm.phase === 'pending' && lastedMs >= onDelayMs) {
    const raisedAt = alarm.raisedAt ?? alarm.phaseSince;
    const occurrences = alarm.occurrences + 1;
    return { ...alarm, phase: 'active', raisedAt, occurrences, lastAt: now, clearedAt: null };
  }
  // One that comes and goes stays one alarm, with a count, until it has been quiet for a while.
  if (alarm.phase === 'clearing' && lastedMs >= offDelayMs && !alarm.flapping) {
    return { ...alarm, phase: alarm.acked ? 'closed' : 'cleared', clearedAt: alarm.phaseSince };
  }
  return alarm;
}
