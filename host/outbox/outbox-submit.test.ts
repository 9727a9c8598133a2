import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesUnder, openTestJournal, VISIT } from '../journal/test-journal.ts';
import {
  failure,
  lostAfter,
  lostBefore,
  refused,
  testExchange,
  timedOutAfter,
  timedOutBefore,
} from './test-exchange.ts';
import { CASE_KEY, eventsOf, outboxBench, outboxOver, submission } from './test-outbox.ts';

const wait = { deadlineMs: 45_000 };
const receipt = {
  caseNo: 'TEST-1',
  password: '123456',
  state: 'received',
  at: '2026-11-24T01:48:17.000Z',
  promisedBy: null,
};

describe('an application the citizen waits for', () => {
  it('is on the disk before it is sent, and in the ledger once', async () => {
    const { outbox, exchange, cases, journal, clock } = outboxBench();
    const seen: unknown[] = [];
    const watched = outboxOver(
      journal,
      {
        ...exchange,
        submitCase: (...call) => {
          seen.push(journal.unseal(VISIT, `application ${CASE_KEY}`));
          return exchange.submitCase(...call);
        },
      },
      clock,
    );
    expect(await watched.submit(submission, wait)).toEqual({ kind: 'accepted', receipt });
    expect(seen).toEqual([submission.application]);
    expect(cases.size).toBe(1);
    expect(eventsOf(journal)).toEqual(['application-kept', 'case-accepted']);
    expect(outbox.open()).toEqual([]);
  });

  it.each([
    ['lost', lostAfter],
    ['not given in time', timedOutAfter],
  ])('is found by its key when the answer was %s', async (_, mishap) => {
    const { outbox, cases, calls, fail } = outboxBench();
    fail('submitCase', mishap);
    expect(await outbox.submit(submission, wait)).toEqual({ kind: 'accepted', receipt });
    expect([calls, cases.size]).toEqual([['submitCase', 'findCase'], 1]);
  });

  it('is told as not submitted when nothing was sent, without asking', async () => {
    const { outbox, cases, calls, fail, journal } = outboxBench();
    fail('submitCase', refused);
    expect(await outbox.submit(submission, wait)).toEqual({ kind: 'not-submitted', fault: 'unreachable' });
    expect([calls, cases.size, journal.work()]).toEqual([['submitCase'], 0, []]);
    expect(journal.unseal(VISIT, `application ${CASE_KEY}`)).toBe(null);
  });

  it('is told as not submitted when the exchange proves it has nothing', async () => {
    const { outbox, calls, fail, journal } = outboxBench();
    fail('submitCase', lostBefore);
    expect(await outbox.submit(submission, wait)).toEqual({ kind: 'not-submitted', fault: 'provider-error' });
    expect([calls, journal.work()]).toEqual([['submitCase', 'findCase'], []]);
  });

  it('can be sent again by the citizen, under the same key', async () => {
    const { outbox, cases, fail } = outboxBench();
    fail('submitCase', refused);
    await outbox.submit(submission, wait);
    expect(await outbox.submit(submission, wait)).toMatchObject({ kind: 'accepted' });
    expect(cases.size).toBe(1);
  });

  it('is repeated with the same key when it may still be under way: “not found” proves nothing then', async () => {
    const { outbox, cases, calls, fail, clock } = outboxBench();
    fail('submitCase', timedOutBefore);
    const outcome = outbox.submit(submission, wait);
    await clock.advance(3_000);
    expect(await outcome).toEqual({ kind: 'accepted', receipt });
    expect([calls, cases.size]).toEqual([['submitCase', 'findCase', 'submitCase'], 1]);
  });

  it('is refused with the department’s reason', async () => {
    const { outbox, refuse, journal } = outboxBench();
    refuse('rejected');
    expect(await outbox.submit(submission, wait)).toEqual({
      kind: 'rejected',
      reason: { 'zh-CN': '已备案', en: 'Already filed' },
    });
    expect(journal.work()).toEqual([]);
  });

  it('is refused with what to do next when the slot is gone', async () => {
    const { outbox, refuse } = outboxBench();
    refuse('slot-taken');
    expect(await outbox.submit(submission, wait)).toMatchObject({
      kind: 'rejected',
      reason: { 'zh-CN': '这个时段刚刚被约满，重新选一个时段。' },
    });
  });

  it('that meets another content under its key was not submitted, and developers hear of it', async () => {
    const { outbox, refuse, reports } = outboxBench();
    refuse('key-reused');
    expect(await outbox.submit(submission, wait)).toEqual({ kind: 'not-submitted', fault: 'internal' });
    expect(reports.map((each) => each.code)).toEqual(['case.key-reused']);
  });

  it('gives the same receipt when it is asked for again', async () => {
    const { outbox, calls } = outboxBench();
    await outbox.submit(submission, wait);
    expect(await outbox.submit(submission, wait)).toEqual({ kind: 'accepted', receipt });
    expect(calls).toEqual(['submitCase']);
  });

  it('never gets the receipt of another application that bore its key', async () => {
    const { outbox, calls, reports } = outboxBench();
    await outbox.submit(submission, wait);
    const other = { ...submission, application: { ...submission.application, answers: { kind: 'work' } } };
    expect(await outbox.submit(other, wait)).toEqual({ kind: 'not-submitted', fault: 'internal' });
    expect([calls, reports.map((each) => each.code)]).toEqual([['submitCase'], ['case.key-reused']]);
  });

  it('is the same application when it is confirmed a second time, later', async () => {
    const { outbox, cases } = outboxBench();
    await outbox.submit(submission, wait);
    const again = {
      ...submission,
      application: { ...submission.application, submittedAt: '2026-11-24T02:00:00.000Z' },
    };
    expect(await outbox.submit(again, wait)).toEqual({ kind: 'accepted', receipt });
    expect(cases.size).toBe(1);
  });

  it('that cannot be written down is not sent, and not shown as done', async () => {
    const { journal, clock } = openTestJournal({ limitBytes: 60 * 1024 });
    const { exchange, calls } = testExchange();
    const outbox = outboxOver(journal, exchange, clock);
    const big = {
      ...submission,
      application: { ...submission.application, answers: { text: 'x'.repeat(100_000) } },
    };
    expect(await outbox.submit(big, wait)).toEqual({ kind: 'not-submitted', fault: 'internal' });
    expect(calls).toEqual([]);
  });
});

