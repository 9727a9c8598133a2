import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { caseToSeal, documentOf, draftSaying, sealedIn } from '../licences/test-draft.ts';
import { filing, startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
beforeEach(async () => {
  exchange = await startTestExchange();
});
afterEach(() => exchange.dispose());
const seal = (request: unknown, department = 'medins') =>
  exchange.call(`${department}/licences/seal`, request);

describe('a draft', () => {
  test('comes back sealed, with a number, and begins with what was sent', async () => {
    const { draft, request } = await caseToSeal(exchange);
    const answered = await seal(request);
    expect(answered).toMatchObject({ status: 201, body: { number: 'TEST-ZM330122202611240000015' } });
    const sealed = sealedIn(answered.body);
    expect(sealed.subarray(0, draft.length).equals(draft)).toBe(true);
    expect(sealed.length).toBeGreaterThan(draft.length);
    expect((await exchange.ledger()).licences).toMatchObject([
      { caseNo: request.caseNo, holder: { name: '李娜' }, organisation: '测试县医疗保障局', arrivals: 1 },
    ]);
    expect(exchange.changes.at(-1)).toBe('licence');
  });

  test('may name in place of the applicant somebody their case is about', async () => {
    const late = exchange.person('zhou-ming').idNo;
    const filed = filing(exchange, { key: 'visit-3/submit/medins', answers: { deceased: late } });
    const { body } = await exchange.call('medins/cases/submit', filed);
    const document = documentOf(await draftSaying(`This is to certify that ${late} is on record no more.`));
    const { request } = await caseToSeal(exchange, { caseNo: String(body.caseNo), document });
    expect(await seal(request)).toMatchObject({ status: 201 });
  });

  test('may name the business their case is about, but no other number they have typed', async () => {
    const sealNaming = async (visit: number, number: string) => {
      const filed = filing(exchange, { key: `visit-${visit}/submit/medins`, answers: { number } });
      const { body } = await exchange.call('medins/cases/submit', filed);
      const document = documentOf(await draftSaying(`This is to certify that ${number} is on record.`));
      const { request } = await caseToSeal(exchange, {
        ...{ key: `visit-${visit}/certificate/medins`, caseNo: String(body.caseNo), document },
      });
      return seal(request);
    };
    expect(await sealNaming(3, '92330122TT00000100')).toMatchObject({ status: 201 });
    expect(await sealNaming(4, '202611240000000001')).toMatchObject({ status: 422 });
  });

  test('that arrives again is answered with the very same file, and counted', async () => {
    const { request } = await caseToSeal(exchange);
    const [first, again] = [await seal(request), await seal(request)];
    expect(again.status).toBe(200);
    expect(sealedIn(again.body).equals(sealedIn(first.body))).toBe(true);
    expect((await exchange.ledger()).licences).toMatchObject([{ arrivals: 2 }]);
  });

  test('that arrives twice at the same moment is sealed once', async () => {
    const { request } = await caseToSeal(exchange);
    const both = await Promise.all([seal(request), seal(request)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect((await exchange.ledger()).licences).toHaveLength(1);
  });

  test('of other content under a key that was used is refused', async () => {
    const { request } = await caseToSeal(exchange);
    await seal(request);
    expect(await seal({ ...request, validTo: null })).toMatchObject({
      status: 409,
      body: { type: 'key-reused' },
    });
  });

  test('can be asked for by its key, also after a restart; an unknown key is not found', async () => {
    const { request } = await caseToSeal(exchange);
    expect(await exchange.call('medins/licences/find', { key: request.key })).toMatchObject({ status: 404 });
    const first = await seal(request);
    await exchange.stop();
    const restarted = await startTestExchange({ dataDir: exchange.dataDir });
    const found = await restarted.call('medins/licences/find', { key: request.key });
    expect(found).toMatchObject({ status: 200, body: { number: first.body.number } });
    expect(sealedIn(found.body).equals(sealedIn(first.body))).toBe(true);
    await restarted.dispose();
  });
});

describe('a department refuses its seal', () => {
  const refusals: readonly (readonly [string, (request: Request) => Promise<unknown>, RegExp])[] = [
    ['where there is no case', async (request) => ({ ...request, caseNo: 'TEST-0' }), /no case/],
    ['to a draft of another day', async (request) => ({ ...request, issuedOn: '2026-11-20' }), /not dated/],
    [
      'to a draft that names somebody else',
      async (request) => ({ ...request, document: documentOf(await draftSaying('Somebody else')) }),
      /not name the applicant/,
    ],
  ];
  type Request = Awaited<ReturnType<typeof caseToSeal>>['request'];
  test.each(refusals)('%s', async (_, change, why) => {
    const { request } = await caseToSeal(exchange);
    expect(await seal(await change(request))).toMatchObject({
      status: 422,
      body: { type: 'rejected', reason: { en: expect.stringMatching(why) } },
    });
    expect((await exchange.ledger()).licences).toEqual([]);
  });

  test('to a second document for one case', async () => {
    const { request } = await caseToSeal(exchange);
    await seal(request);
    expect(await seal({ ...request, key: 'visit-2/certificate/medins' })).toMatchObject({ status: 422 });
  });

  test('to the case of another department', async () => {
    const { request } = await caseToSeal(exchange);
    expect(await seal(request, 'police')).toMatchObject({ status: 422 });
  });

  test('to a case that is not paid for', async () => {
    const { request } = await caseToSeal(exchange);
    const other = filing(exchange, { key: 'visit-1/submit-2/medins', feeFen: 100 });
    const { body } = await exchange.call('medins/cases/submit', other);
    expect(await seal({ ...request, caseNo: String(body.caseNo) })).toMatchObject({ status: 422 });
  });
});

test.each([
  ['no PDF', documentOf(Buffer.from('%PDF-1.7 or so'))],
  ['other bytes than its digest says', { ...documentOf(Buffer.from('a')), sha256: '0'.repeat(64) }],
  ['too large', { content: 'A'.repeat(3 * 1024 * 1024), sha256: '0'.repeat(64) }],
])('a draft that is %s is a bad request', async (_, document) => {
  const { request } = await caseToSeal(exchange);
  expect(await seal({ ...request, document })).toMatchObject({
    status: 400,
    body: { type: 'bad-request' },
  });
});

describe('when the line fails', () => {
  test('after the effect, the key finds what was sealed, and a repeat seals nothing twice', async () => {
    const { request } = await caseToSeal(exchange);
    await exchange.press('PUT', '/exchange/fault', {
      preset: 'timeoutAfterEffect',
      service: 'medins/licences/seal',
      times: 1,
    });
    const gaveUp = exchange.call('medins/licences/seal', request, { signal: AbortSignal.timeout(600) });
    await expect(gaveUp).rejects.toThrow();
    expect(await exchange.call('medins/licences/find', { key: request.key })).toMatchObject({ status: 200 });
    expect(await seal(request)).toMatchObject({ status: 200 });
    expect((await exchange.ledger()).licences).toHaveLength(1);
  });

  test.each(['accessDenied', 'maintenance', 'providerError', 'down'])(
    'before it (%s), nothing is sealed',
    async (preset) => {
      const { request } = await caseToSeal(exchange);
      await exchange.press('PUT', '/exchange/fault', { preset, service: 'medins/licences', times: 1 });
      await seal(request).catch(() => undefined);
      expect((await exchange.ledger()).licences).toEqual([]);
      expect(await seal(request)).toMatchObject({ status: 201 });
    },
  );
});
