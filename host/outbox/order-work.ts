import type {
  CloseOrderOutcome,
  ExchangeFault,
  OpenOrderOutcome,
  PaidOutcome,
  PaymentOrder,
} from '../../flows/machine/contract.ts';
import { pause } from '../clock.ts';
import type { Call, OrderAnswer } from '../exchange/exchange.ts';
import type { JournalWrite } from '../journal/journal.ts';
import {
  type EndingAction,
  type EndingResult,
  nextEndingStep,
  nextOpeningStep,
  type OpeningEvent,
  type OpeningResult,
  type OpeningSituation,
  pollDelayMs,
} from './order-policy.ts';
import type { OpenOrder, Wait, WorkTools } from './outbox.ts';
import { retryDelayMs } from './retry-schedule.ts';
import { isFinal, type OrderEntry } from './work-entry.ts';

/** Opens, watches and ends payment orders: the policy decides, this journals, asks and waits. */
export type OrderWork = {
  readonly open: (request: OpenOrder, wait: Wait) => Promise<OpenOrderOutcome>;
  readonly awaitPayment: (order: PaymentOrder, signal: AbortSignal) => Promise<PaidOutcome>;
  readonly close: (order: PaymentOrder) => Promise<CloseOrderOutcome>;
  /** Ends an order nobody looks at any more, however long that takes. */
  readonly finishLater: (entry: OrderEntry) => void;
};

/** A security server gives a provider 60 s: a request older than this has arrived, or never will. */
const ARRIVES_WITHIN_MS = 60_000;

