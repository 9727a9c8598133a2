import { describe, expect, test } from 'vitest';
import type { Alarm } from '../fleet/alarm.ts';
import { exampleAlarm } from '../fleet/test-alarm.ts';
import { newsOf } from './notice.ts';

const active = exampleAlarm({ phase: 'active' });
const pending = exampleAlarm({ phase: 'pending', raisedAt: null });
const hand = { by: 'wang', at: 1 };

describe('what is worth telling of an alarm', () => {
  test.each<[string, Alarm | null, Alarm, string[]]>([
    ['that it is raised', pending, active, ['raised']],
    ['that it is raised at once', null, active, ['raised']],
    ['nothing while it only may become one', null, pending, []],
    ['nothing when another machine’s fault is counted once more', active, { ...active, occurrences: 2 }, []],
    ['that somebody has seen it', active, { ...active, acked: hand }, ['acknowledged']],
    ['that nobody is on it after all', { ...active, acked: hand }, active, ['unacknowledged']],
    ['nothing while it only may be over', active, { ...active, phase: 'clearing' }, []],
    ['that it is over', { ...active, phase: 'clearing' }, { ...active, phase: 'cleared' }, ['cleared']],
    ['nothing when it was not over after all', { ...active, phase: 'clearing' }, active, []],
    [
      'that it is over and seen, by hand',
      active,
      { ...active, phase: 'closed', acked: hand },
      ['acknowledged', 'cleared'],
    ],
    [
      'that what is over was seen',
      { ...active, phase: 'cleared' },
      { ...active, phase: 'closed', acked: hand },
      ['acknowledged'],
    ],
    ['nothing in a maintenance window', pending, { ...active, suppressedBy: 'maintenance' }, []],
    ['that it is there when the window ends', { ...active, suppressedBy: 'maintenance' }, active, ['raised']],
    ['that it is explained by another', active, { ...active, suppressedBy: 'a-9' }, ['cleared']],
  ])('%s', (_, before, after, told) => {
    expect(newsOf(before, after)).toEqual(told);
  });
});