describe('an application nobody can wait for any longer', () => {
  const unreachable = failure('unreachable', 'under-way');

  it('is pending at the deadline and goes on by the schedule until it is in the ledger, once', async () => {
    const { outbox, cases, calls, cutLine, clock } = outboxBench();
    cutLine(unreachable);
    const outcome = outbox.submit(submission, wait);
    await clock.advance(45_000);
    expect(await outcome).toEqual({ kind: 'pending' });
    // Asked at once, then after 3, 5, 10, 20, 30, 60 s, then each minute.
    await clock.advance(3 + 5 + 10 + 20 + 30 + 60 + 60 + 60);
    expect(calls.slice(0, 2)).toEqual(['submitCase', 'findCase']);
    const before = calls.length;
    cutLine(null);
    await clock.advance(180_000);
    expect(cases.size).toBe(1);
    expect(calls.slice(before)).toEqual(['findCase', 'submitCase']);
    expect(outbox.open()).toEqual([]);
  });

  it('keeps to the schedule: 3, 5, 10, 20, 30, 60 s, then each minute', async () => {
    const { outbox, exchange, journal, clock, cutLine } = outboxBench();
    const asked: number[] = [];
    const watched = outboxOver(
      journal,
      {
        ...exchange,
        findCase: (...call) => {
          asked.push(clock.monotonicMs() / 1000);
          return exchange.findCase(...call);
        },
      },
      clock,
    );
    cutLine(unreachable);
    const outcome = watched.submit(submission, wait);
    await clock.advance(250_000);
    await outcome;
    expect(asked).toEqual([0, 3, 8, 18, 38, 68, 128, 188, 248]);
    outbox.close();
  });

  it('is pending at once when the citizen leaves', async () => {
    const { outbox, cutLine, clock } = outboxBench();
    cutLine(unreachable);
    const leave = new AbortController();
    const outcome = outbox.submit(submission, { ...wait, signal: leave.signal });
    await clock.advance(1_000);
    leave.abort();
    expect(await outcome).toEqual({ kind: 'pending' });
    expect(outbox.state(VISIT)).toMatchObject([{ kind: 'case', state: 'open' }]);
  });

  it('goes on after a restart, with the key it had', async () => {
    const { outbox, cutLine, clock, journal, exchange, cases } = outboxBench();
    cutLine(unreachable);
    const outcome = outbox.submit(submission, wait);
    await clock.advance(45_000);
    await outcome;
    outbox.close();
    cutLine(null);
    const again = outboxOver(journal, exchange, clock);
    again.resume();
    await clock.advance(10_000);
    expect([...cases.keys()]).toEqual([CASE_KEY]);
    expect(again.open()).toEqual([]);
  });

  it('tells whoever listens when it has arrived', async () => {
    const { outbox, cutLine, clock } = outboxBench();
    const heard: string[] = [];
    outbox.subscribe((entry) => heard.push(entry.kind === 'case' ? entry.state : entry.kind));
    cutLine(unreachable);
    const outcome = outbox.submit(submission, wait);
    await clock.advance(45_000);
    await outcome;
    cutLine(null);
    await clock.advance(120_000);
    expect(heard).toEqual(['open', 'accepted']);
  });
});

