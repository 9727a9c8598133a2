import type { AlarmView } from '../../../hall/api/contract.ts';

/** How the time stands an alarm shall be over in; milliseconds. */
export type RestoreClock = {
  readonly is: 'running' | 'stopped' | 'overdue' | 'kept' | 'missed';
  readonly usedMs: number;
  readonly leftMs: number;
  /** Since it should have been over, by the wall. */
  readonly overMs: number;
  /** Of all of it, 0 to 1. */
  readonly share: number;
};

/** Null: nobody has to mend it, or something else explains it now. */
export function restoreClock(
  { restore, clearedAt }: Pick<AlarmView, 'restore' | 'clearedAt'>,
  now: number,
): RestoreClock | null {
  if (restore === null) return null;
  const at = clearedAt ?? now;
  const usedMs = restore.runs.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, at) - from), 0);
  const totalMs = restore.minutes * 60_000;
  const isOver = at >= restore.by;
  const isRunning = restore.runs.some(([from, to]) => from <= at && at < to);
  return {
    is:
      clearedAt !== null
        ? isOver
          ? 'missed'
          : 'kept'
        : isOver
          ? 'overdue'
          : isRunning
            ? 'running'
            : 'stopped',
    usedMs,
    leftMs: totalMs - usedMs,
    overMs: Math.max(0, at - restore.by),
    share: Math.min(1, usedMs / totalMs),
  };
}

/** It should be over by now and is not, and somebody should act on it. */
export const isOverdue = (alarm: AlarmView, now: number): boolean =>
  alarm.state !== 'closed' && restoreClock(alarm, now)?.is === 'overdue';
