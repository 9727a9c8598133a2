import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { shanghaiDate } from '../../population/civil-date.ts';
import type { LedgerOrder } from '../contract.ts';
import type { LedgerStore } from '../ledger.ts';
import { answer, type Service, type ServiceAnswer, withBody } from './service.ts';

export type Payment = {
  readonly open: Service;
  readonly query: Service;
  readonly close: Service;
  /** The citizen's wallet, pressed from outside. A declined try leaves the order waiting, as with real ones. */
  readonly pay: (orderNo: string, result: 'paid' | 'declined') => PayOutcome;
};

export type PayOutcome =
  | { readonly ok: true; readonly order: LedgerOrder }
  | { readonly ok: false; readonly problem: 'no-such-order' }
  | { readonly ok: false; readonly problem: 'not-waiting'; readonly order: LedgerOrder };

export type PaymentParts = {
  readonly ledger: LedgerStore;
  readonly clock: () => Date;
  readonly seed: string;
  readonly onChange: (what: string) => void;
};

const openSchema = z.strictObject({
  key: z.string().min(1).max(200),
  caseNo: z.string(),
  amountFen: z.int().min(1),
  subject: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
});

/**
 * `finance/payment/{open,query,close}`. An order is waiting until it is paid or closed, and never leaves either:
 * whoever comes second to an order, the citizen's phone or the kiosk's close, is told what came first.
 */
export const createPayment = (parts: PaymentParts): Payment => {
  const { ledger, clock, onChange } = parts;

  /** The order and its case change together: a paid case is accepted, one that is not paid is withdrawn. */
  const settle = (order: LedgerOrder, state: 'paid' | 'closed'): LedgerOrder => {
    const at = clock().toISOString();
    ledger.atomically(() => {
      ledger.setOrderState(order.orderNo, state, at);
      ledger.setCaseState(order.caseNo, state === 'paid' ? 'accepted' : 'closed');
    });
    onChange('order');
    return { ...order, state, at };
  };

  return {
    open: withBody(openSchema, (request) => {
      const known = ledger.orderByKey(request.key);
      if (known !== undefined) {
        const same = known.caseNo === request.caseNo && known.amountFen === request.amountFen;
        return same ? describeOpen(200, known) : answer(409, { type: 'key-reused' });
      }
      const owed = ledger.caseByNumber(request.caseNo);
      if (owed === undefined) return answer(404, { type: 'not-found' });
      if (owed.feeFen !== request.amountFen) return answer(422, { type: 'rejected', reason: OTHER_AMOUNT });
      const standing = ledger.ordersOf(request.caseNo).at(-1);
      if (standing !== undefined) {
        ledger.aliasOrder(request.key, standing.orderNo);
        return describeOpen(200, standing);
      }
      if (owed.state !== 'awaiting-payment') return answer(422, { type: 'rejected', reason: NOTHING_TO_PAY });
      const order = newOrder(parts, request);
      ledger.atomically(() => ledger.addOrder(order));
      onChange('order');
      return describeOpen(201, order);
    }),
    query: withBody(
      z.union([z.strictObject({ orderNo: z.string() }), z.strictObject({ key: z.string() })]),
      (request) => {
        const order =
          'key' in request ? ledger.orderByKey(request.key) : ledger.orderByNumber(request.orderNo);
        return order === undefined ? answer(404, { type: 'not-found' }) : describe(200, order);
      },
    ),
    close: withBody(z.strictObject({ orderNo: z.string() }), ({ orderNo }) => {
      const order = ledger.orderByNumber(orderNo);
      if (order === undefined) return answer(404, { type: 'not-found' });
      return describe(200, order.state === 'waiting' ? settle(order, 'closed') : order);
    }),
    pay: (orderNo, result) => {
      const order = ledger.orderByNumber(orderNo);
      if (order === undefined) return { ok: false, problem: 'no-such-order' };
      if (order.state !== 'waiting') return { ok: false, problem: 'not-waiting', order };
      if (result === 'paid') return { ok: true, order: settle(order, 'paid') };
      ledger.noteDeclined(orderNo);
      onChange('order');
      return { ok: true, order: { ...order, declined: order.declined + 1 } };
    },
  };
};

const NOTHING_TO_PAY = {
  'zh-CN': '这件申请已撤回或不用缴费',
  en: 'This application was withdrawn or needs no payment',
};
const OTHER_AMOUNT = { 'zh-CN': '金额与受理的费用不符', en: 'The amount differs from the fee of the case' };

const newOrder = (
  { ledger, clock, seed }: PaymentParts,
  { key, caseNo, amountFen, subject }: z.infer<typeof openSchema>,
): LedgerOrder => {
  const now = clock();
  const prefix = `TESTPAY${shanghaiDate(now).replaceAll('-', '')}`;
  const orderNo = `${prefix}${String(ledger.countOrders(prefix) + 1).padStart(6, '0')}`;
  const opaque = createHmac('sha256', seed).update(`qr ${orderNo}`).digest('base64url').slice(0, 22);
  return {
    ...{ orderNo, key, caseNo, amountFen, subject, declined: 0 },
    qr: `https://pay.example.invalid/q/${opaque}`,
    state: 'waiting',
    at: now.toISOString(),
  };
};

const describeOpen = (status: number, { orderNo, amountFen, qr, state }: LedgerOrder): ServiceAnswer =>
  answer(status, { orderNo, amountFen, qr, state });

const describe = (status: number, { orderNo, amountFen, state, at }: LedgerOrder): ServiceAnswer =>
  answer(status, { orderNo, amountFen, state, at });
