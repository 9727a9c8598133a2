import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ageOn } from '../../population/civil-date.ts';
import { startTestExchange, type TestExchange } from '../test-exchange.ts';

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await startTestExchange();
});
afterAll(() => exchange.dispose());

/** Somebody of sixty to seventy without an elder card: `turn-60` holds, and comes once. */
const sixtyYearOld = () => {
  const found = [...exchange.population.citizens()].find(
    ({ id, birthDate }) =>
      ageOn(birthDate, '2026-11-24') >= 60 &&
      ageOn(birthDate, '2026-11-24') < 70 &&
      !exchange.population.records(id)?.['elder-benefit']?.cardNo,
  );
  if (!found) throw new Error('the county has one');
  return { idType: found.document.type, idNo: found.document.number, name: found.name };
};
const consented = () => ({ purpose: 'reminders', consent: true, subject: sixtyYearOld() });
const held = async (): Promise<readonly unknown[]> => {
  const { body } = await exchange.call('govsvc/reminders/evaluate', consented());
  return (body.reminders as { id: string }[]).map(({ id }) => id);
};
const dismiss = (reminder: string, rest = {}) =>
  exchange.call('govsvc/reminders/dismiss', { ...consented(), reminder, ...rest });

describe('reminders', () => {
  test('need consent', async () => {
    const reply = await exchange.call('govsvc/reminders/evaluate', { ...consented(), consent: false });
    expect(reply).toMatchObject({ status: 400 });
  });

  test('that come once do not come again when they were put away, however often', async () => {
    expect(await held()).toContain('turn-60');
    expect(await dismiss('turn-60')).toMatchObject({ status: 200 });
    expect(await dismiss('turn-60')).toMatchObject({ status: 200 });
    expect(await held()).not.toContain('turn-60');
  });

  test('of another name or another id are not put away', async () => {
    expect(await dismiss('no-such')).toMatchObject({ status: 404 });
    const stranger = { subject: { ...sixtyYearOld(), name: '别人' } };
    expect(await dismiss('turn-60', stranger)).toMatchObject({ status: 404 });
  });
});
