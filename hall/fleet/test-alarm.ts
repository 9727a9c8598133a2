import type { Alarm } from './alarm.ts';

/** For tests: one alarm of one machine. */
export const exampleAlarm = (changes: Partial<Alarm> = {}): Alarm => ({
  id: 'a-1',
  rev: 0,
  kiosk: 'TL-003',
  hall: 'tonglu-1',
  component: 'receipt-printer',
  code: 'receipt-paper-out',
  severity: 'S2',
  phase: 'active',
  phaseSince: 1000,
  raisedAt: 1000,
  lastAt: 1000,
  clearedAt: null,
  occurrences: 1,
  changes: [],
  flapping: false,
  acked: null,
  assigned: null,
  shelved: null,
  suppressedBy: null,
  ...changes,
});
