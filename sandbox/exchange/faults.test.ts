import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { filing, startTestExchange, type TestExchange } from './test-exchange.ts';

let exchange: TestExchange;
beforeEach(async () => {
  exchange = await startTestExchange();
});
afterEach(() => exchange.dispose());

const fault = (preset: string, rest: object = {}) =>
  exchange.press('PUT', '/exchange/fault', { preset, ...rest });
const submit = (options = {}) => exchange.call('medins/cases/submit', filing(exchange), options);
const find = () => exchange.call('medins/cases/find', { key: 'visit-1/submit/medins' });
const cases = async () => (await exchange.ledger()).cases;

describe('a fault after the effect', () => {
  test('timeoutAfterEffect: the kiosk never hears, and finds its case by key', async () => {
    await fault('timeoutAfterEffect', { service: 'medins/cases/submit', times: 1 });
    const deadline = new AbortController();
    const unanswered = submit({ signal: deadline.signal });
    await vi.waitFor(async () => expect(await cases()).toHaveLength(1));
    deadline.abort();
    await expect(unanswered).rejects.toThrow();
    expect(await find()).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect(await submit()).toMatchObject({ status: 200 });
    expect(await cases()).toHaveLength(1);
  });

  test('cut: the answer breaks off in mid-body', async () => {
    await fault('cut', { times: 1 });
    await expect(submit()).rejects.toThrow();
    expect(await find()).toMatchObject({ status: 200 });
  });

  test('garbage and wrongShape: status 200, and nothing a client may believe', async () => {
    await fault('garbage', { times: 1 });
    const garbage = await submit();
    expect(garbage.status).toBe(200);
    expect(() => JSON.parse(garbage.text)).toThrow();
    await fault('wrongShape', { times: 1 });
    const strange = await submit();
    expect(strange.status).toBe(200);
    expect(strange.body).not.toHaveProperty('caseNo');
    expect(await cases()).toHaveLength(1);
  });
});

describe('a fault before the effect leaves the ledger empty', () => {
  test.each([
    ['accessDenied', 'Server.ServerProxy.AccessDenied'],
    ['maintenance', 'Server.ServerProxy.MaintenanceMode'],
    ['providerError', undefined],
  ])('%s', async (preset, type) => {
    await fault(preset);
    const answer = await submit();
    expect(answer.status).toBe(500);
    expect(answer.headers['x-road-error']).toBe(type);
    expect(await cases()).toEqual([]);
  });

  test('timeoutBeforeEffect', async () => {
    await fault('timeoutBeforeEffect', { times: 1 });
    const deadline = new AbortController();
    const unanswered = submit({ signal: deadline.signal });
    await vi.waitFor(async () => {
      const state = await exchange.press('PUT', '/exchange/spelling', { style: 'camel' });
      expect(state.body.faults).toEqual([]);
    });
    deadline.abort();
    await expect(unanswered).rejects.toThrow();
    expect(await cases()).toEqual([]);
  });
});

describe('down', () => {
  test('refuses connections, and serves the same address when it is over', async () => {
    await fault('down');
    await expect(submit()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await fault('none');
    expect(await submit()).toMatchObject({ status: 201 });
  });

  test('for one service drops its connections and lets the others be', async () => {
    await fault('down', { service: 'medins/cases' });
    await expect(submit()).rejects.toThrow();
    expect(
      await exchange.call('property/booking/slots', { office: 'x', from: '2026-11-25', days: 1 }),
    ).toMatchObject({
      status: 200,
    });
  });
});

test('latency delays every answer it covers', async () => {
  await exchange.press('PUT', '/exchange/latency', { ms: 60, service: 'medins' });
  const begun = performance.now();
  await find();
  expect(performance.now() - begun).toBeGreaterThanOrEqual(59);
});

test('the most specific fault wins, counts down, and nonsense is refused', async () => {
  await fault('maintenance');
  await fault('accessDenied', { service: 'medins/cases', times: 1 });
  expect((await submit()).headers['x-road-error']).toBe('Server.ServerProxy.AccessDenied');
  expect((await submit()).headers['x-road-error']).toBe('Server.ServerProxy.MaintenanceMode');
  expect(await fault('sideways')).toMatchObject({ status: 400, body: { error: expect.any(String) } });
  expect((await fault('none')).body).toMatchObject({ faults: [], spelling: 'camel' });
  expect(exchange.changes).toContain('/exchange/fault');
});