describe('a visit’s key', () => {
  it('lives while the citizen is here, and is destroyed when they are gone and the case is acknowledged', async () => {
    const { outbox, dataRoot, journal } = outboxBench();
    await outbox.submit(submission, wait);
    expect(readdirSync(join(dataRoot, 'keys'))).toEqual([`${VISIT}.key`]);
    outbox.settle(VISIT);
    expect(readdirSync(join(dataRoot, 'keys'))).toEqual([]);
    expect([journal.work(), journal.visits()]).toEqual([[], []]);
  });

  it('outlives the visit while its case is not acknowledged, and not a moment longer', async () => {
    const { outbox, dataRoot, cutLine, clock } = outboxBench();
    cutLine(failure('unreachable', 'under-way'));
    const outcome = outbox.submit(submission, wait);
    await clock.advance(45_000);
    await outcome;
    outbox.settle(VISIT);
    expect(readdirSync(join(dataRoot, 'keys'))).toEqual([`${VISIT}.key`]);
    cutLine(null);
    await clock.advance(120_000);
    expect(readdirSync(join(dataRoot, 'keys'))).toEqual([]);
  });

  it('is destroyed after 24 hours even so, and operators are told', async () => {
    const { outbox, dataRoot, cutLine, clock, reports, journal } = outboxBench();
    cutLine(failure('unreachable', 'under-way'));
    const outcome = outbox.submit(submission, wait);
    await clock.advance(45_000);
    await outcome;
    outbox.settle(VISIT);
    await clock.advance(24 * 60 * 60 * 1000 + 20 * 60 * 1000);
    expect(readdirSync(join(dataRoot, 'keys'))).toEqual([]);
    expect([outbox.open(), journal.work()]).toEqual([[], []]);
    expect(reports.at(-1)).toMatchObject({ code: 'case.expired', key: CASE_KEY });
    expect(eventsOf(journal).slice(-2)).toEqual(['case-expired', 'key-destroyed']);
  });

  it('and what it sealed leave nothing personal under the data root at any moment', async () => {
    const { outbox, dataRoot, journal } = outboxBench();
    await outbox.submit(submission, wait);
    expect(bytesUnder(dataRoot).includes('CANARY')).toBe(false);
    outbox.settle(VISIT);
    journal.close();
    expect(bytesUnder(dataRoot).includes('CANARY')).toBe(false);
  });
});
