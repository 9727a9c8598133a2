import { createHash } from 'node:crypto';
import type { CaseReceipt } from '../../flows/machine/contract.ts';
import type { Exchange, Failure, OrderState, SealedDocument } from '../exchange/exchange.ts';

/**
 * For tests: an exchange in memory that keeps its ledger by key, and fails where it is told to: before it
 * acts, or after (done, but never answered).
 */
export type Mishap = { readonly when: 'before' | 'after'; readonly failure: Failure };
type Operation =
  | 'submitCase'
  | 'findCase'
  | 'sealDocument'
  | 'findSealed'
  | 'openOrder'
  | 'queryOrder'
  | 'closeOrder'
  | 'rate';
type Order = {
  readonly orderNo: string;
  readonly key: string;
  readonly caseNo: string;
  readonly amountFen: number;
  state: OrderState;
};

export type TestExchange = {
  readonly exchange: Exchange;
  readonly cases: Map<string, { readonly content: string; readonly receipt: CaseReceipt }>;
  readonly orders: Map<string, Order>;
  readonly documents: Map<string, { readonly content: string; readonly receipt: SealedDocument }>;
  readonly ratings: string[];
  readonly calls: Operation[];
  /** The next calls of an operation go wrong like this, one after the other. */
  readonly fail: (operation: Operation, ...mishaps: readonly Mishap[]) => void;
  /** Every call goes wrong until the line is back. */
  readonly cutLine: (failure: Failure | null) => void;
  /** The department refuses, or the slot is gone. */
  readonly refuse: (answer: 'rejected' | 'slot-taken' | 'key-reused' | null) => void;
  readonly pay: (orderNo: string) => void;
};

export const failure = (fault: Failure['fault'], effect: Failure['effect']): Failure => ({
  kind: 'failed',
  fault,
  effect,
  code: 'test',
});
export const refused: Mishap = { when: 'before', failure: failure('unreachable', 'none') };
export const lostBefore: Mishap = { when: 'before', failure: failure('provider-error', 'unknown') };
export const lostAfter: Mishap = { when: 'after', failure: failure('provider-error', 'unknown') };
export const timedOutBefore: Mishap = { when: 'before', failure: failure('timeout', 'under-way') };
export const timedOutAfter: Mishap = { when: 'after', failure: failure('timeout', 'under-way') };

