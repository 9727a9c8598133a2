import type { Alarm } from '../fleet/alarm.ts';

/** What somebody outside is told: written down with the change it tells of, kept until it was taken or given up. */
export type Notice = {
  readonly id: string;
  readonly at: number;
  readonly tells: 'raised' | 'acknowledged' | 'unacknowledged' | 'cleared';
  /** As it was after the change. */
  readonly alarm: Alarm;
  /** When the hall stopped trying; null: it goes on. */
  readonly givenUpAt: number | null;
};

/** Whether somebody shall act on it, so that telling it makes sense: not while a window or another alarm explains it. */
const isTold = (alarm: Alarm | null): boolean =>
  alarm !== null && (alarm.phase === 'active' || alarm.phase === 'clearing') && alarm.suppressedBy === null;

/**
 * What a change of an alarm is worth telling, in order. Each `raised` is followed by one `cleared`; being explained by
 * another alarm ends it as well. Who was told that somebody has seen it is told where that was taken back: nobody is
 * on it then, and whoever is woken must be woken again.
 * @param before null where it is new
 */
export function newsOf(before: Alarm | null, after: Alarm): readonly Notice['tells'][] {
  return [
    ...(!isTold(before) && isTold(after) ? (['raised'] as const) : []),
    ...(before?.acked == null && after.acked !== null ? (['acknowledged'] as const) : []),
    ...(before?.acked != null && after.acked === null ? (['unacknowledged'] as const) : []),
    ...(isTold(before) && !isTold(after) ? (['cleared'] as const) : []),
  ];
}
