import { afterEach, beforeEach, expect, test } from 'vitest';
import { filing, rows, startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
beforeEach(async () => {
  exchange = await startTestExchange();
});
afterEach(() => exchange.dispose());

const slots = async (body: object = {}) =>
  rows(
    (
      await exchange.call('property/booking/slots', {
        ...{ office: 'property-hall', from: '2026-11-25', days: 14 },
        ...body,
      })
    ).body.slots,
  );
const book = (key: string, slot: object) =>
  exchange.call(
    'property/cases/submit',
    filing(exchange, {
      ...{ key, slot },
      item: { id: 'property.window-booking', version: 1, hash: 'sha256-test' },
    }),
  );

test('offers both halves of working days only, the same every time it is asked', async () => {
  const offered = await slots();
  expect(offered).toHaveLength(20);
  expect(new Set(offered.map(({ date }) => date))).not.toContain('2026-11-28');
  expect(await slots()).toEqual(offered);
});

test('never offers today or a day gone by', async () => {
  const offered = await slots({ from: '2026-11-20', days: 6 });
  expect(offered.map(({ date }) => date)).toEqual(['2026-11-25', '2026-11-25']);
});

test('gives away each place once; the next one hears that it is taken', async () => {
  const open = (await slots()).find(({ left }) => Number(left) > 0);
  const slot = { office: 'property-hall', date: open?.date, part: open?.part };
  for (let place = 0; place < Number(open?.left); place++)
    expect(await book(`visit-${place}/submit/property`, slot)).toMatchObject({
      status: 201,
      body: { promisedBy: open?.date },
    });
  expect(await book('visit-late/submit/property', slot)).toMatchObject({
    status: 409,
    body: { type: 'slot-taken' },
  });
  expect((await slots()).find(({ date, part }) => date === open?.date && part === open?.part)?.left).toBe(0);
  expect(await book('visit-0/submit/property', slot)).toMatchObject({ status: 200 });
});

test('has no place on a Sunday', async () => {
  const sunday = { office: 'property-hall', date: '2026-11-29', part: 'am' };
  expect(await book('visit-1/submit/property', sunday)).toMatchObject({ body: { type: 'slot-taken' } });
});