export const createOrderWork = (tools: WorkTools): OrderWork => {
  const { exchange, clock, store, closing } = tools;
  const finishing = new Set<string>();

  const callOf = (entry: OrderEntry, signal: AbortSignal = closing): Call => ({
    queryId: tools.newQueryId(),
    userId: entry.userId,
    caseNo: entry.caseNo,
    signal,
  });
  const current = (key: string): OrderEntry | null => {
    const entry = store.get(key);
    return entry?.kind === 'order' ? entry : null;
  };
  const audit = (
    entry: OrderEntry,
    event: Extract<JournalWrite, { kind: 'audit' }>['event'],
  ): JournalWrite[] => [{ kind: 'audit', visit: entry.visit, event }];

  const open = async (request: OpenOrder, wait: Wait): Promise<OpenOrderOutcome> => {
    const known = current(request.key);
    if (known && isFinal(known) && known.state !== 'paid')
      return { kind: 'failed', fault: known.state === 'closed' ? 'closed' : 'nonsense' };
    if (hasOtherOrder(request) || (known && !isSameOrder(known, request))) {
      tools.report({ code: 'internal', visit: request.visit, key: request.key });
      return { kind: 'failed', fault: 'internal' };
    }
    const entry = known ?? newEntry(request);
    if (!known) {
      const { key, caseNo, amountFen } = entry;
      if (!store.put(entry, audit(entry, { kind: 'order-kept', key, caseNo, amountFen })).ok)
        return { kind: 'failed', fault: 'internal' };
    }

    const late = new AbortController();
    const timer = clock.setTimeout(() => late.abort(), wait.deadlineMs);
    const signal = AbortSignal.any([late.signal, closing, ...(wait.signal ? [wait.signal] : [])]);
    try {
      return await opening(entry, request, { kind: known ? 'resumed' : 'kept' }, signal);
    } finally {
      clock.clearTimeout(timer);
    }
  };

  const isSameOrder = (known: OrderEntry, request: OpenOrder): boolean =>
    known.caseNo === request.caseNo && known.amountFen === request.amountFen;

  /** One case never has two orders while the first may still be paid. */
  const hasOtherOrder = ({ key, caseNo }: OpenOrder): boolean =>
    store
      .all()
      .some(
        (entry) =>
          entry.kind === 'order' && entry.caseNo === caseNo && entry.key !== key && entry.state !== 'closed',
      );

  const newEntry = ({ key, visit, step, userId, caseNo, amountFen }: OpenOrder): OrderEntry => ({
    kind: 'order',
    key,
    visit,
    step,
    userId,
    caseNo,
    amountFen,
    keptAt: clock.now().toISOString(),
    queryId: tools.newQueryId(),
    orderNo: null,
    state: 'opening',
    paidAt: null,
    attemptedAt: clock.now().toISOString(),
  });

  const opening = async (
    entry: OrderEntry,
    request: OpenOrder,
    first: OpeningEvent,
    signal: AbortSignal,
  ): Promise<OpenOrderOutcome> => {
    const start: OpeningSituation = { known: entry, tries: 0, fault: 'timeout' };
    for (let next = nextOpeningStep(start, first); ; ) {
      const { action, situation } = next;
      if (action.kind === 'finish') return opened(entry, action.result);
      if ((await pause(clock, action.afterMs, signal)) === 'aborted')
        return { kind: 'failed', fault: situation.fault };
      next = nextOpeningStep(situation, await actOpening(action.kind, entry, request, signal));
    }
  };

  const actOpening = async (
    action: 'open' | 'query',
    entry: OrderEntry,
    { key, caseNo, amountFen, subject }: OpenOrder,
    signal: AbortSignal,
  ): Promise<OpeningEvent> => {
    if (action === 'query')
      return { kind: 'queried', answer: await exchange.queryOrder({ key }, callOf(entry, signal)) };
    const attempt = { ...(current(key) ?? entry), attemptedAt: clock.now().toISOString() };
    if (!store.put(attempt).ok)
      return {
        kind: 'opened',
        answer: { kind: 'failed', fault: 'internal', effect: 'none', code: 'journal' },
      };
    const call = { ...callOf(entry, signal), queryId: entry.queryId };
    return { kind: 'opened', answer: await exchange.openOrder({ key, caseNo, amountFen, subject }, call) };
  };

  const opened = (first: OrderEntry, result: OpeningResult): OpenOrderOutcome => {
    const entry = current(first.key) ?? first;
    const { key, amountFen } = entry;
    switch (result.kind) {
      case 'open': {
        const { order } = result;
        const event = { kind: 'order-opened', key, orderNo: order.orderNo, amountFen } as const;
        const state = entry.state === 'paid' ? 'paid' : 'open';
        const written = store.put({ ...entry, state, orderNo: order.orderNo }, audit(entry, event));
        // An order number that is not on the disk must not be paid: after a crash nobody would look for it.
        return written.ok ? { kind: 'open', order } : failed('internal');
      }
      case 'closed':
        store.put(
          { ...entry, state: 'closed' },
          audit(entry, { kind: 'order-closed', key, orderNo: entry.orderNo }),
        );
        return failed('closed');
      case 'mismatch':
        mismatch(entry, result);
        return failed('nonsense');
      case 'not-opened':
        store.remove(entry, audit(entry, { kind: 'order-closed', key, orderNo: null }));
        return failed(result.fault);
    }
  };

  const mismatch = (
    entry: OrderEntry,
    seen: { readonly orderNo: string; readonly amountFen: number },
  ): void => {
    const event = {
      kind: 'order-mismatch',
      key: entry.key,
      orderNo: seen.orderNo,
      amountFen: seen.amountFen,
    } as const;
    store.put({ ...entry, state: 'mismatch' }, audit(entry, event));
    tools.report({ code: 'payment.mismatch', visit: entry.visit, key: entry.key });
  };

  const entryOf = ({ orderNo }: PaymentOrder): OrderEntry => {
    const entry = store
      .all()
      .find((each): each is OrderEntry => each.kind === 'order' && each.orderNo === orderNo);
    if (!entry) throw new Error('Only an order this outbox opened can be watched or closed');
    return entry;
  };

  /** The final outcome of an entry, if it has one. */
  const finalOf = (entry: OrderEntry): PaidOutcome | null => {
    if (entry.state === 'paid' && entry.paidAt !== null) return { kind: 'paid', at: entry.paidAt };
    return entry.state === 'closed' ? { kind: 'closed' } : null;
  };

  const awaitPayment = async (order: PaymentOrder, signal: AbortSignal): Promise<PaidOutcome> => {
    const { key } = entryOf(order);
    const began = clock.monotonicMs();
    const either = AbortSignal.any([signal, closing]);
    for (;;) {
      const entry = current(key);
      const final = entry && finalOf(entry);
      if (final) return final;
      if ((await pause(clock, pollDelayMs(clock.monotonicMs() - began), either)) === 'aborted')
        throw either.reason;
      if (!entry || entry.state === 'mismatch') continue;
      const action = nextEndingStep(
        { ...entry, mayArriveLate: false },
        'query',
        await exchange.queryOrder({ orderNo: order.orderNo }, callOf(entry, either)),
      );
      if (action.kind === 'finish') ended(entry, action.result);
    }
  };

  /** Writes down how an order ended; true when it is on the disk. */
  const ended = (entry: OrderEntry, result: EndingResult): boolean => {
    const { key, amountFen } = entry;
    switch (result.kind) {
      case 'paid':
        return store.put(
          { ...entry, state: 'paid', orderNo: result.orderNo, paidAt: result.at },
          audit(entry, { kind: 'order-paid', key, orderNo: result.orderNo, amountFen }),
        ).ok;
      case 'closed':
        return store.put(
          { ...entry, state: 'closed' },
          audit(entry, { kind: 'order-closed', key, orderNo: entry.orderNo }),
        ).ok;
      case 'mismatch':
        mismatch(entry, result);
        return false;
      case 'unknown':
        return false;
    }
  };

  const endOnce = async (entry: OrderEntry): Promise<EndingResult> => {
    const mayArriveLate = clock.now().getTime() - Date.parse(entry.attemptedAt) < ARRIVES_WITHIN_MS;
    let known = entry;
    let action: EndingAction = { kind: 'query' };
    while (action.kind !== 'finish') {
      const { kind: stage } = action;
      const answer: OrderAnswer = await actEnding(known, stage);
      // Found by key: from here on this is the number to close, and to compare with.
      if (answer.kind === 'order' && known.orderNo === null) known = { ...known, orderNo: answer.orderNo };
      action = nextEndingStep({ ...known, mayArriveLate }, stage, answer);
    }
    return action.result;
  };

  const actEnding = (entry: OrderEntry, stage: 'query' | 'close' | 'confirm'): Promise<OrderAnswer> => {
    const { orderNo, key } = entry;
    if (stage === 'close' && orderNo !== null) return exchange.closeOrder(orderNo, callOf(entry));
    return exchange.queryOrder(orderNo === null ? { key } : { orderNo }, callOf(entry));
  };

  const close = async (order: PaymentOrder): Promise<CloseOrderOutcome> => {
    const entry = entryOf(order);
    const known = finalOf(entry);
    if (known) return known;
    const result = entry.state === 'mismatch' ? ({ kind: 'unknown' } as const) : await endOnce(entry);
    if (ended(current(entry.key) ?? entry, result) && (result.kind === 'paid' || result.kind === 'closed')) {
      return result.kind === 'paid' ? { kind: 'paid', at: result.at } : { kind: 'closed' };
    }
    const left = current(entry.key);
    if (left && !isFinal(left)) {
      store.put(left, audit(left, { kind: 'order-unknown', key: left.key, orderNo: left.orderNo }));
      tools.report({ code: 'payment.unknown', visit: left.visit, key: left.key });
      finishLater(left);
    }
    return { kind: 'unknown' };
  };

  const finishLater = (entry: OrderEntry): void => {
    if (finishing.has(entry.key)) return;
    finishing.add(entry.key);
    finish(entry.key)
      .catch(() => tools.report({ code: 'internal', visit: entry.visit, key: entry.key }))
      .finally(() => finishing.delete(entry.key));
  };

  const finish = async (key: string): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      if ((await pause(clock, retryDelayMs(tries), closing)) === 'aborted') return;
      const entry = current(key);
      if (!entry || isFinal(entry)) return;
      const result = await endOnce(entry);
      if (closing.aborted) return;
      if (!ended(current(key) ?? entry, result)) continue;
      if (result.kind === 'paid')
        tools.report({ code: 'payment.paid-after-leaving', visit: entry.visit, key });
      store.forgetIfDone(entry.visit);
      return;
    }
  };

  return { open, awaitPayment, close, finishLater };
};

const failed = (fault: ExchangeFault): OpenOrderOutcome => ({ kind: 'failed', fault });
