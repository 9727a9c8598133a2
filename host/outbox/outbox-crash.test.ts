import { describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import { bytesUnder, countedBytes, temporaryDataRoot, VISIT } from '../journal/test-journal.ts';
import { openVisitKeys, type VisitKeys } from '../journal/visit-keys.ts';
import { type SimulatedClock, settled, simulatedClock } from '../simulated-clock.ts';
import type { Outbox } from './outbox.ts';
import { lostAfter, type TestExchange, testExchange } from './test-exchange.ts';
import { CASE_KEY, orderRequest, outboxOver, parts, submission } from './test-outbox.ts';

/**
 * The plug is pulled before or after every single thing the host does to its disk or says to the exchange;
 * then it starts again on what is left. Whatever the moment: nothing confirmed is lost, nothing is there twice.
 */
class PowerCut extends Error {}

/** Counts what is done, and ends the world at one point: from there on nothing is done any more. */
const plug = (at: number) => {
  let count = 0;
  const point = (): void => {
    count += 1;
    if (count >= at) throw new PowerCut();
  };
  const around = <A extends readonly unknown[], R>(act: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      point();
      const result = act(...args);
      point();
      return result;
    };
  };
  const aroundAsync = <A extends readonly unknown[], R>(
    act: (...args: A) => Promise<R>,
  ): ((...args: A) => Promise<R>) => {
    return async (...args) => {
      point();
      const result = await act(...args);
      point();
      return result;
    };
  };
  return { around, aroundAsync, points: () => count };
};
type Plug = ReturnType<typeof plug>;

const pluggedKeys = (keys: VisitKeys, { around }: Plug): VisitKeys => ({
  ...keys,
  create: around(keys.create),
  destroy: around(keys.destroy),
});
const pluggedJournal = (journal: Journal, { around }: Plug): Journal => ({
  ...journal,
  commit: around(journal.commit),
  record: around(journal.record),
  forget: around(journal.forget),
});
const pluggedExchange = (exchange: Exchange, { aroundAsync }: Plug): Exchange => ({
  ...exchange,
  submitCase: aroundAsync(exchange.submitCase),
  findCase: aroundAsync(exchange.findCase),
  openOrder: aroundAsync(exchange.openOrder),
  queryOrder: aroundAsync(exchange.queryOrder),
  closeOrder: aroundAsync(exchange.closeOrder),
});

type World = { readonly dataRoot: string; readonly clock: SimulatedClock; readonly bench: TestExchange };

const start = (
  { dataRoot, clock, bench }: World,
  cord: Plug,
): { readonly journal: Journal; readonly outbox: Outbox } => {
  const randomBytes = countedBytes();
  const keys = pluggedKeys(openVisitKeys(`${dataRoot}/keys`, randomBytes), cord);
  const opened = openJournal({ dataRoot, clock, randomBytes, keys });
  if (!opened.ok) throw new Error('The journal opens after every cut');
  onTestFinished(() => opened.value.close());
  return {
    journal: opened.value,
    outbox: outboxOver(pluggedJournal(opened.value, cord), pluggedExchange(bench.exchange, cord), clock),
  };
};

/** Runs a visit until the plug is pulled at `at`, then a second life without a cut; says whether the cut came. */
const live = async (
  world: World,
  at: number,
  visit: (outbox: Outbox) => Promise<void>,
): Promise<{ wasCut: boolean; journal: Journal }> => {
  const first = start(world, plug(at));
  let wasCut = false;
  const lived = visit(first.outbox).catch((error: unknown) => {
    if (!(error instanceof PowerCut)) throw error;
    wasCut = true;
  });
  await world.clock.advance(20_000);
  await lived;
  first.outbox.close();
  first.journal.close();
  await settled();

  const second = start(world, plug(Number.POSITIVE_INFINITY));
  second.outbox.resume();
  await world.clock.advance(10 * 60_000);
  expect(second.outbox.open()).toEqual([]);
  second.outbox.close();
  return { wasCut, journal: second.journal };
};

const world = (): World => ({
  dataRoot: temporaryDataRoot(),
  clock: simulatedClock(),
  bench: testExchange(),
});
const POINTS = Array.from({ length: 24 }, (_, index) => index + 1);

