import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ExchangeFault } from '../../sandbox/exchange/contract.ts';
import { startTestExchange, type TestExchange } from '../../sandbox/exchange/test-exchange.ts';
import { type ExchangeAccess, openSecurityServer } from './security-server.ts';

const SERVICE = 'govsvc/office-queue/read';
const QUERY = '01890000-0000-7000-8000-0000000000aa';
const certificates = join(import.meta.dirname, '../../sandbox/exchange/test-certificates');
const pem = (name: string) => readFileSync(join(certificates, name), 'utf8');

let exchange: TestExchange;
let line: ReturnType<typeof openSecurityServer>;
const accessOf = (who: 'kiosk' | 'stranger'): ExchangeAccess => ({
  url: exchange.exchange.url,
  client: 'ONCE/GOV/330122/kiosks',
  tls: { key: pem(`${who}.key`), cert: pem(`${who}.crt`), ca: pem('ca.crt') },
});
const ask = (service = SERVICE) => line.ask(service, { area: '330122' }, QUERY);
const fail = (preset: ExchangeFault) => exchange.press('PUT', '/exchange/fault', { preset });

beforeAll(async () => {
  exchange = await startTestExchange();
  line = openSecurityServer(accessOf('kiosk'));
});
afterEach(() => fail('none'));
afterAll(async () => {
  line.close();
  await exchange.dispose();
});

describe('a question to the security server', () => {
  test('is answered as the service answers it', async () => {
    expect(await ask()).toMatchObject({ ok: true, body: { area: '330122', offices: expect.any(Array) } });
  });

  test.each<[ExchangeFault, RegExp]>([
    ['down', /^E[A-Z]+$/],
    ['cut', /^(E[A-Z]+|not-json)$/],
    ['garbage', /^not-json$/],
    ['accessDenied', /accessdenied/i],
    ['maintenance', /maintenance/i],
    ['providerError', /^status-500$/],
  ])('under %s has no answer but a code', async (preset, code) => {
    await fail(preset);
    expect(await ask()).toEqual({ ok: false, code: expect.stringMatching(code) });
  });

  test('to a service that is none, or from a stranger, has none either', async () => {
    expect(await ask('govsvc/office-queue/none')).toMatchObject({
      ok: false,
      code: expect.stringMatching(/unknown_?service/i),
    });
    const stranger = openSecurityServer(accessOf('stranger'));
    expect(await stranger.ask(SERVICE, { area: '330122' }, QUERY)).toMatchObject({ ok: false });
    stranger.close();
  });
});
