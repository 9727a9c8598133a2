import { afterEach, describe, expect, it, vi } from 'vitest';
import { simulatedClock } from '../simulated-clock.ts';
import type { Application, Call, Exchange } from './exchange.ts';
import { type CallReport, createExchangeClient } from './exchange-client.ts';
import { createHttpsPost, type MutualTls } from './https-post.ts';
import { type Arrived, kioskTls, reply, startSecurityServer, strangerTls } from './test-security-server.ts';

const CANARY = '330122196203041234';
const call: Call = { queryId: '019ab000-0000-7000-8000-0000000000aa', userId: 'CN0123456789abcdef' };
const query = {
  department: 'medins',
  set: 'medical-insurance',
  purpose: { item: 'medins.remote-filing', material: 'insurance', consent: true },
  person: { document: 'resident', number: CANARY, name: '陈国强' },
  fields: ['status', 'scheme'],
  mode: 'read',
} as const;
const application: Application = {
  key: '019ab000-0000-7000-8000-000000000001/apply/medins',
  item: { id: 'medins.remote-filing', version: 1, hash: 'a'.repeat(64) },
  applicant: { idType: 'resident', idNo: CANARY, name: '陈国强' },
  answers: { kind: 'live' },
  derived: {},
  kiosk: 'TL-003',
  submittedAt: '2026-11-24T01:48:16.000Z',
};
const receipt = {
  caseNo: 'TEST-330122202611240000017',
  password: '123456',
  state: 'received',
  at: '2026-11-24T01:48:17Z',
  promisedBy: null,
};

let closeLast = (): void => undefined;
afterEach(() => closeLast());

const connect = async (
  answer: (arrived: Arrived) => void,
  tls: MutualTls = kioskTls,
  identity: 'server' | 'stranger' = 'server',
) => {
  const server = await startSecurityServer(answer, identity);
  const clock = simulatedClock();
  const { post, close } = createHttpsPost(server.url, tls, clock);
  closeLast = close;
  const reports: CallReport[] = [];
  const exchange: Exchange = createExchangeClient({
    post,
    clock,
    instance: 'ONCE',
    client: 'ONCE/GOV/330122/kiosks',
    deadlines: { queryMs: 10_000, submitMs: 30_000 },
    onCall: (report) => reports.push(report),
  });
  return { ...server, exchange, clock, reports };
};

describe('a submission for somebody else', () => {
  const sentFor = async (represented: NonNullable<Application['represented']>) => {
    const { exchange, arrived } = await connect((each) => reply(each, 201, receipt));
    await exchange.submitCase('medins', { ...application, represented }, call);
    return arrived[0];
  };

  it('names a business in the header and in the body', async () => {
    const represented = {
      kind: 'company',
      idType: 'unified-social-credit-code',
      idNo: '92330122TT0000112U',
    } as const;
    const sent = await sentFor(represented);
    expect(sent?.headers).toMatchObject({ 'x-road-represented-party': 'COM/92330122TT0000112U' });
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ represented });
  });

  it('names a child in the body only', async () => {
    const sent = await sentFor({ kind: 'child', idType: 'resident', idNo: CANARY });
    expect(sent?.headers).not.toHaveProperty('x-road-represented-party');
    expect(JSON.stringify([sent?.headers, sent?.path])).not.toContain(CANARY);
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ represented: { kind: 'child', idNo: CANARY } });
  });
});

describe('a request', () => {
  it('is a POST over mutual TLS with the X-Road headers, and its personal data in the body only', async () => {
    const { exchange, arrived } = await connect((each) =>
      reply(each, 200, { outcome: 'ok', record: { status: '正常参保', scheme: null } }),
    );
    expect(await exchange.readRecord(query, { ...call, caseNo: 'TEST-1' })).toEqual({
      kind: 'ok',
      record: { status: '正常参保', scheme: null },
    });
    expect(arrived[0]).toMatchObject({
      method: 'POST',
      path: '/r1/ONCE/GOV/medins/data/medical-insurance/v1',
      headers: {
        'x-road-client': 'ONCE/GOV/330122/kiosks',
        'x-road-id': call.queryId,
        'x-road-userid': 'CN0123456789abcdef',
        'x-road-issue': 'TEST-1',
        'content-type': 'application/json; charset=utf-8',
      },
    });
    expect(JSON.stringify([arrived[0]?.headers, arrived[0]?.path])).not.toContain(CANARY);
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({
      queryId: call.queryId,
      purpose: query.purpose,
      subject: { idType: 'resident', idNo: CANARY, name: '陈国强' },
      asks: ['status', 'scheme'],
      mode: 'read',
    });
  });

  it('never carries a card number where a pseudonym belongs', async () => {
    const { exchange, arrived } = await connect((each) => reply(each, 200, {}));
    await expect(exchange.readRecord(query, { ...call, userId: `CN${CANARY}` })).rejects.toThrow(/pseudonym/);
    expect(arrived).toEqual([]);
  });

  it('is reported with ids, codes and times, and nothing of its content', async () => {
    const { exchange, reports } = await connect((each) =>
      reply(each, 200, { outcome: 'denied', reason: CANARY }),
    );
    await exchange.readRecord(query, call);
    expect(reports).toEqual([
      {
        service: 'medins/data/medical-insurance',
        queryId: call.queryId,
        requestId: 'f92591a3-6bf0-49b1-987b-0dd78c034cc3',
        durationMs: 0,
        status: 200,
        code: 'ok',
      },
    ]);
  });
});

