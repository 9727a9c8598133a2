import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filing, rows, startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
beforeEach(async () => {
  exchange = await startTestExchange();
});
afterEach(() => exchange.dispose());

const submit = (body: unknown) => exchange.call('medins/cases/submit', body);
const find = (key: string, department = 'medins') => exchange.call(`${department}/cases/find`, { key });

describe('a submission', () => {
  test('gets a number whose check holds, a password and a promise, and stands in the ledger once', async () => {
    const { status, body } = await submit(filing(exchange));
    expect(status).toBe(201);
    expect(body).toEqual({
      caseNo: expect.stringMatching(/^TEST-33012220261124000001[\dX]$/),
      password: expect.stringMatching(/^\d{6}$/),
      state: 'accepted',
      at: '2026-11-24T02:00:00.000Z',
      promisedBy: '2026-11-24',
    });
    const { cases } = await exchange.ledger();
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({ caseNo: body.caseNo, signed: true, arrivals: 1, kiosk: 'TL-0001' });
    expect(cases[0]).not.toHaveProperty('password');
  });

  test('sent again under the same key is the same case, even when it is stamped anew', async () => {
    const first = await submit(filing(exchange));
    const second = await submit(filing(exchange, { submittedAt: '2026-11-24T02:05:00Z' }));
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    const { cases } = await exchange.ledger();
    expect(cases).toHaveLength(1);
    expect(cases[0]?.arrivals).toBe(2);
  });

  test('of other content under a used key is refused and changes nothing', async () => {
    await submit(filing(exchange));
    const other = await submit(filing(exchange, { answers: { kind: 'live', city: '上海' } }));
    expect(other).toMatchObject({ status: 409, body: { type: 'key-reused' } });
    expect((await exchange.ledger()).cases).toMatchObject([{ answers: { kind: 'work' }, arrivals: 1 }]);
  });

  test('is found by its key, and proven absent by a key never used', async () => {
    const { body } = await submit(filing(exchange));
    expect(await find('visit-1/submit/medins')).toMatchObject({ status: 200, body });
    expect(await find('visit-2/submit/medins')).toMatchObject({ status: 404, body: { type: 'not-found' } });
    expect(await find('visit-1/submit/medins', 'police')).toMatchObject({ status: 404 });
  });

  test('takes its scanned pages along, and refuses one that was damaged on the way', async () => {
    const content = Buffer.from('a page').toString('base64');
    const sha256 = createHash('sha256').update('a page').digest('hex');
    const page = { step: 'bill', page: 1, verdict: 'good', mediaType: 'image/jpeg', sha256, content };
    const damaged = { ...page, content: Buffer.from('half a p').toString('base64') };
    expect(await submit(filing(exchange, { attachments: [damaged] }))).toMatchObject({
      status: 400,
      body: { type: 'bad-request', paths: ['attachments bill/1: sha256'] },
    });
    expect((await submit(filing(exchange, { attachments: [page] }))).status).toBe(201);
    expect((await exchange.ledger()).cases).toMatchObject([
      { attachments: [{ step: 'bill', page: 1, sha256 }] },
    ]);
  });

  test('of a joint item stands in the ledger with the part its department has', async () => {
    const joint = {
      part: 2,
      of: 3,
      title: { 'zh-CN': '医保关系转移', en: 'Insurance transfer' },
      matters: [],
    };
    expect((await submit(filing(exchange, { joint }))).status).toBe(201);
    expect((await exchange.ledger()).cases).toMatchObject([{ joint, department: 'medins' }]);
    expect(
      (await submit(filing(exchange, { key: 'visit-2/submit/medins', joint: { part: 1 } }))).status,
    ).toBe(400);
  });

  test('after a restart is still found, and still one', async () => {
    const { body } = await submit(filing(exchange));
    await exchange.stop();
    exchange = await startTestExchange({ dataDir: exchange.dataDir });
    expect((await find('visit-1/submit/medins')).body).toEqual(body);
    expect((await submit(filing(exchange))).body).toEqual(body);
    expect((await exchange.ledger()).cases).toHaveLength(1);
  });
});

describe('the department judges for itself', () => {
  test('nobody under sixty gets the elder’s bus, whatever a kiosk sends', async () => {
    const body = filing(exchange, {
      key: 'visit-1/submit/transport',
      item: { id: 'transport.elder-bus', version: 1, hash: 'sha256-test' },
    });
    expect(await exchange.call('transport/cases/submit', body)).toMatchObject({
      status: 422,
      body: { type: 'rejected', reason: { 'zh-CN': '年满60周岁方可开通', en: expect.any(String) } },
    });
    expect(await find('visit-1/submit/transport', 'transport')).toMatchObject({ status: 404 });
  });

  test('an applicant whose name and number do not belong together is refused', async () => {
    const applicant = { ...exchange.person('li-na'), name: '李那' };
    expect(await submit(filing(exchange, { applicant }))).toMatchObject({ status: 422 });
  });

  test('a fine is paid at its amount, and only one visit at a time', async () => {
    const fineNo = rows(exchange.population.records('zhou-ming')?.['traffic-violation']?.items)[0]?.no;
    const fine = (key: string, feeFen: number) =>
      exchange.call(
        'police/cases/submit',
        filing(exchange, {
          key,
          feeFen,
          item: { id: 'police.traffic-fine-pay', version: 1, hash: 'sha256-test' },
          applicant: exchange.person('zhou-ming'),
          answers: { fine: fineNo },
        }),
      );
    const openOrder = (key: string, caseNo: unknown) =>
      exchange.call('finance/payment/open', {
        key,
        caseNo,
        amountFen: 15_000,
        subject: { 'zh-CN': '罚款', en: 'Fine' },
      });
    expect(await fine('visit-1/submit/police', 100)).toMatchObject({ status: 422 });
    expect(await fine('visit-2/submit/police', 15_000)).toMatchObject({
      status: 201,
      body: { state: 'awaiting-payment' },
    });
    expect(await fine('visit-2/submit/police', 15_000)).toMatchObject({ status: 200 });

    // Nobody began to pay: the next visit takes its place, and the abandoned case can no longer be paid.
    const second = await fine('visit-3/submit/police', 15_000);
    expect(second).toMatchObject({ status: 201 });
    const [first] = (await exchange.ledger()).cases;
    expect(first?.state).toBe('closed');
    expect(await openOrder('visit-2/pay/police', first?.caseNo)).toMatchObject({ status: 422 });

    // A code stands on a screen: a further visit waits.
    expect(await openOrder('visit-3/pay/police', second.body.caseNo)).toMatchObject({ status: 201 });
    expect(await fine('visit-4/submit/police', 15_000)).toMatchObject({ status: 422 });
  });
});
