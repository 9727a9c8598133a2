import { describe, expect, test } from 'vitest';
import { type Alarm, type AlarmInput, acknowledge, alarmDueAt, alarmState, stepAlarm } from './alarm.ts';

const T = 1_000_000_000_000;
const key = { kiosk: 'TL-003', hall: 'tonglu-1', component: 'receipt-printer', code: 'paper-out' };
const delays = { onDelayMs: 10_000, offDelayMs: 30_000 };

/** Plays `[second, is it true]` and says what there is after each. */
function play(
  steps: readonly (readonly [number, boolean])[],
  changes: Partial<AlarmInput> = {},
): Alarm | null {
  let ids = 0;
  return steps.reduce<Alarm | null>((alarm, [second, isTrue]) => {
    const now = T + second * 1000;
    const open = alarm?.phase === 'closed' ? null : alarm;
    const input = {
      key,
      isTrue,
      since: now,
      severity: 'S2',
      suppressedBy: null,
      ...delays,
      ...changes,
    } as const;
    return stepAlarm(open, input, now, () => `alarm-${++ids}`);
  }, null);
}

describe('a condition', () => {
  test('that goes before its delay is over was never an alarm', () => {
    expect(
      play([
        [0, true],
        [9, false],
      ]),
    ).toBeNull();
  });

  test('that lasts is an alarm, dated by when it began', () => {
    expect(
      play([
        [0, true],
        [10, true],
      ]),
    ).toMatchObject({ phase: 'active', raisedAt: T, occurrences: 1 });
  });

  test('that is said again and again is one alarm, once', () => {
    const once = play([
      [0, true],
      [10, true],
    ]);
    expect(
      play([
        [0, true],
        [10, true],
        [20, true],
        [30, true],
      ]),
    ).toEqual(once);
  });

  test('that blinks while it clears is the same alarm, counted', () => {
    expect(
      play([
        [0, true],
        [10, true],
        [20, false],
        [25, true],
      ]),
    ).toMatchObject({
      id: 'alarm-1',
      phase: 'active',
      occurrences: 2,
    });
  });

  test('says when it must be looked at though nothing is heard', () => {
    const pending = play([[0, true]]);
    expect(pending && alarmDueAt(pending, delays)).toBe(T + 10_000);
  });
});

describe('acknowledging', () => {
  const active = play([
    [0, true],
    [10, true],
  ]);
  const hand = { by: 'wang', at: T + 11_000 };

  test('does not clear', () => {
    expect(active && acknowledge(active, hand)).toMatchObject({ phase: 'active', acked: hand });
  });

  test('is not waited for by clearing, which then stays to be seen', () => {
    const cleared = play([
      [0, true],
      [10, true],
      [20, false],
      [50, false],
    ]);
    expect(cleared).toMatchObject({ phase: 'cleared', clearedAt: T + 20_000 });
    expect(cleared && alarmState(cleared, T + 60_000)).toBe('cleared-unacked');
    expect(cleared && acknowledge(cleared, hand).phase).toBe('closed');
  });

  test('by a second person does not take the first one out of the record', () => {
    const twice = active && acknowledge(acknowledge(active, hand), { by: 'li', at: T + 20_000 });
    expect(twice?.acked?.by).toBe('wang');
  });
});

describe('an alarm that comes and goes', () => {
  const flapping: readonly (readonly [number, boolean])[] = [
    [0, true],
    [10, true],
    [20, false],
    [25, true],
    [40, false],
  ];

  test('four times in ten minutes is one that flaps, and does not clear in between', () => {
    expect(play([...flapping, [100, false]])).toMatchObject({
      flapping: true,
      phase: 'clearing',
      occurrences: 2,
    });
  });

  test('clears after fifteen quiet minutes', () => {
    expect(play([...flapping, [40 + 15 * 60, false]])).toMatchObject({ flapping: false, phase: 'cleared' });
  });
});

describe('what nobody need act on', () => {
  const active = play([
    [0, true],
    [10, true],
  ]);

  test('is out of service in a maintenance window, and suppressed under the alarm that explains it', () => {
    expect(active && alarmState({ ...active, suppressedBy: 'maintenance' }, T)).toBe('out-of-service');
    expect(active && alarmState({ ...active, suppressedBy: 'alarm-9' }, T)).toBe('suppressed');
  });

  test('comes back when the shelf time is over', () => {
    const shelved = active && { ...active, shelved: { by: 'li', at: T, until: T + 60_000, reason: 'x' } };
    expect(shelved && alarmState(shelved, T + 59_999)).toBe('shelved');
    expect(shelved && alarmState(shelved, T + 60_000)).toBe('active-unacked');
  });
});
