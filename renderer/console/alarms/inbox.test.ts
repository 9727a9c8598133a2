import { describe, expect, it, test } from 'vitest';
import { exampleAlarm } from '../../../hall/fleet/test-alarm.ts';
import { healedToday, logOf } from './inbox.ts';

const told = (...given: Parameters<typeof logOf>): readonly string[] =>
  logOf(...given).map(({ at, by, do: did }) => `${at} ${by ?? 'system'} ${did}`);

test('a log has what happened by itself among what people did, newest first', () => {
  const entries = [
    { do: 'unack', at: 30, by: 'li', reason: 'wrong one' },
    { do: 'ack', at: 20, by: 'wang', reason: '' },
  ] as const;
  expect(told({ raisedAt: 10, clearedAt: 40 }, entries)).toEqual([
    '40 system cleared',
    '30 li unack',
    '20 wang ack',
    '10 system raised',
  ]);
});

test('what somebody closed by hand is not said to have gone by itself', () => {
  const entries = [{ do: 'clear', at: 40, by: 'li', reason: 'nobody there' }] as const;
  expect(told({ raisedAt: 10, clearedAt: 40 }, entries)).toEqual(['40 li clear', '10 system raised']);
  // It had gone before.
  expect(told({ raisedAt: 10, clearedAt: 35 }, entries)).toEqual([
    '40 li clear',
    '35 system cleared',
    '10 system raised',
  ]);
});

describe('what mended itself today', () => {
  /** 10:00 in Hangzhou. */
  const NOW = Date.parse('2026-11-24T02:00:00Z');
  const HOUR = 3_600_000;
  const over = {
    ...exampleAlarm(),
    state: 'closed',
    raisedAt: NOW - 2 * HOUR,
    clearedAt: NOW - HOUR,
    acked: { by: 'li', at: NOW },
  } as const;
  const hand = { by: 'li', at: NOW - HOUR };

  it.each([
    ['seen when it was over', true, {}],
    ['acknowledged before', false, { acked: hand }],
    ['given to somebody before', false, { assigned: { ...hand, to: 'wang' } }],
    ['put aside before', false, { shelved: { ...hand, until: NOW, reason: 'x' } }],
    ['over yesterday', false, { clearedAt: NOW - 11 * HOUR }],
    ['not seen yet', false, { state: 'cleared-unacked', acked: null }],
  ] as const)('has what was %s: %s', (_what, is, changes) => {
    expect(healedToday({ ...over, ...changes }, NOW)).toBe(is);
  });
});
