import { afterAll, beforeAll, expect, test } from 'vitest';
import { filing, startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await startTestExchange();
});
afterAll(() => exchange.dispose());

test('a case is rated once; a second rating is told the first', async () => {
  const { body } = await exchange.call('medins/cases/submit', filing(exchange));
  const rate = (level: number, caseNo = body.caseNo) =>
    exchange.call('medins/rating/submit', { key: `visit-1/rate-${level}`, caseNo, level, channel: 'kiosk' });
  expect(await rate(5)).toMatchObject({ status: 201, body: { level: 5 } });
  expect(await rate(1)).toMatchObject({ status: 200, body: { level: 5 } });
  expect(await rate(6)).toMatchObject({ status: 400 });
  expect(await rate(5, 'TEST-0')).toMatchObject({ status: 404 });
  expect((await exchange.ledger()).ratings).toMatchObject([{ caseNo: body.caseNo, level: 5 }]);
});