describe('who may talk to whom', () => {
  it('a security server of another CA gets nothing of ours', async () => {
    const { exchange, arrived } = await connect((each) => reply(each, 200, {}), kioskTls, 'stranger');
    expect(await exchange.submitCase('medins', application, call)).toMatchObject({
      kind: 'failed',
      fault: 'unreachable',
      effect: 'none',
    });
    expect(arrived).toEqual([]);
  });

  it('a kiosk with a stranger’s certificate is not served', async () => {
    const { exchange, arrived } = await connect((each) => reply(each, 200, {}), strangerTls);
    expect(await exchange.findCase('medins', 'k', call)).toMatchObject({
      kind: 'failed',
      fault: 'unreachable',
    });
    expect(arrived).toEqual([]);
  });
});

describe('an answer to a submission', () => {
  const submit = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
    const { exchange } = await connect((each) => reply(each, status, body, headers));
    return exchange.submitCase('medins', application, call);
  };

  it.each([201, 200])('%i: the case', async (status) => {
    expect(await submit(status, receipt)).toEqual({ kind: 'accepted', receipt });
  });
  it('422: refused, with the department’s reason', async () => {
    expect(
      await submit(422, { type: 'rejected', reason: { 'zh-CN': '已备案', en: 'Already filed' } }),
    ).toEqual({
      kind: 'rejected',
      reason: { 'zh-CN': '已备案', en: 'Already filed' },
    });
  });
  it('409: the slot went to somebody else, or the key was used before', async () => {
    expect(await submit(409, { type: 'slot-taken' })).toEqual({ kind: 'slot-taken' });
    expect(await submit(409, { type: 'key-reused' })).toEqual({ kind: 'key-reused' });
  });

  it.each([
    ['not JSON', 200, '<html>', 'nonsense'],
    ['JSON of another shape', 200, { caseNo: 7 }, 'nonsense'],
    ['a password that is none', 200, { ...receipt, password: 'x' }, 'nonsense'],
    [
      'a refusal under the wrong status',
      404,
      { type: 'rejected', reason: { 'zh-CN': '否', en: 'no' } },
      'provider-error',
    ],
    ['a redirect', 302, {}, 'provider-error'],
    ['a provider’s own error', 503, {}, 'provider-error'],
  ])('%s: whether a case exists is unknown', async (_, status, body, fault) => {
    expect(await submit(status, body)).toMatchObject({ kind: 'failed', fault, effect: 'unknown' });
  });

  it('an answer to somebody else’s request is none to ours', async () => {
    expect(await submit(201, receipt, { 'X-Road-Id': '019ab000-0000-7000-8000-0000000000bb' })).toMatchObject(
      { fault: 'nonsense', code: 'other-id' },
    );
  });

  it.each(['Server.ServerProxy.AccessDenied', 'server.clientproxy.maintenance_mode'])(
    '%s: closed, and surely not submitted',
    async (type) => {
      expect(await submit(500, { type }, { 'X-Road-Error': type })).toMatchObject({
        kind: 'failed',
        fault: 'closed',
        effect: 'none',
      });
    },
  );
});

