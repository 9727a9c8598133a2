import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAskHall, openAskHall } from './ask-hall.ts';

const ITEM = 'police.traffic-fine-pay';
const answer = {
  item: ITEM,
  machines: [
    {
      kiosk: 'TL-004',
      hall: 'tonglu-1',
      hallName: { 'zh-CN': '大厅', en: 'Hall' },
      place: { 'zh-CN': '一楼', en: 'ground floor' },
      distanceM: 0,
    },
  ],
  office: null,
};
let server: Server;
let asked: { readonly url: string; readonly authorization: string }[];
let reply: { readonly status: number; readonly body: string };
let site = '';

beforeEach(async () => {
  asked = [];
  reply = { status: 200, body: JSON.stringify(answer) };
  server = createServer(({ url = '', headers }, response) => {
    asked.push({ url, authorization: headers.authorization ?? '' });
    response.writeHead(reply.status).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  site = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});
const ask = (item: string | null, signal = new AbortController().signal) =>
  createAskHall({ site, username: 'TL-003', password: 'p:w', ca: '' })(item, signal);

describe('the hall is asked where else', () => {
  test('with the item’s id and this machine’s own name, and nothing else', async () => {
    expect(await ask(ITEM)).toEqual(answer);
    const basic = `Basic ${Buffer.from('TL-003:p:w').toString('base64')}`;
    expect(asked).toEqual([{ url: `/kiosk/nearest?item=${ITEM}`, authorization: basic }]);
  });

  test('for anything at all', async () => {
    reply = { status: 200, body: JSON.stringify({ ...answer, item: null }) };
    expect(await ask(null)).toMatchObject({ item: null });
    expect(asked[0]?.url).toBe('/kiosk/nearest');
  });

  test.each([
    ['a refusal', { status: 401, body: '{"error":"not-signed-in"}' }],
    ['what is not JSON', { status: 200, body: '<html>' }],
    ['another form', { status: 200, body: '{"item":null,"machines":3}' }],
    ['an answer about another item', { status: 200, body: JSON.stringify({ ...answer, item: 'tax.b' }) }],
    ['far too much', { status: 200, body: ' '.repeat(100_000) }],
  ])('and %s is no answer', async (_, given) => {
    reply = given;
    expect(await ask(ITEM)).toBeNull();
  });

  test('and a hall that is gone is none either, nor one nobody waits for any more', async () => {
    expect(await ask(ITEM, AbortSignal.abort())).toBeNull();
    server.close();
    server.closeAllConnections();
    expect(await ask(ITEM)).toBeNull();
  });
});

test('a machine that does not know where to ask asks nobody; one without its password says so', () => {
  const fleet = { url: 'mqtt://127.0.0.1:1883', realm: 'zj-hz', username: 'TL-003' };
  const defects: unknown[] = [];
  const open = (config: Parameters<typeof openAskHall>[0]) =>
    openAskHall(config, '', (error) => defects.push(error));
  expect(open({ secretsDir: '/nowhere' })).toBeNull();
  expect(open({ fleet, secretsDir: '/nowhere' })).toBeNull();
  expect(defects).toEqual([]);
  expect(open({ fleet: { ...fleet, http: site }, secretsDir: '/nowhere' })).toBeNull();
  expect(defects).toHaveLength(1);
});