describe.each([
  ['answered', false],
  ['done but not answered', true],
])('an application whose submission is %s', (_, isLost) => {
  it.each(POINTS)('is in the ledger once or not at all when the plug is pulled at point %i', async (at) => {
    const here = world();
    if (isLost) here.bench.fail('submitCase', lostAfter);
    const outcomes: string[] = [];
    const { journal } = await live(here, at, async (outbox) => {
      outcomes.push((await outbox.submit(submission, { deadlineMs: 15_000 })).kind);
      outbox.settle(VISIT);
    });

    const kept = journal.trail().some((entry) => JSON.parse(entry.event).kind === 'application-kept');
    // Confirmed on this disk means: in the ledger, whatever happened after.
    expect(here.bench.cases.size).toBe(kept ? 1 : 0);
    // And told as accepted only when it is.
    if (outcomes.includes('accepted')) expect(here.bench.cases.has(CASE_KEY)).toBe(true);
    // The second life has nothing left to keep a key for.
    expect([journal.visits(), journal.work(), journal.verify().ok]).toEqual([[], [], true]);
    expect(bytesUnder(`${here.dataRoot}/keys`).length).toBe(0);
    expect(bytesUnder(here.dataRoot).includes('CANARY')).toBe(false);
  });
});

describe.each([
  ['answered', false],
  ['done but not answered', true],
])('a joint item whose first part is %s', (_, isLost) => {
  it.each(Array.from({ length: 40 }, (__, index) => index + 1))(
    'has all its parts in the ledger, each once, or none, when the plug is pulled at point %i',
    async (at) => {
      const here = world();
      if (isLost) here.bench.fail('submitCase', lostAfter);
      const { journal } = await live(here, at, async (outbox) => {
        for (const [index, part] of parts.entries())
          await outbox.submit(part, { deadlineMs: 15_000 }, parts.slice(index + 1));
        outbox.settle(VISIT);
      });
      const kept = journal.trail().filter((entry) => JSON.parse(entry.event).kind === 'application-kept');
      expect([0, parts.length]).toContain(kept.length);
      expect([...here.bench.cases.keys()].toSorted()).toEqual(
        kept.length === 0 ? [] : parts.map(({ application }) => application.key).toSorted(),
      );
      expect([journal.visits(), journal.work(), journal.verify().ok]).toEqual([[], [], true]);
      expect(bytesUnder(here.dataRoot).includes('CANARY')).toBe(false);
    },
  );
});

describe('a payment', () => {
  it.each(POINTS)('is one order, final in the end, when the plug is pulled at point %i', async (at) => {
    const here = world();
    const told: string[] = [];
    const { journal } = await live(here, at, async (outbox) => {
      const opened = await outbox.openOrder(orderRequest, { deadlineMs: 10_000 });
      if (opened.kind !== 'open') return;
      told.push((await outbox.closeOrder(opened.order)).kind);
      outbox.settle(VISIT);
    });
    const states = [...here.bench.orders.values()].map((order) => order.state);
    expect(states.length).toBeLessThanOrEqual(1);
    expect(states).not.toContain('waiting');
    if (told.includes('closed')) expect(states).toEqual(['closed']);
    expect([journal.work(), journal.verify().ok]).toEqual([[], true]);
  });

  it.each(POINTS)('made before the cut at point %i is never told as “not charged”', async (at) => {
    const here = world();
    const { journal } = await live(here, at, async (outbox) => {
      const opened = await outbox.openOrder(orderRequest, { deadlineMs: 10_000 });
      if (opened.kind !== 'open') return;
      here.bench.pay(opened.order.orderNo);
      expect((await outbox.closeOrder(opened.order)).kind).not.toBe('closed');
      outbox.settle(VISIT);
    });
    const paid = [...here.bench.orders.values()].some((order) => order.state === 'paid');
    const events = journal.trail().map((entry) => JSON.parse(entry.event).kind);
    expect(events.includes('order-paid')).toBe(paid);
    if (paid) expect(events).not.toContain('order-closed');
  });
});

it('the points above reach past the end of each visit', async () => {
  const cord = plug(Number.POSITIVE_INFINITY);
  const here = world();
  here.bench.fail('submitCase', lostAfter);
  const { outbox } = start(here, cord);
  await outbox.submit(submission, { deadlineMs: 15_000 });
  outbox.settle(VISIT);
  expect(cord.points()).toBeLessThan(POINTS.length);
  expect(cord.points()).toBeGreaterThan(10);
});
