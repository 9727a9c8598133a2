import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filing, startTestExchange, type TestExchange } from '../test-exchange.ts';

/* In the county of this seed: two parents with a boy of ten, a couple without children, a trader. */
const MOTHER = 'c000000';
const BOY = 'c000002';
const CHILDLESS = 'c000003';
const TRADER = 'c000011';
const CREDIT_CODE = '92330122TT0000112U';

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await startTestExchange();
});
afterAll(() => exchange.dispose());

let submissions = 0;
const submit = (applicant: string, represented: object, party?: string) => {
  submissions += 1;
  const body = filing(exchange, {
    key: `visit-${submissions}/submit/transport`,
    // An item whose department has no rule of its own for it.
    item: { id: 'property.housing-status-certificate', version: 1, hash: 'sha256-test' },
    applicant: exchange.person(applicant),
    represented,
  });
  const headers = party === undefined ? {} : { 'X-Road-Represented-Party': party };
  return exchange.call('property/cases/submit', body, { headers });
};
const numberOf = (id: string) => exchange.person(id).idNo;
const child = (idNo: string) => ({ kind: 'child', idType: 'resident', idNo });
const company = (idNo: string) => ({ kind: 'company', idType: 'unified-social-credit-code', idNo });

describe('an application for a child', () => {
  test('is taken from a parent, and says in the ledger whom it is for', async () => {
    expect(await submit(MOTHER, child(numberOf(BOY)))).toMatchObject({ status: 201 });
    const { cases } = await exchange.ledger();
    expect(cases.at(-1)).toMatchObject({ represented: child(numberOf(BOY)) });
  });

  test.each([
    ['of another household', CHILDLESS, BOY],
    ['of age', MOTHER, 'c000001'],
    ['by a child', BOY, BOY],
  ])('is refused with a reason for one %s', async (_, applicant, whom) => {
    expect(await submit(applicant, child(numberOf(whom)))).toMatchObject({
      status: 422,
      body: { type: 'rejected', reason: { 'zh-CN': expect.stringContaining('监护人') } },
    });
  });

  test('never names the child in a header, which two message logs keep', async () => {
    for (const party of [`IND/${numberOf(BOY)}`, `COM/${numberOf(BOY)}`])
      expect(await submit(MOTHER, child(numberOf(BOY)), party)).toMatchObject({ status: 400 });
  });
});

describe('an application for a business', () => {
  test('is taken from who operates it', async () => {
    expect(await submit(TRADER, company(CREDIT_CODE), `COM/${CREDIT_CODE}`)).toMatchObject({ status: 201 });
  });

  test('is refused with a reason from anybody else', async () => {
    expect(await submit(MOTHER, company(CREDIT_CODE), `COM/${CREDIT_CODE}`)).toMatchObject({
      status: 422,
      body: { type: 'rejected', reason: { 'zh-CN': expect.stringContaining('法定代表人') } },
    });
  });

  test('names the same business in its header, or is refused', async () => {
    expect(await submit(TRADER, company(CREDIT_CODE))).toMatchObject({
      status: 400,
      body: { type: 'bad-request', paths: ['X-Road-Represented-Party'] },
    });
    expect(await submit(TRADER, company(CREDIT_CODE), 'COM/93330122TT00001556')).toMatchObject({
      status: 400,
    });
  });
});
