import { expect, test } from 'vitest';
import type { AlarmView } from '../../../hall/api/contract.ts';
import { exampleAlarm } from '../../../hall/fleet/test-alarm.ts';
import { type InboxRow, rowsOf, statesOf } from './inbox-rows.ts';

const view = (id: string, parts: Partial<AlarmView> = {}): AlarmView => ({
  ...exampleAlarm(),
  id,
  kiosk: `TL-${id}`,
  state: 'active-unacked',
  suppressedBy: null,
  title: { 'zh-CN': '回执纸用完', en: 'Receipt paper is out' },
  effect: { 'zh-CN': '', en: '' },
  hint: { minutes: 0, steps: [] },
  restore: null,
  ...parts,
});
const storm = (count: number, parts: Partial<AlarmView> = {}): readonly AlarmView[] =>
  Array.from({ length: count }, (_, index) => view(`${parts.code ?? 'x'}${index}`, parts));
const told = (row: InboxRow): string =>
  row.kind === 'many' ? `${row.alarms.length} alike` : [row.alarm.id, row.explained.length].join(' +');

test('five hundred machines with the same alarm are one row, which has them all', () => {
  const rows = rowsOf(storm(500));
  expect(rows.map(told)).toEqual(['500 alike']);
});

test('a few are a row each, in their order', () => {
  expect(rowsOf(storm(4, { code: 'a' })).map(told)).toEqual(['a0 +0', 'a1 +0', 'a2 +0', 'a3 +0']);
});

test('what is alike stands where its first stands, and what differs in severity, code or state stands apart', () => {
  const alarms = [
    view('first', { severity: 'S1' }),
    ...storm(6, { code: 'paper-out', severity: 'S2' }),
    view('between', { code: 'camera' }),
    ...storm(5, { code: 'paper-low', severity: 'S3' }),
    ...storm(5, { code: 'in-maintenance', state: 'out-of-service' }),
  ];
  expect(rowsOf(alarms).map(told)).toEqual(['first +0', '6 alike', 'between +0', '5 alike', '5 alike']);
});

test('what another alarm explains stands under that one', () => {
  const loss = view('loss', { kiosk: null, code: 'hall-unreachable' });
  const behind = storm(7, { code: 'unreachable', state: 'suppressed', suppressedBy: 'loss' });
  expect(rowsOf([loss, ...behind]).map(told)).toEqual(['loss +7']);
  // The loss itself is under another tab: then they stand for themselves.
  expect(rowsOf(behind).map(told)).toEqual(['7 alike']);
});

test('no alarm is lost, and none stands twice', () => {
  const alarms = [
    view('loss', { kiosk: null }),
    ...storm(3, { code: 'few' }),
    ...storm(9, { code: 'many' }),
    ...storm(2, { code: 'behind', suppressedBy: 'loss' }),
    view('own', { suppressedBy: 'own' }),
  ];
  const ids = rowsOf(alarms).flatMap((row) =>
    row.kind === 'many'
      ? row.alarms.map(({ id }) => id)
      : [row.alarm.id, ...row.explained.map(({ id }) => id)],
  );
  expect(ids.toSorted()).toEqual(alarms.map(({ id }) => id).toSorted());
});

test('a row says how many are in which state, the most frequent first', () => {
  const alarms = [...storm(2, { state: 'active-acked' }), ...storm(3)];
  expect(statesOf(alarms)).toEqual([
    ['active-unacked', 3],
    ['active-acked', 2],
  ]);
});
