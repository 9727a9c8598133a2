import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestExchange, type TestExchange } from './test-exchange.ts';

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await startTestExchange();
});
afterAll(() => exchange.dispose());

const licence = () => ({
  queryId: '01890000-0000-7000-8000-000000000001',
  purpose: { item: 'police.driver-points-query', material: 'licence', consent: true },
  subject: exchange.person('chen-guoqiang'),
  asks: ['points'],
  mode: 'read',
});

describe('mutual TLS', () => {
  test('lets a registered kiosk in', async () => {
    expect(await exchange.call('police/data/driver-licence', licence())).toMatchObject({
      status: 200,
      body: { outcome: 'ok', record: { points: 6 } },
    });
  });

  test('refuses a kiosk without a certificate before a word is spoken', async () => {
    await expect(exchange.call('police/data/driver-licence', licence(), { as: 'none' })).rejects.toThrow();
  });

  test('refuses a certificate of the same name from another authority', async () => {
    await expect(
      exchange.call('police/data/driver-licence', licence(), { as: 'stranger' }),
    ).rejects.toThrow();
  });
});

describe('an answer of a department', () => {
  test('carries the id it was asked under, a request id, its hash and the service, and no X-Road-Error', async () => {
    const { headers } = await exchange.call('police/data/driver-licence', licence());
    expect(headers).toMatchObject({
      'x-road-id': '01890000-0000-7000-8000-000000000001',
      'x-road-service': 'ONCE/GOV/police/data/driver-licence',
      'x-road-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-road-request-hash': expect.stringMatching(/^[A-Za-z0-9+/]{86}==$/),
    });
    expect(headers).not.toHaveProperty('x-road-error');
  });

  test('to a body that is not JSON is a 400 of its own, not an error of the security server', async () => {
    const answer = await exchange.send('/r1/ONCE/GOV/police/data/driver-licence/v1', '{"queryId":');
    expect(answer).toMatchObject({ status: 400, body: { type: 'bad-request' } });
    expect(answer.headers).not.toHaveProperty('x-road-error');
  });

  test('to a wrong shape names the path and none of the values', async () => {
    const { text } = await exchange.call('police/data/driver-licence', { ...licence(), asks: 'points' });
    expect(text).toContain('asks');
    expect(text).not.toContain(exchange.person('chen-guoqiang').idNo);
  });
});

test('a card number where a pseudonym belongs is refused, and not kept', async () => {
  const { idNo } = exchange.person('chen-guoqiang');
  const answer = await exchange.call('police/data/driver-licence', licence(), {
    headers: { 'X-Road-UserId': `CN${idNo}` },
  });
  expect(answer).toMatchObject({ status: 400, body: { type: 'bad-request' } });
  expect(JSON.stringify(await exchange.ledger())).not.toContain(idNo);
});

describe.each([
  ['camel', (type: { camel: string }) => type.camel],
  ['snake', (type: { snake: string }) => type.snake],
] as const)('an error of the security server, spelt in %s', (style, spelt) => {
  beforeEach(async () => {
    await exchange.press('PUT', '/exchange/spelling', { style });
  });

  const good = '/r1/ONCE/GOV/police/data/driver-licence/v1';
  test.each([
    [
      'a path with too few parts',
      '/r1/ONCE/GOV/police/data',
      {},
      { camel: 'Server.ClientProxy.InternalError', snake: 'server.clientproxy.internal_error' },
    ],
    [
      'an underscore in an identifier',
      '/r1/ONCE/GOV/police/data/driver_licence/v1',
      {},
      { camel: 'Server.ClientProxy.InternalError', snake: 'server.clientproxy.internal_error' },
    ],
    [
      'no X-Road-Client',
      good,
      { headers: { 'X-Road-Client': [] } },
      { camel: 'Server.ClientProxy.InternalError', snake: 'server.clientproxy.invalid_client_identifier' },
    ],
    [
      'two X-Road-Clients',
      good,
      { headers: { 'X-Road-Client': ['ONCE/GOV/330122/kiosks', 'ONCE/GOV/330122/other'] } },
      { camel: 'Server.ClientProxy.InternalError', snake: 'server.clientproxy.invalid_client_identifier' },
    ],
    [
      'a client id that is none',
      good,
      { headers: { 'X-Road-Client': 'ONCE/kiosks' } },
      { camel: 'Server.ClientProxy.InternalError', snake: 'server.clientproxy.invalid_client_identifier' },
    ],
    [
      'another subsystem than the registered one',
      good,
      { headers: { 'X-Road-Client': 'ONCE/GOV/330122/windows' } },
      {
        camel: 'Server.ClientProxy.SslAuthenticationFailed',
        snake: 'server.clientproxy.ssl_authentication_failed',
      },
    ],
    [
      'a kiosk that is enrolled but not registered',
      good,
      { as: 'unregistered' as const },
      {
        camel: 'Server.ClientProxy.SslAuthenticationFailed',
        snake: 'server.clientproxy.ssl_authentication_failed',
      },
    ],
    [
      'a member nobody knows',
      '/r1/ONCE/GOV/palace/data/driver-licence/v1',
      {},
      { camel: 'Server.ClientProxy.UnknownMember', snake: 'server.clientproxy.unknown_member' },
    ],
    [
      'another instance',
      '/r1/OTHER/GOV/police/data/driver-licence/v1',
      {},
      { camel: 'Server.ClientProxy.UnknownMember', snake: 'server.clientproxy.unknown_member' },
    ],
    [
      'a service its member does not have',
      '/r1/ONCE/GOV/medins/data/driver-licence/v1',
      {},
      { camel: 'Server.ServerProxy.UnknownService', snake: 'server.serverproxy.unknown_service' },
    ],
    [
      'a GET, which would log a number in its query',
      good,
      { method: 'GET' },
      { camel: 'Server.ServerProxy.AccessDenied', snake: 'server.serverproxy.access_denied' },
    ],
    [
      'another version of the service',
      '/r1/ONCE/GOV/police/data/driver-licence/v2',
      {},
      { camel: 'Server.ServerProxy.AccessDenied', snake: 'server.serverproxy.access_denied' },
    ],
  ])('answers %s', async (_, path, options, type) => {
    const answer = await exchange.send(path, JSON.stringify(licence()), options);
    expect(answer.status).toBe(500);
    expect(answer.headers['x-road-error']).toBe(spelt(type));
    expect(answer.body).toEqual({
      type: spelt(type),
      message: expect.any(String),
      detail: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('answers a body over 10 MiB as the message log does', async () => {
    const answer = await exchange.send(good, Buffer.alloc(10 * 1024 * 1024 + 1, 0x20));
    expect(answer.status).toBe(500);
    expect(answer.headers['x-road-error']).toBe(
      spelt({ camel: 'Server.ClientProxy.IOError', snake: 'server.clientproxy.io_error' }),
    );
  });
});

test('a call that is not /r1/ falls through to the SOAP handler, which says so in XML', async () => {
  const answer = await exchange.send('/r2/ONCE/GOV/police/data/driver-licence/v1', '', { method: 'GET' });
  expect(answer.status).toBe(500);
  expect(answer.text).toContain('Must use POST request method instead of GET');
  expect(answer.headers).not.toHaveProperty('x-road-error');
});
