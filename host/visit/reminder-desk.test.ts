import { describe, expect, it } from 'vitest';
import { WANG } from '../../flows/session/testing.ts';
import type { Call, RemindAnswer } from '../exchange/exchange.ts';
import { createReminderDesk } from './reminder-desk.ts';

const HELD: RemindAnswer = { kind: 'ok', reminders: [{ id: 'turn-65', due: null }] };
const turn60 = { id: 'turn-60', due: null };
const turn65 = { id: 'turn-65', due: null };
const DOWN: RemindAnswer = { kind: 'failed', fault: 'unreachable', effect: 'none', code: 'ECONNREFUSED' };

function desk() {
  const calls: Call[] = [];
  const answers: ((answer: RemindAnswer) => void)[] = [];
  const recorded: unknown[] = [];
  const dismissed: string[] = [];
  let changes = 0;
  const made = createReminderDesk({
    exchange: {
      remind: (_, call) => {
        calls.push(call);
        return new Promise((resolve) => answers.push(resolve));
      },
      dismissReminder: async (_, reminder) => {
        dismissed.push(reminder);
        return { kind: 'dismissed' };
      },
    },
    newQueryId: () => `q${calls.length + 1}`,
    pseudonym: () => 'CN0123456789abcdef',
    record: (event, visit) => recorded.push([visit, event]),
    changed: () => {
      changes += 1;
    },
  });
  const answer = async (given: RemindAnswer) => {
    answers.shift()?.(given);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ...made, calls, answer, recorded, dismissed, changes: () => changes };
}

describe('reminders', () => {
  it('are not looked for before the citizen has agreed', () => {
    const { now, calls } = desk();
    expect(now()).toEqual({ kind: 'offered' });
    expect(calls).toEqual([]);
  });

  it('are told once they have, and asked for once', async () => {
    const { ask, answer, now, calls, recorded } = desk();
    ask('v1', WANG);
    ask('v1', WANG);
    expect(now()).toEqual({ kind: 'asking' });
    await answer(HELD);
    expect(now()).toEqual({ kind: 'told', reminders: [{ id: 'turn-65', due: null }] });
    ask('v1', WANG);
    expect(calls).toHaveLength(1);
    expect(recorded).toEqual([['v1', { kind: 'reminders-read', queryId: 'q1', outcome: 'ok' }]]);
  });

  it('that cannot be had are said to be that, and may be asked for again', async () => {
    const { ask, answer, now } = desk();
    ask('v1', WANG);
    await answer(DOWN);
    expect(now()).toEqual({ kind: 'failed' });
    ask('v1', WANG);
    await answer(HELD);
    expect(now()).toMatchObject({ kind: 'told' });
  });

  it('are gone from the page once put away, and the service portal is told', async () => {
    const { ask, answer, dismiss, now, dismissed, recorded } = desk();
    ask('v1', WANG);
    await answer({ kind: 'ok', reminders: [turn60, turn65] });
    dismiss('v1', WANG, 'turn-60');
    expect(now()).toEqual({ kind: 'told', reminders: [turn65] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(dismissed).toEqual(['turn-60']);
    expect(recorded).toContainEqual([
      'v1',
      { kind: 'reminder-dismissed', queryId: 'q2', outcome: 'dismissed' },
    ]);
  });

  it('that were not told of cannot be put away', async () => {
    const { ask, answer, dismiss, now, dismissed } = desk();
    dismiss('v1', WANG, 'turn-65');
    ask('v1', WANG);
    await answer(HELD);
    dismiss('v1', WANG, 'turn-60');
    expect(now()).toEqual({ kind: 'told', reminders: [turn65] });
    expect(dismissed).toEqual([]);
  });

  it('of somebody who has gone reach nobody', async () => {
    const { ask, answer, now, forget, calls, recorded } = desk();
    ask('v1', WANG);
    forget();
    expect(calls[0]?.signal?.aborted).toBe(true);
    await answer(HELD);
    expect(now()).toEqual({ kind: 'offered' });
    expect(recorded).toEqual([]);
  });
});
