import { expect, test } from 'vitest';
import { logOf } from './inbox.ts';

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
