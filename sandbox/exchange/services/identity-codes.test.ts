import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestExchange, type TestExchange } from '../test-exchange.ts';

const shown = new Date('2026-11-24T02:00:30Z');
let now = shown;
let exchange: TestExchange;
beforeEach(async () => {
  now = shown;
  exchange = await startTestExchange({ clock: () => now });
});
afterEach(() => exchange.dispose());

const codeOf = (citizen: string, at = shown): string =>
  exchange.population.identityCode(citizen, at) ?? expect.fail(`nobody is called ${citizen}`);
const resolve = (code: string, queryId = '01890000-0000-7000-8000-00000000000a', department = 'hrss') =>
  exchange.call(`${department}/identity/resolve-code`, { code }, { headers: { 'X-Road-Id': queryId } });
const otherQuery = '01890000-0000-7000-8000-00000000000b';

describe('a code from a telephone', () => {
  test('says who shows it', async () => {
    const { idNo, name } = exchange.person('li-na');
    expect(await resolve(codeOf('li-na'))).toMatchObject({
      status: 200,
      body: { outcome: 'person', person: { document: 'resident', number: idNo, name } },
    });
  });

  test('is good once; the same query, asked again because its answer was lost, is answered the same', async () => {
    const code = codeOf('li-na');
    const first = await resolve(code);
    expect((await resolve(code)).body).toEqual(first.body);
    expect((await resolve(code, otherQuery)).body).toEqual({ outcome: 'used' });
  });

  test('is another one a minute later, and that is good again', async () => {
    const code = codeOf('li-na');
    await resolve(code);
    now = new Date(now.getTime() + 60_000);
    const refreshed = codeOf('li-na', now);
    expect(refreshed).not.toBe(code);
    expect((await resolve(refreshed, otherQuery)).body).toMatchObject({ outcome: 'person' });
  });

  test('is too old after five minutes, used or not', async () => {
    now = new Date(now.getTime() + 4 * 60_000);
    expect((await resolve(codeOf('li-na'))).body).toMatchObject({ outcome: 'person' });
    now = new Date(now.getTime() + 60_000);
    expect((await resolve(codeOf('wang-xiuyun', shown), otherQuery)).body).toEqual({ outcome: 'expired' });
  });

  test.each([
    ['another kind of code', 'https://example.org/menu'],
    ['one character changed', 'changed'],
    ['nothing behind its mark', 'ESC1'],
  ])('that was never issued is unknown: %s', async (_, code) => {
    const sent =
      code === 'changed' ? codeOf('li-na').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) : code;
    expect((await resolve(sent)).body).toEqual({ outcome: 'unknown' });
  });

  test('names nobody to whoever reads it', () => {
    const { idNo, name } = exchange.person('li-na');
    const code = codeOf('li-na');
    const opened = Buffer.from(code.slice(4), 'base64url').toString('latin1');
    for (const clue of ['li-na', idNo, name]) expect(code + opened).not.toContain(clue);
  });
});

test('only who issues the codes can read them', async () => {
  const refused = await resolve(codeOf('li-na'), otherQuery, 'police');
  expect(refused.headers['x-road-error']).toBeDefined();
});
