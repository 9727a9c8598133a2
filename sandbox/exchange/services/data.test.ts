import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await startTestExchange();
});
afterAll(() => exchange.dispose());

const ask = (changes: object = {}, service = 'police/data/driver-licence') =>
  exchange.call(service, {
    queryId: '01890000-0000-7000-8000-000000000001',
    purpose: { item: 'police.driver-points-query', material: 'licence', consent: true },
    subject: exchange.person('chen-guoqiang'),
    asks: ['points', 'class'],
    mode: 'read',
    ...changes,
  });
const purpose = (item: string, consent = true) => ({ purpose: { item, material: 'paper', consent } });

describe('a granted query', () => {
  test('returns the asked fields and no other', async () => {
    expect((await ask()).body).toEqual({ outcome: 'ok', record: { points: 6, class: 'C1' } });
  });

  test('to verify only says that a record exists', async () => {
    const verify = { ...purpose('property.window-booking'), asks: [], mode: 'verify' };
    const house = await ask(
      { ...verify, subject: exchange.person('zhou-ming') },
      'property/data/real-estate',
    );
    expect(house.body).toEqual({ outcome: 'ok', record: { exists: true } });
    const none = await ask({ ...verify, subject: exchange.person('li-na') }, 'property/data/real-estate');
    expect(none.body).toEqual({ outcome: 'empty' });
  });

  test('reads a check-only field under a grant to verify', async () => {
    const insured = { ...purpose('medins.remote-filing'), asks: ['status'] };
    expect((await ask(insured, 'medins/data/medical-insurance')).body).toEqual({
      outcome: 'ok',
      record: { status: '正常参保' },
    });
  });

  test('is empty for a wrong name as for an unknown number, so neither can be guessed', async () => {
    const known = exchange.person('chen-guoqiang');
    expect((await ask({ subject: { ...known, name: '陈国富' } })).body).toEqual({ outcome: 'empty' });
    expect((await ask({ subject: { ...known, idNo: '330122196001010016' } })).body).toEqual({
      outcome: 'empty',
    });
  });

  test('of a card is answered to its own card number only', async () => {
    const card = exchange.population.records('wang-xiuyun')?.['social-card']?.cardNo;
    const bus = {
      ...purpose('transport.elder-bus'),
      subject: exchange.person('wang-xiuyun'),
      asks: ['concession'],
    };
    const own = await ask({ ...bus, key: card }, 'transport/data/bus-card');
    expect(own.body).toEqual({ outcome: 'ok', record: { concession: '无' } });
    const other = await ask({ ...bus, key: 'T00000000' }, 'transport/data/bus-card');
    expect(other.body).toEqual({ outcome: 'empty' });
  });
});

describe('a query is denied', () => {
  test.each([
    ['to an item without a grant', purpose('culture.library-enable'), 'no grant for this item'],
    [
      'without the person’s consent',
      purpose('police.driver-points-query', false),
      'the person has not consented',
    ],
    ['for a field that is not granted', { asks: ['points', 'fileNo'] }, 'no grant for field fileNo'],
    [
      'for a field of a grant that only verifies',
      purpose('police.driving-test-booking'),
      'no grant for field points',
    ],
  ])('%s', async (_, changes, reason) => {
    expect((await ask(changes)).body).toEqual({ outcome: 'denied', reason });
  });
});

test('the audit says who asked for what under which item, and nothing about the person', async () => {
  await ask();
  await ask(purpose('culture.library-enable'));
  const { queries } = await exchange.ledger();
  expect(queries.slice(-2)).toMatchObject([
    {
      kiosk: 'TL-0001',
      dataset: 'driver-licence',
      item: 'police.driver-points-query',
      outcome: 'ok',
      userId: 'CN00112233445566aa',
    },
    { item: 'culture.library-enable', outcome: 'denied' },
  ]);
  const { idNo, name } = exchange.person('chen-guoqiang');
  expect(JSON.stringify(queries)).not.toContain(idNo);
  expect(JSON.stringify(queries)).not.toContain(name);
});
