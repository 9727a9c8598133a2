import { describe, expect, test } from 'vitest';
import { ANSWER_MS, type Command, type CommandResult, nextNumber, standingOf } from './command.ts';

const T = Date.parse('2026-11-24T02:15:03.200Z');
const command: Command = {
  id: 'c-1',
  kiosk: 'TL-003',
  counter: 1,
  action: { do: 'report' },
  by: 'wang',
  reason: 'test',
  at: T,
  notAfter: T + 1000,
  sentAt: null,
};
const said = (is: CommandResult['is'], code: string | null = null): CommandResult => ({
  at: T,
  is,
  code,
  checks: [],
});
const sent = { ...command, sentAt: T };
const accepted = said('accepted');
const replayed = said('refused', 'replayed');

describe('a command is', () => {
  test.each([
    ['queued while the machine is not there', command, [], T, 'queued'],
    ['sent while there is no answer', sent, [], T, 'sent'],
    ['expired when its time passed without a word', sent, [], T + 1001, 'expired'],
    ['expired though it was never sent', command, [], T + 1001, 'expired'],
    [
      'accepted when the machine has begun, though its time to begin has passed',
      sent,
      [accepted],
      T + 9999,
      'accepted',
    ],
    ['accepted up to the end of the hour after it had begun', sent, [accepted], T + ANSWER_MS, 'accepted'],
    [
      'unknown when it had begun and was not heard of for an hour',
      sent,
      [accepted],
      T + ANSWER_MS + 1,
      'unknown',
    ],
    [
      'done though that came after nobody waited any more',
      sent,
      [accepted, said('done')],
      T + 2 * ANSWER_MS,
      'done',
    ],
    [
      'failed when it was interrupted, as the machine says after its start',
      sent,
      [accepted, said('failed', 'interrupted')],
      T,
      'failed',
    ],
    ['done when it says so', sent, [accepted, said('done')], T, 'done'],
    ['failed when it says so', sent, [accepted, said('failed', 'check-failed')], T, 'failed'],
    ['refused when it says so', sent, [said('refused', 'no-key')], T, 'refused'],
    ['done though an answer came after its time', sent, [said('done')], T + 9999, 'done'],
    [
      'done though the machine knows its number only when told again',
      sent,
      [said('done'), replayed],
      T,
      'done',
    ],
    ['done though that is told last', sent, [replayed, accepted, said('done')], T, 'done'],
    ['failed where it had begun and nobody knows how it ended', sent, [accepted, replayed], T, 'failed'],
    ['refused where a number was used before', sent, [replayed], T, 'refused'],
  ] as const)('%s', (_, about, results, now, state) => {
    expect(standingOf(about, results, now).state).toBe(state);
  });

  test('shown with what was said of it', () => {
    const checks = [{ name: 'connection', verdict: 'failed' }] as const;
    const end = { ...said('failed', 'check-failed'), checks: [...checks] };
    expect(standingOf(sent, [accepted, end], T).result).toEqual(end);
  });
});

describe('a number', () => {
  test('is beyond the last one, also within a second and when the clock is set back', () => {
    const first = nextNumber(T, 0);
    expect(nextNumber(T, first)).toBe(first + 1);
    expect(nextNumber(T - 86_400_000, first)).toBe(first + 1);
  });

  test('is beyond those a store that was put back to yesterday has forgotten', () => {
    const yesterday = nextNumber(T - 86_400_000, 0);
    const forgotten = nextNumber(T - 1000, yesterday);
    expect(nextNumber(T, yesterday)).toBeGreaterThan(forgotten);
  });

  test('fits on the wire until 2051', () => {
    expect(nextNumber(Date.UTC(2051, 0, 1), 0)).toBeLessThan(1_000_000_000);
  });
});
