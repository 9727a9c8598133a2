import { afterEach, describe, expect, it } from 'vitest';
import { simulatedClock } from '../simulated-clock.ts';
import type { Call, Exchange } from './exchange.ts';
import { createExchangeClient } from './exchange-client.ts';
import { createHttpsPost } from './https-post.ts';
import { kioskTls, reply, startSecurityServer } from './test-security-server.ts';

const call: Call = { queryId: '019ab000-0000-7000-8000-0000000000aa', userId: 'CN0123456789abcdef' };
const person = { document: 'resident', number: '330122196203041234', name: '陈国强' } as const;
const item = 'hrss.contribution-certificate';

let closeLast = (): void => undefined;
afterEach(() => closeLast());

async function answering(status: number, body: unknown) {
  const server = await startSecurityServer((each) => reply(each, status, body));
  const clock = simulatedClock();
  const { post, close } = createHttpsPost(server.url, kioskTls, clock);
  closeLast = close;
  const exchange: Exchange = createExchangeClient({
    post,
    clock,
    instance: 'ONCE',
    client: 'ONCE/GOV/330122/kiosks',
    deadlines: { queryMs: 10_000, submitMs: 30_000 },
  });
  return { exchange, arrived: server.arrived };
}

describe('a picture', () => {
  it('goes to the police once, with the consent it was taken under, and is answered with one word', async () => {
    const { exchange, arrived } = await answering(200, { outcome: 'match' });
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
    expect(await exchange.comparePortrait({ person, item, jpeg }, call)).toEqual({ kind: 'match' });
    expect(arrived[0]?.path).toBe('/r1/ONCE/GOV/police/portrait/compare/v1');
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({
      queryId: call.queryId,
      purpose: { item, consent: true },
      subject: { idType: 'resident', idNo: person.number, name: person.name },
      picture: '/9j/4A==',
    });
  });

  it.each([
    [200, { outcome: 'perhaps' }, 'nonsense', 'unknown'],
    [200, { outcome: 'unavailable' }, 'closed', 'none'],
    [403, { outcome: 'match' }, 'provider-error', 'unknown'],
  ] as const)('answered %s %j raises nobody’s level', async (status, body, fault, effect) => {
    const { exchange } = await answering(status, body);
    const answer = await exchange.comparePortrait({ person, item, jpeg: new Uint8Array() }, call);
    expect(answer).toMatchObject({ kind: 'failed', fault, effect });
  });
});

describe('a password', () => {
  it.each([
    [{ outcome: 'match' }, { kind: 'match' }],
    [
      { outcome: 'no-match', triesLeft: 2 },
      { kind: 'no-match', triesLeft: 2 },
    ],
    [
      { outcome: 'locked', until: '2026-11-24T16:00:00Z' },
      { kind: 'locked', until: '2026-11-24T16:00:00Z' },
    ],
    [{ outcome: 'not-set' }, { kind: 'not-set' }],
  ])('answered %j is %j', async (body, expected) => {
    const { exchange, arrived } = await answering(200, body);
    expect(await exchange.verifyPassword({ person, item, password: '135790' }, call)).toEqual(expected);
    expect(arrived[0]?.path).toBe('/r1/ONCE/GOV/hrss/password/verify/v1');
  });

  it.each([{ outcome: 'no-match' }, { outcome: 'no-match', triesLeft: 0 }, { outcome: 'locked' }])(
    'answered %j is no answer: the count is the exchange’s to say',
    async (body) => {
      const { exchange } = await answering(200, body);
      const answer = await exchange.verifyPassword({ person, item, password: '135790' }, call);
      expect(answer).toMatchObject({ kind: 'failed', fault: 'nonsense' });
    },
  );
});

describe('a code on a telephone', () => {
  const shown = {
    ...person,
    sex: 'male',
    birthDate: '1962-03-04',
    address: '测试路1号',
    validTo: null,
  } as const;

  it('goes to whoever issued it, in the body only, and comes back as a person', async () => {
    const { exchange, arrived } = await answering(200, { outcome: 'person', person: shown });
    expect(await exchange.resolveCode('ESC1-TOKEN', call)).toEqual({ kind: 'person', person: shown });
    expect(arrived[0]?.path).toBe('/r1/ONCE/GOV/hrss/identity/resolve-code/v1');
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({ code: 'ESC1-TOKEN' });
    expect(JSON.stringify(arrived[0]?.headers)).not.toContain('TOKEN');
  });

  it.each(['expired', 'used', 'unknown'] as const)('is refused: %s', async (outcome) => {
    const { exchange } = await answering(200, { outcome });
    expect(await exchange.resolveCode('ESC1-TOKEN', call)).toEqual({ kind: outcome });
  });

  it.each([
    [200, { outcome: 'person', person: { ...shown, number: 'everybody' } }, 'nonsense'],
    [200, { outcome: 'person' }, 'nonsense'],
    [404, { outcome: 'person', person: shown }, 'provider-error'],
  ] as const)('answered %s %j says who nobody is', async (status, body, fault) => {
    const { exchange } = await answering(status, body);
    expect(await exchange.resolveCode('ESC1-TOKEN', call)).toMatchObject({ kind: 'failed', fault });
  });
});