describe('no answer', () => {
  it('a server that is not there: nothing was sent', async () => {
    const { exchange, url } = await connect(() => undefined);
    closeLast();
    const absent = createHttpsPost(new URL(`https://127.0.0.1:1`), kioskTls, simulatedClock());
    const client = createExchangeClient({
      post: absent.post,
      clock: simulatedClock(),
      instance: 'ONCE',
      client: 'a/b/c/d',
      deadlines: { queryMs: 1, submitMs: 1 },
    });
    expect(await client.submitCase('medins', application, call)).toMatchObject({
      fault: 'unreachable',
      effect: 'none',
      code: 'ECONNREFUSED',
    });
    expect([exchange, url]).toBeDefined();
  });

  it('silence until the deadline: it may still be under way', async () => {
    const { exchange, clock, arrived } = await connect(() => undefined);
    const answer = exchange.submitCase('medins', application, call);
    await vi.waitFor(() => expect(arrived.length).toBe(1));
    await clock.advance(29_999);
    await clock.advance(1);
    expect(await answer).toMatchObject({ fault: 'timeout', effect: 'under-way' });
    expect(clock.pending()).toBe(0);
  });

  it('a deadline above what a security server waits is cut to that', async () => {
    const { exchange, clock, arrived } = await connect(() => undefined);
    const answer = exchange.submitCase('medins', application, { ...call, deadlineMs: 300_000 });
    await vi.waitFor(() => expect(arrived.length).toBe(1));
    await clock.advance(55_000);
    expect(await answer).toMatchObject({ fault: 'timeout' });
  });

  it('a connection cut in mid-answer: it may still be under way', async () => {
    const { exchange } = await connect(({ response, headers }) => {
      response.writeHead(201, { 'Content-Length': '500', 'X-Road-Id': String(headers['x-road-id']) });
      response.write('{"caseNo":"TEST', () => response.destroy());
    });
    expect(await exchange.submitCase('medins', application, call)).toMatchObject({
      fault: 'unreachable',
      effect: 'under-way',
    });
  });

  it('an answer without end is not read to its end', async () => {
    const { exchange } = await connect((each) => reply(each, 200, 'x'.repeat(5 * 1024 * 1024)));
    expect(await exchange.findCase('medins', 'k', call)).toMatchObject({
      fault: 'nonsense',
      code: 'answer-too-large',
    });
  });

  it('the caller’s signal ends it', async () => {
    const stop = new AbortController();
    const { exchange, arrived } = await connect(() => stop.abort());
    expect(await exchange.findCase('medins', 'k', { ...call, signal: stop.signal })).toMatchObject({
      kind: 'failed',
      effect: 'under-way',
    });
    expect(arrived.length).toBe(1);
  });
});

describe('shared records', () => {
  const read = async (body: unknown, mode: 'read' | 'verify' = 'read') => {
    const { exchange } = await connect((each) => reply(each, 200, body));
    return exchange.readRecord({ ...query, mode }, call);
  };
  it('a person without one has null', async () => {
    expect(await read({ outcome: 'empty' })).toEqual({ kind: 'ok', record: null });
  });
  it('verify says whether it exists, and nothing else', async () => {
    expect(await read({ outcome: 'ok', record: { exists: true } }, 'verify')).toEqual({
      kind: 'ok',
      record: { exists: true },
    });
    for (const none of [{ outcome: 'empty' }, { outcome: 'ok', record: { exists: false } }])
      expect(await read(none, 'verify')).toEqual({ kind: 'ok', record: null });
    expect(await read({ outcome: 'ok', record: { exists: true, status: 1 } }, 'verify')).toMatchObject({
      fault: 'nonsense',
    });
  });
  it('without a grant: denied', async () => {
    expect(await read({ outcome: 'denied', reason: 'field' })).toMatchObject({
      fault: 'denied',
      effect: 'none',
    });
  });
  it('more or less than was asked for is not taken', async () => {
    expect(await read({ outcome: 'ok', record: { status: 1, scheme: 1, phone: 1 } })).toMatchObject({
      fault: 'nonsense',
    });
    expect(await read({ outcome: 'ok', record: { status: 1 } })).toMatchObject({ fault: 'nonsense' });
  });
});

describe('orders', () => {
  it('carry amount, number and a code that is an address of https', async () => {
    const order = {
      orderNo: 'P1',
      amountFen: 15_000,
      qr: 'https://pay.example.invalid/q/abc',
      state: 'waiting',
    };
    const { exchange } = await connect((each) => reply(each, 201, order));
    const request = {
      key: 'k',
      caseNo: 'TEST-1',
      amountFen: 15_000,
      subject: { 'zh-CN': '罚款', en: 'Fine' },
    };
    expect(await exchange.openOrder(request, call)).toEqual({
      kind: 'open',
      order: { orderNo: 'P1', amountFen: 15_000, qr: 'https://pay.example.invalid/q/abc' },
      state: 'waiting',
    });
  });
  it('are found by key, closed by number, and may be unknown', async () => {
    const { exchange, arrived } = await connect((each) =>
      each.path.includes('close')
        ? reply(each, 200, { orderNo: 'P1', amountFen: 1, state: 'closed', at: receipt.at })
        : reply(each, 404, { type: 'not-found' }),
    );
    expect(await exchange.queryOrder({ key: 'k' }, call)).toEqual({ kind: 'not-found' });
    expect(await exchange.closeOrder('P1', call)).toMatchObject({ kind: 'order', state: 'closed' });
    expect(arrived.map((each) => JSON.parse(each.body))).toEqual([{ key: 'k' }, { orderNo: 'P1' }]);
  });
});