export const testExchange = (): TestExchange => {
  const cases: TestExchange['cases'] = new Map();
  const orders: TestExchange['orders'] = new Map();
  const documents: TestExchange['documents'] = new Map();
  const ratings: string[] = [];
  const calls: Operation[] = [];
  const planned = new Map<Operation, Mishap[]>();
  let line: Failure | null = null;
  let refusal: 'rejected' | 'slot-taken' | 'key-reused' | null = null;
  const at = '2026-11-24T01:48:17.000Z';

  const around = async <A>(operation: Operation, act: () => A): Promise<A | Failure> => {
    calls.push(operation);
    const mishap = planned.get(operation)?.shift();
    if (line) return line;
    if (mishap?.when === 'before') return mishap.failure;
    const answer = act();
    return mishap ? mishap.failure : answer;
  };
  const orderBy = (reference: { readonly orderNo: string } | { readonly key: string }): Order | undefined =>
    [...orders.values()].find((order) =>
      'orderNo' in reference ? order.orderNo === reference.orderNo : order.key === reference.key,
    );
  const told = (order: Order | undefined) =>
    order
      ? ({
          kind: 'order',
          orderNo: order.orderNo,
          amountFen: order.amountFen,
          state: order.state,
          at,
        } as const)
      : ({ kind: 'not-found' } as const);

  const exchange: Exchange = {
    readRecord: async () => ({ kind: 'ok', record: null }),
    freeSlots: async () => ({ kind: 'ok', slots: [] }),
    remind: async () => ({ kind: 'ok', reminders: [] }),
    dismissReminder: async () => ({ kind: 'dismissed' }),
    comparePortrait: async () => ({ kind: 'no-match' }),
    verifyPassword: async () => ({ kind: 'not-set' }),
    resolveCode: async () => ({ kind: 'unknown' }),
    submitCase: (_, application) =>
      around('submitCase', () => {
        if (refusal === 'rejected')
          return { kind: 'rejected', reason: { 'zh-CN': '已备案', en: 'Already filed' } } as const;
        if (refusal !== null) return { kind: refusal };
        const content = JSON.stringify(application);
        const known = cases.get(application.key);
        if (known && known.content !== content) return { kind: 'key-reused' } as const;
        const receipt: CaseReceipt = known?.receipt ?? {
          caseNo: `TEST-${cases.size + 1}`,
          password: '123456',
          state: 'received',
          at,
          promisedBy: null,
        };
        cases.set(application.key, { content, receipt });
        return { kind: 'accepted', receipt } as const;
      }),
    findCase: (_, key) =>
      around('findCase', () => {
        const found = cases.get(key);
        return found
          ? ({ kind: 'found', receipt: found.receipt } as const)
          : ({ kind: 'not-found' } as const);
      }),
    sealDocument: (_, request) =>
      around('sealDocument', () => {
        if (refusal === 'rejected')
          return { kind: 'rejected', reason: { 'zh-CN': '登记有变动', en: 'It has changed' } } as const;
        const content = JSON.stringify(request);
        const known = documents.get(request.key);
        if (known && known.content !== content) return { kind: 'key-reused' } as const;
        const receipt = known?.receipt ?? {
          number: `TEST-D${documents.size + 1}`,
          document: sealedFrom(request.document.content),
        };
        documents.set(request.key, { content, receipt });
        return { kind: 'accepted', receipt } as const;
      }),
    findSealed: (_, key) =>
      around('findSealed', () => {
        const found = documents.get(key);
        return found
          ? ({ kind: 'found', receipt: found.receipt } as const)
          : ({ kind: 'not-found' } as const);
      }),
    openOrder: ({ key, caseNo, amountFen }) =>
      around('openOrder', () => {
        const order = orderBy({ key }) ?? {
          orderNo: `P${orders.size + 1}`,
          key,
          caseNo,
          amountFen,
          state: 'waiting' as OrderState,
        };
        orders.set(order.orderNo, order);
        return {
          kind: 'open',
          order: {
            orderNo: order.orderNo,
            amountFen: order.amountFen,
            qr: `https://pay.example.invalid/q/${order.orderNo}`,
          },
          state: order.state,
        } as const;
      }),
    queryOrder: (reference) => around('queryOrder', () => told(orderBy(reference))),
    closeOrder: (orderNo) =>
      around('closeOrder', () => {
        const order = orderBy({ orderNo });
        if (order?.state === 'waiting') order.state = 'closed';
        return told(order);
      }),
    rate: (_, rating) =>
      around('rate', () => {
        if (!ratings.includes(rating.key)) ratings.push(rating.key);
        return { kind: 'rated' } as const;
      }),
  };

  return {
    exchange,
    cases,
    orders,
    documents,
    ratings,
    calls,
    fail: (operation, ...mishaps) => planned.set(operation, [...(planned.get(operation) ?? []), ...mishaps]),
    cutLine: (next) => {
      line = next;
    },
    refuse: (next) => {
      refusal = next;
    },
    pay: (orderNo) => {
      const order = orderBy({ orderNo });
      if (order) order.state = 'paid';
    },
  };
};

/** The draft with something behind it, as a signature is. */
const sealedFrom = (draft: string): SealedDocument['document'] => {
  const bytes = Buffer.concat([Buffer.from(draft, 'base64'), Buffer.from('CANARY SEALED')]);
  return { content: bytes.toString('base64'), sha256: createHash('sha256').update(bytes).digest('hex') };
};
