import { describe, expect, it } from 'vitest';
import { VISIT } from '../journal/test-journal.ts';
import { failure, lostAfter, lostBefore, type Mishap, refused, timedOutAfter } from './test-exchange.ts';
import {
  eventsOf,
  ORDER_KEY,
  type OutboxBench,
  orderRequest,
  outboxBench,
  outboxOver,
} from './test-outbox.ts';

const wait = { deadlineMs: 30_000 };
const order = { orderNo: 'P1', amountFen: 15_000, qr: 'https://pay.example.invalid/q/P1' };
const never = () => new AbortController().signal;
const noAnswer: Mishap = { when: 'before', failure: failure('timeout', 'under-way') };

const openedBench = async (): Promise<OutboxBench> => {
  const bench = outboxBench();
  expect(await bench.outbox.openOrder(orderRequest, wait)).toEqual({ kind: 'open', order });
  return bench;
};

describe('opening an order', () => {
  it('is on the disk before it is asked for, and before its code is shown', async () => {
    const { journal } = await openedBench();
    expect(eventsOf(journal)).toEqual(['order-kept', 'order-opened']);
  });

  it.each([
    ['lost', lostAfter],
    ['too late', timedOutAfter],
  ])('gives the one order there is when the answer was %s', async (_, mishap) => {
    const { outbox, fail, orders, calls } = outboxBench();
    fail('openOrder', mishap);
    expect(await outbox.openOrder(orderRequest, wait)).toEqual({ kind: 'open', order });
    // Asked by key first; the code to scan comes from opening again with the same key.
    expect([calls, orders.size]).toEqual([['openOrder', 'queryOrder', 'openOrder'], 1]);
  });

  it('fails plainly when nothing was sent, and leaves nothing behind', async () => {
    const { outbox, fail, journal, orders } = outboxBench();
    fail('openOrder', refused);
    expect(await outbox.openOrder(orderRequest, wait)).toEqual({ kind: 'failed', fault: 'unreachable' });
    expect([journal.work(), orders.size]).toEqual([[], 0]);
  });

  it('ends at its deadline, and a second try takes up the same order', async () => {
    const { outbox, cutLine, clock, orders } = outboxBench();
    cutLine(failure('timeout', 'under-way'));
    const first = outbox.openOrder(orderRequest, wait);
    await clock.advance(30_000);
    expect(await first).toEqual({ kind: 'failed', fault: 'timeout' });
    cutLine(null);
    const second = outbox.openOrder(orderRequest, wait);
    await clock.advance(10_000);
    expect(await second).toEqual({ kind: 'open', order });
    expect(orders.size).toBe(1);
  });

  it('is refused for a case that has an order under another key', async () => {
    const { outbox, orders, reports } = await openedBench();
    expect(await outbox.openOrder({ ...orderRequest, key: `${VISIT}/other/police` }, wait)).toEqual({
      kind: 'failed',
      fault: 'internal',
    });
    expect([orders.size, reports.map((each) => each.code)]).toEqual([1, ['internal']]);
  });

  it('is refused for another case or amount under a key that has its order', async () => {
    const { outbox, orders } = await openedBench();
    for (const other of [{ caseNo: 'TEST-2' }, { amountFen: 1 }]) {
      expect(await outbox.openOrder({ ...orderRequest, ...other }, wait)).toEqual({
        kind: 'failed',
        fault: 'internal',
      });
    }
    expect(orders.size).toBe(1);
  });

  it('never shows a code for another amount than ours', async () => {
    const { exchange, journal, clock, reports } = outboxBench();
    const wrong = outboxOver(
      journal,
      { ...exchange, openOrder: (request, call) => exchange.openOrder({ ...request, amountFen: 1 }, call) },
      clock,
      reports,
    );
    expect(await wrong.openOrder(orderRequest, wait)).toEqual({ kind: 'failed', fault: 'nonsense' });
    expect(reports.map((each) => each.code)).toEqual(['payment.mismatch']);
    expect(eventsOf(journal)).toContain('order-mismatch');
    expect(await wrong.openOrder({ ...orderRequest, key: `${VISIT}/again/police` }, wait)).toMatchObject({
      kind: 'failed',
    });
  });
});

describe('waiting for the payment', () => {
  it('asks every 3 s for half a minute, then every 5 s', async () => {
    const { outbox, exchange, journal, clock } = await openedBench();
    const asked: number[] = [];
    const watched = outboxOver(
      journal,
      {
        ...exchange,
        queryOrder: (...call) => {
          asked.push(clock.monotonicMs() / 1000);
          return exchange.queryOrder(...call);
        },
      },
      clock,
    );
    const stop = new AbortController();
    const paid = watched.awaitPayment(order, stop.signal);
    await clock.advance(42_000);
    stop.abort();
    await expect(paid).rejects.toThrow();
    expect(asked).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 35, 40]);
    outbox.close();
  });

  it('tells of the payment after it is on the disk', async () => {
    const { outbox, pay, clock, journal } = await openedBench();
    const paid = outbox.awaitPayment(order, never());
    pay('P1');
    await clock.advance(3_000);
    expect(await paid).toEqual({ kind: 'paid', at: '2026-11-24T01:48:17.000Z' });
    expect(eventsOf(journal).at(-1)).toBe('order-paid');
  });

  it('goes on through answers that do not come', async () => {
    const { outbox, pay, fail, clock } = await openedBench();
    fail('queryOrder', lostBefore, noAnswer);
    const paid = outbox.awaitPayment(order, never());
    pay('P1');
    await clock.advance(9_000);
    expect(await paid).toMatchObject({ kind: 'paid' });
  });

  it('never takes another order’s payment for ours', async () => {
    const { outbox, exchange, journal, clock, reports, pay } = await openedBench();
    pay('P1');
    const wrong = outboxOver(
      journal,
      {
        ...exchange,
        queryOrder: async (reference, call) => {
          const answer = await exchange.queryOrder(reference, call);
          return answer.kind === 'order' ? { ...answer, orderNo: 'P9' } : answer;
        },
      },
      clock,
      reports,
    );
    const stop = new AbortController();
    const paid = wrong.awaitPayment(order, stop.signal);
    await clock.advance(9_000);
    stop.abort();
    await expect(paid).rejects.toThrow();
    expect(reports.map((each) => each.code)).toEqual(['payment.mismatch']);
    outbox.close();
  });
});

