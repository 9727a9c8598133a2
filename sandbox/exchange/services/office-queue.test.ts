import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rows, startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
let now = new Date();
const at = (time: string) => {
  now = new Date(`2026-11-${time}:00+08:00`);
};
beforeEach(async () => {
  at('24T10:00');
  exchange = await startTestExchange({ clock: () => now });
});
afterEach(() => exchange.dispose());

const read = (area = '330122') => exchange.call('govsvc/office-queue/read', { area });
const office = async (id: string) => rows((await read()).body.offices).find((each) => each.office === id);
const waiting = async () => rows((await read()).body.offices).map((each) => Number(each.waiting ?? 0));
const press = (id: string, body: object) => exchange.press('PUT', `/exchange/offices/${id}/queue`, body);

describe('the queues of an area', () => {
  test('are told by office, with what is done there, for whom one waits, how long, and as of when', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.area).toBe('330122');
    expect(await office('medins')).toMatchObject({
      name: { 'zh-CN': '医保窗口' },
      items: expect.arrayContaining(['medins.remote-filing']),
      state: 'open',
      counters: 4,
      at: '2026-11-24T02:00:00.000Z',
    });
  });

  test('are the same whenever the same moment is asked for', async () => {
    const first = (await read()).body;
    expect((await read()).body).toEqual(first);
  });

  test('are longer in the middle of the morning than at noon', async () => {
    const morning = await waiting();
    at('24T12:30');
    const noon = await waiting();
    const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
    expect(sum(morning)).toBeGreaterThan(2 * sum(noon));
    expect(sum(noon)).toBeGreaterThan(0);
  });

  test.each([
    ['in the evening, until the next morning', '24T17:00', '2026-11-25T01:00:00.000Z'],
    ['before it opens, until then', '24T08:59', '2026-11-24T01:00:00.000Z'],
    ['on a Saturday, until Monday', '28T10:00', '2026-11-30T01:00:00.000Z'],
  ])('are closed %s', async (_, time, opensAt) => {
    at(time);
    expect(await office('hrss')).toMatchObject({ state: 'closed', opensAt });
  });

  test('are not known for another area, and not told for a nonsense', async () => {
    expect(await read('330100')).toMatchObject({ status: 404, body: { type: 'not-found' } });
    expect((await read('桐庐')).status).toBe(400);
  });

  test('name every office and every window of items that there is', async () => {
    const offices = rows((await read()).body.offices);
    expect(offices.length).toBeGreaterThan(10);
    expect(offices.filter(({ items }) => rows(items).length === 0)).toEqual([]);
  });
});

describe('the buttons', () => {
  test('set the queue of one office, and give it back to the day', async () => {
    const own = await office('medins');
    expect((await press('medins', { state: 'open', waiting: 12, counters: 4 })).body).toMatchObject({
      waiting: 12,
      counters: 4,
      minutes: 24,
    });
    expect(await office('medins')).toMatchObject({ state: 'open', waiting: 12, minutes: 24 });
    expect((await press('medins', { state: 'closed' })).body).toMatchObject({
      opensAt: '2026-11-25T01:00:00.000Z',
    });
    await press('medins', { state: 'unknown' });
    expect(await office('medins')).toMatchObject({ state: 'unknown' });
    await press('medins', { state: 'own' });
    expect(await office('medins')).toEqual(own);
  });

  test('keep an office open at night, so that it can be tried at any hour', async () => {
    at('24T23:00');
    await press('medins', { state: 'open', waiting: 3 });
    expect(await office('medins')).toMatchObject({ state: 'open', waiting: 3 });
  });

  test('refuse an office nobody knows, and a queue that is none', async () => {
    expect((await press('moon', { state: 'own' })).status).toBe(404);
    expect((await press('medins', { state: 'open', waiting: -1 })).status).toBe(400);
  });

  test('fail the service as they fail every other', async () => {
    await exchange.press('PUT', '/exchange/fault', {
      preset: 'providerError',
      service: 'govsvc/office-queue',
    });
    expect((await read()).status).toBe(500);
  });
});
