import { describe, expect, it } from 'vitest';
import { confirm, filing, itemWith, receipt, show, submit } from './testing/items.ts';
import { accepted, gathered, Street } from './testing/street.ts';

describe('leaving before anything is sent', () => {
  it('is possible while data is being gathered, and stops the gathering', () => {
    const street = new Street(filing).send({ type: 'LEAVE' });
    expect(street.outcome).toEqual({ kind: 'left' });
    expect(street.call('gather').signal.aborted).toBe(true);
  });

  it('is possible when the data does not come', async () => {
    const street = await new Street(filing).exchange('gather', { kind: 'failed', fault: 'denied', set: 's' });
    expect(street.send({ type: 'LEAVE' }).outcome).toEqual({ kind: 'left' });
  });

  it('is possible at every question', async () => {
    const walk = [
      (street: Street) => street.send({ type: 'CONTINUE', step: 'record' }),
      (street: Street) => street.answer('kind', 'other'),
      (street: Street) => street.answer('city', 'ningbo'),
      (street: Street) => street.answer('from', '2026-11-25'),
      (street: Street) => street.answer('phone', '13800000000'),
    ];
    for (let length = 0; length <= walk.length; length += 1) {
      const street = await new Street(filing).exchange('gather', gathered({ insured: {} }));
      for (const step of walk.slice(0, length)) step(street);
      expect(street.send({ type: 'LEAVE' }).outcome).toEqual({ kind: 'left' });
    }
  });
});

describe('leaving after a case is there', () => {
  it('ends with the receipt: what was sent stays sent', async () => {
    const street = new Street(itemWith({ steps: [confirm(), submit(), show('result'), receipt()] }));
    await street.send({ type: 'CONFIRM', step: 'check' }).exchange('submit', accepted);
    expect(street.send({ type: 'LEAVE' }).outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('is a plain leaving where the sending did not apply', () => {
    const street = new Street(
      itemWith({ steps: [submit('send', 'police', { when: 'false' }), show('result'), receipt()] }),
    );
    expect(street.send({ type: 'LEAVE' }).outcome).toEqual({ kind: 'left' });
  });
});