describe('ending an order', () => {
  it('says “closed” only after query, close, query', async () => {
    const { outbox, calls, journal } = await openedBench();
    expect(await outbox.closeOrder(order)).toEqual({ kind: 'closed' });
    expect(calls).toEqual(['openOrder', 'queryOrder', 'closeOrder', 'queryOrder']);
    expect(eventsOf(journal).at(-1)).toBe('order-closed');
  });

  it('says “paid” when the citizen was faster', async () => {
    const { outbox, exchange, journal, clock, pay } = await openedBench();
    const racing = outboxOver(
      journal,
      {
        ...exchange,
        closeOrder: (...call) => {
          pay('P1');
          return exchange.closeOrder(...call);
        },
      },
      clock,
    );
    expect(await racing.closeOrder(order)).toMatchObject({ kind: 'paid' });
    outbox.close();
  });

  it('does not close what is paid', async () => {
    const { outbox, pay, calls } = await openedBench();
    pay('P1');
    expect(await outbox.closeOrder(order)).toMatchObject({ kind: 'paid' });
    expect(calls).not.toContain('closeOrder');
  });

  it('finds out by the last query when the close itself was not answered', async () => {
    const { outbox, fail } = await openedBench();
    fail('closeOrder', lostAfter);
    expect(await outbox.closeOrder(order)).toEqual({ kind: 'closed' });
  });

  it('is unknown without the last answer, and goes on until it is final', async () => {
    const { outbox, cutLine, clock, reports, orders } = await openedBench();
    cutLine(failure('timeout', 'under-way'));
    expect(await outbox.closeOrder(order)).toEqual({ kind: 'unknown' });
    expect(reports.map((each) => each.code)).toEqual(['payment.unknown']);
    await clock.advance(300_000);
    cutLine(null);
    await clock.advance(60_000);
    expect([orders.get('P1')?.state, outbox.open()]).toEqual(['closed', []]);
  });

  it('that turns out paid after the citizen left is told to operators', async () => {
    const { outbox, cutLine, clock, reports, pay } = await openedBench();
    cutLine(failure('timeout', 'under-way'));
    await outbox.closeOrder(order);
    outbox.settle(VISIT);
    pay('P1');
    cutLine(null);
    await clock.advance(60_000);
    expect(reports.map((each) => each.code)).toEqual(['payment.unknown', 'payment.paid-after-leaving']);
    expect(outbox.state(VISIT)).toEqual([]);
  });
});

describe('an order nobody looks at any more', () => {
  it('is ended when the visit is', async () => {
    const { outbox, clock, orders } = await openedBench();
    outbox.settle(VISIT);
    await clock.advance(3_000);
    expect([orders.get('P1')?.state, outbox.open()]).toEqual(['closed', []]);
  });

  it('is ended after a restart, also when nobody knows whether it was opened', async () => {
    const { outbox, fail, clock, orders, journal, exchange } = outboxBench();
    fail('openOrder', timedOutAfter);
    fail('queryOrder', noAnswer, noAnswer, noAnswer, noAnswer);
    const opening = outbox.openOrder(orderRequest, { deadlineMs: 1_000 });
    await clock.advance(1_000);
    await opening;
    outbox.close();
    const again = outboxOver(journal, exchange, clock);
    again.resume();
    await clock.advance(60_000);
    expect([orders.get('P1')?.state, again.open()]).toEqual(['closed', []]);
  });

  it('counts as never opened only when no request for it can arrive any more', async () => {
    const { outbox, fail, clock, journal, orders } = outboxBench();
    fail('openOrder', noAnswer);
    fail('queryOrder', noAnswer);
    const opening = outbox.openOrder(orderRequest, { deadlineMs: 1_000 });
    await clock.advance(1_000);
    await opening;
    outbox.settle(VISIT);
    await clock.advance(50_000);
    expect(outbox.open()).toMatchObject([{ key: ORDER_KEY, state: 'opening' }]);
    await clock.advance(60_000);
    expect([outbox.open(), orders.size, journal.work()]).toEqual([[], 0, []]);
  });
});

describe('a rating', () => {
  const rating = {
    visit: VISIT,
    department: 'medins',
    userId: orderRequest.userId,
    key: `${VISIT}/rating/medins`,
    caseNo: 'TEST-1',
    level: 5,
  } as const;

  it('is kept, and sent when the line is back, once', async () => {
    const { outbox, cutLine, clock, ratings } = outboxBench();
    cutLine(failure('unreachable', 'none'));
    outbox.rate(rating);
    outbox.rate(rating);
    await clock.advance(10_000);
    expect(ratings).toEqual([]);
    cutLine(null);
    await clock.advance(60_000);
    expect([ratings, outbox.open()]).toEqual([[rating.key], []]);
  });
});
