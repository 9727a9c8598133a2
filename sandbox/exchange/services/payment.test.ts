import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filing, rows, startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
let caseNo: string;
beforeEach(async () => {
  exchange = await startTestExchange();
  caseNo = await submitFine('visit-1/submit/police');
});
afterEach(() => exchange.dispose());

const fineOf = () => rows(exchange.population.records('zhou-ming')?.['traffic-violation']?.items)[0];
const submitFine = async (key: string): Promise<string> => {
  const { body } = await exchange.call(
    'police/cases/submit',
    filing(exchange, {
      key,
      feeFen: 15_000,
      item: { id: 'police.traffic-fine-pay', version: 1, hash: 'sha256-test' },
      applicant: exchange.person('zhou-ming'),
      answers: { fine: fineOf()?.no },
    }),
  );
  return String(body.caseNo);
};
const pay = (service: string, body: object) => exchange.call(`finance/payment/${service}`, body);
const open = (changes: object = {}) =>
  pay('open', {
    ...{ key: 'visit-1/pay/police', caseNo, amountFen: 15_000 },
    subject: { 'zh-CN': '交通违法罚款', en: 'Traffic fine' },
    ...changes,
  });
const orderNoOf = async () => String((await open()).body.orderNo);
const wallet = (orderNo: string, payload: object = {}) =>
  exchange.press('POST', `/exchange/orders/${orderNo}/pay`, payload);

describe('opening', () => {
  test('shows a code to scan, and the same one when asked again with the same key', async () => {
    const first = await open();
    expect(first).toMatchObject({
      status: 201,
      body: {
        amountFen: 15_000,
        state: 'waiting',
        qr: expect.stringMatching(/^https:\/\/pay\.example\.invalid\/q\/[\w-]+$/),
      },
    });
    expect(await open()).toMatchObject({ status: 200, body: first.body });
    expect((await exchange.ledger()).orders).toHaveLength(1);
  });

  test('never makes a second order for one case: another key leads to the order that stands', async () => {
    const first = await open();
    const second = await open({ key: 'visit-1/pay-again/police' });
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect(await pay('query', { key: 'visit-1/pay-again/police' })).toMatchObject({
      body: { orderNo: first.body.orderNo },
    });
  });

  test('refuses another amount than the case owes, a case nobody knows, and a key used for something else', async () => {
    expect(await open({ amountFen: 1 })).toMatchObject({ status: 422, body: { type: 'rejected' } });
    expect(await open({ caseNo: 'TEST-0' })).toMatchObject({ status: 404 });
    await open();
    expect(await open({ amountFen: 1 })).toMatchObject({ status: 409, body: { type: 'key-reused' } });
  });
});

describe('paying and closing', () => {
  test('a paid order accepts its case, and the fine is gone from the register', async () => {
    const orderNo = await orderNoOf();
    expect(await wallet(orderNo)).toMatchObject({ status: 200, body: { state: 'paid' } });
    expect(await pay('query', { orderNo })).toMatchObject({ body: { state: 'paid', amountFen: 15_000 } });
    expect((await exchange.ledger()).cases).toMatchObject([{ caseNo, state: 'accepted' }]);
    const register = await exchange.call('police/data/traffic-violation', {
      queryId: 'q',
      purpose: { item: 'police.traffic-fine-pay', material: 'fines', consent: true },
      subject: exchange.person('zhou-ming'),
      asks: ['unpaidFen', 'items', 'decisionNo'],
      mode: 'read',
    });
    expect(register.body.record).toMatchObject({
      unpaidFen: 0,
      decisionNo: null,
      items: [{ state: '已缴款' }],
    });
  });

  test('a close that comes first wins: the phone is refused, the case withdrawn, the fine still owed', async () => {
    const orderNo = await orderNoOf();
    expect(await pay('close', { orderNo })).toMatchObject({ status: 200, body: { state: 'closed' } });
    expect(await wallet(orderNo)).toMatchObject({ status: 400, body: { error: 'the order is closed' } });
    expect((await exchange.ledger()).cases).toMatchObject([{ state: 'closed' }]);
    expect(await submitFine('visit-2/submit/police')).toMatch(/^TEST-/);
  });

  test('a phone that comes first wins: close says paid, and goes on saying so', async () => {
    const orderNo = await orderNoOf();
    await wallet(orderNo);
    for (const _ of [1, 2])
      expect(await pay('close', { orderNo })).toMatchObject({ status: 200, body: { state: 'paid' } });
    expect((await exchange.ledger()).cases).toMatchObject([{ state: 'accepted' }]);
  });

  test('a declined try leaves the order waiting', async () => {
    const orderNo = await orderNoOf();
    await wallet(orderNo, { result: 'declined' });
    expect(await pay('query', { orderNo })).toMatchObject({ body: { state: 'waiting' } });
    expect((await exchange.ledger()).orders).toMatchObject([{ declined: 1 }]);
    expect(await wallet(orderNo)).toMatchObject({ body: { state: 'paid' } });
  });

  test('money whose answer was lost is found by key', async () => {
    await exchange.press('PUT', '/exchange/fault', {
      preset: 'cut',
      service: 'finance/payment/open',
      times: 1,
    });
    await expect(open()).rejects.toThrow();
    expect(await pay('query', { key: 'visit-1/pay/police' })).toMatchObject({
      status: 200,
      body: { state: 'waiting' },
    });
  });

  test('an order nobody made is not found, by number, by key, by closing or by phone', async () => {
    for (const [service, body] of [
      ['query', { orderNo: 'none' }],
      ['query', { key: 'none' }],
      ['close', { orderNo: 'none' }],
    ] as const)
      expect(await pay(service, body)).toMatchObject({ status: 404, body: { type: 'not-found' } });
    expect(await wallet('none')).toMatchObject({ status: 404 });
  });
});
