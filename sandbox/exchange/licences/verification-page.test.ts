import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestExchange, type TestExchange } from '../test-exchange.ts';
import { caseToSeal, sealedIn } from './test-draft.ts';

let exchange: TestExchange;
let sealed: Buffer;
let page: string;
let today: string;
beforeEach(async () => {
  today = '2026-11-24T02:00:00Z';
  exchange = await startTestExchange({ clock: () => new Date(today) });
  const { request } = await caseToSeal(exchange);
  const { body } = await exchange.call('medins/licences/seal', request);
  sealed = sealedIn(body);
  page = String(body.verifyUrl);
});
afterEach(() => exchange.dispose());

const ask = async (url: string, body?: BodyInit, headers: Record<string, string> = {}) => {
  const answered = await fetch(url, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: { Accept: 'application/json', ...headers },
  });
  return { status: answered.status, told: (await answered.json()) as Record<string, unknown> };
};

describe('the page the code leads to', () => {
  test('says that the document is valid, what it is, and whose, masked', async () => {
    const { idNo } = exchange.person('li-na');
    expect(await ask(page)).toMatchObject({
      status: 200,
      told: {
        verdict: 'valid',
        title: { 'zh-CN': '测试证明' },
        holder: { name: '李＊', number: `**************${idNo.slice(-4)}` },
        validTo: '2026-12-24',
      },
    });
  });

  test('says the same to people, in HTML without the full name or number', async () => {
    const html = await (await fetch(page)).text();
    expect(html).toContain('证明有效');
    expect(html).toContain('李＊');
    expect(html).not.toContain('李娜');
    expect(html).not.toContain(exchange.person('li-na').idNo);
  });

  test('says when the term is over', async () => {
    today = '2026-12-25T02:00:00Z';
    expect(await ask(page)).toMatchObject({ told: { verdict: 'expired' } });
  });

  test.each(['AAAAAAAAAAAAAAAAAAAAAA', '%00', "x' OR '1'='1"])('knows nothing of %s', async (token) => {
    const elsewhere = `${page.slice(0, page.lastIndexOf('/') + 1)}${encodeURIComponent(token)}`;
    expect(await ask(elsewhere)).toEqual({ status: 404, told: { verdict: 'unknown' } });
  });
});

describe('a file that is handed in', () => {
  const form = (bytes: Uint8Array): FormData => {
    const filled = new FormData();
    filled.set('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'certificate.pdf');
    return filled;
  };

  test('is told to be the sealed one', async () => {
    expect(await ask(page, form(sealed))).toMatchObject({ told: { verdict: 'valid', file: 'same' } });
  });

  test('with one byte changed is told to be altered', async () => {
    const changed = Buffer.from(sealed);
    changed[300] = (changed[300] ?? 0) ^ 1;
    expect(await ask(page, form(changed))).toMatchObject({ told: { file: 'altered' } });
  });

  test('may come as it is, without a form', async () => {
    const pdf = { 'Content-Type': 'application/pdf' };
    expect(await ask(page, new Uint8Array(sealed), pdf)).toMatchObject({ told: { file: 'same' } });
  });

  test('that is no form at all leaves the page as it was', async () => {
    const broken = { 'Content-Type': 'multipart/form-data; boundary=x' };
    expect(await ask(page, 'nonsense', broken)).toMatchObject({ told: { verdict: 'valid' } });
  });
});
