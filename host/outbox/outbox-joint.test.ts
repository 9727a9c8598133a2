import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal/journal.ts';
import { openTestJournal, VISIT } from '../journal/test-journal.ts';
import { failure, lostBefore, refused, testExchange } from './test-exchange.ts';
import { eventsOf, outboxBench, outboxOver, parts, submission } from './test-outbox.ts';

const wait = { deadlineMs: 45_000 };
const [police = submission, medins = submission, fund = submission] = parts;
const keys = parts.map(({ application }) => application.key);
const keysIn = (journal: Journal): readonly string[] =>
  journal
    .work()
    .map(({ key }) => key)
    .toSorted();

describe('the parts of a joint item', () => {
  it('are all on disk before the first is sent', async () => {
    const { exchange, journal, clock } = outboxBench();
    const seen: unknown[] = [];
    const watched = outboxOver(
      journal,
      {
        ...exchange,
        submitCase: (...call) => {
          seen.push(keysIn(journal));
          return exchange.submitCase(...call);
        },
      },
      clock,
    );
    await watched.submit(police, wait, [medins, fund]);
    expect(seen).toEqual([keys.toSorted()]);
  });

  it('are sent one by one as each is submitted, without asking first', async () => {
    const { outbox, calls, cases, journal } = outboxBench();
    for (const [index, part] of parts.entries())
      expect(await outbox.submit(part, wait, parts.slice(index + 1))).toMatchObject({ kind: 'accepted' });
    expect(calls).toEqual(['submitCase', 'submitCase', 'submitCase']);
    expect([...cases.keys()]).toEqual(keys);
    expect(eventsOf(journal).filter((kind) => kind === 'application-kept')).toHaveLength(3);
  });

  it('are not undone by one that is refused', async () => {
    const { outbox, refuse, cases, journal } = outboxBench();
    refuse('rejected');
    expect(await outbox.submit(police, wait, [medins, fund])).toMatchObject({ kind: 'rejected' });
    refuse(null);
    expect(await outbox.submit(medins, wait, [fund])).toMatchObject({ kind: 'accepted' });
    expect(await outbox.submit(fund, wait)).toMatchObject({ kind: 'accepted' });
    expect([...cases.keys()]).toEqual(keys.slice(1));
    expect(keysIn(journal)).toEqual(keys.slice(1).toSorted());
  });

  it('do not come back once the citizen went on without one', async () => {
    const { outbox, fail, cases, clock } = outboxBench();
    fail('submitCase', lostBefore);
    expect(await outbox.submit(police, wait, [medins, fund])).toMatchObject({ kind: 'not-submitted' });
    await outbox.submit(medins, wait, [fund]);
    await outbox.submit(fund, wait);
    outbox.settle(VISIT);
    await clock.advance(300_000);
    expect([...cases.keys()]).toEqual(keys.slice(1));
  });

  it('can each be tried again under its key', async () => {
    const { outbox, fail, cases } = outboxBench();
    fail('submitCase', refused);
    await outbox.submit(police, wait, [medins, fund]);
    expect(await outbox.submit(police, wait, [medins, fund])).toMatchObject({ kind: 'accepted' });
    expect([...cases.keys()]).toEqual(keys.slice(0, 1));
  });

  it('go on by themselves when the visit ends before their turn', async () => {
    const { outbox, cases, clock, calls } = outboxBench();
    await outbox.submit(police, wait, [medins, fund]);
    expect(calls).toEqual(['submitCase']);
    outbox.settle(VISIT);
    await clock.advance(10_000);
    expect([...cases.keys()].toSorted()).toEqual(keys.toSorted());
    expect(outbox.open()).toEqual([]);
  });

  it('are found by a new start, each under its own key', async () => {
    const { outbox, exchange, cases, clock, journal, cutLine } = outboxBench();
    cutLine(failure('unreachable', 'under-way'));
    const outcome = outbox.submit(police, wait, [medins, fund]);
    await clock.advance(5_000);
    outbox.close();
    expect(await outcome).toEqual({ kind: 'pending' });
    cutLine(null);
    const again = outboxOver(journal, exchange, clock);
    expect(keysIn(journal)).toEqual(keys.toSorted());
    again.resume();
    await clock.advance(30_000);
    expect([...cases.keys()].toSorted()).toEqual(keys.toSorted());
    expect(again.open()).toEqual([]);
  });

  it('are none of them sent when they cannot all be written down', async () => {
    const { journal, clock } = openTestJournal({ limitBytes: 60 * 1024 });
    const { exchange, calls } = testExchange();
    const outbox = outboxOver(journal, exchange, clock);
    const big = { ...fund, application: { ...fund.application, answers: { text: 'x'.repeat(100_000) } } };
    expect(await outbox.submit(police, wait, [medins, big])).toEqual({
      kind: 'not-submitted',
      fault: 'internal',
    });
    expect([calls, journal.work()]).toEqual([[], []]);
  });
});
