import { describe, expect, it } from 'vitest';
import type { ExchangeFault } from './contract.ts';
import { confirm, itemWith, receipt, show, submit } from './testing/items.ts';
import { accepted, Street } from './testing/street.ts';

const item = itemWith({ steps: [confirm(), submit(), receipt()] });
const sending = (definition = item) => new Street(definition).send({ type: 'CONFIRM', step: 'check' });
const reason = { 'zh-CN': '材料不符', en: 'does not match' };

describe('sending a case', () => {
  it('ends with what the department refused, in its own words', async () => {
    const street = await sending().exchange('submit', { kind: 'rejected', reason });
    expect(street.outcome).toMatchObject({ kind: 'rejected', reason });
  });

  it('ends pending, with a slip, when nobody knows whether it arrived', async () => {
    const street = await sending().exchange('submit', { kind: 'pending' });
    expect(street.outcome).toMatchObject({ kind: 'pending', slip: 'pending' });
  });

  it('ends pending when the host never answers, for it may have been sent', () => {
    const street = sending().wait(150_000);
    expect(street.outcome).toMatchObject({ kind: 'pending' });
    expect(street.call('submit').signal.aborted).toBe(true);
  });

  it('is sent again only when it is proven not to have arrived, under the same step and department', async () => {
    const street = await sending().exchange('submit', { kind: 'not-submitted', fault: 'unreachable' });
    expect(street.view).toEqual({
      kind: 'problem',
      fault: 'unreachable',
      during: 'submit',
      retryable: true,
      passes: null,
    });
    street.send({ type: 'RETRY' });
    expect(street.calls.submit.map((call) => call.input)).toMatchObject([
      { step: 'send', department: 'police' },
      { step: 'send', department: 'police' },
    ]);
    await street.exchange('submit', accepted);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it.each<ExchangeFault>(['denied', 'closed', 'internal'])('is not tried again after %s', async (fault) => {
    const street = await sending().exchange('submit', { kind: 'not-submitted', fault });
    street.send({ type: 'RETRY' });
    expect(street.calls.submit).toHaveLength(1);
    expect(street.send({ type: 'LEAVE' }).at).toBe('ended left');
  });

  it('is not open to changes after a failed attempt: the key is bound to its content', async () => {
    const street = await sending().exchange('submit', { kind: 'not-submitted', fault: 'timeout' });
    expect(street.send({ type: 'BACK' }, { type: 'EDIT', step: 'check' }).at).toBe('problem submit');
  });

  it('ends the item when the host has a bug', async () => {
    const street = await sending().crash('submit');
    expect(street.outcome).toEqual({ kind: 'failed', fault: 'internal' });
  });

  it('cannot be confirmed twice', () => {
    const street = sending().send({ type: 'CONFIRM', step: 'check' }, { type: 'RETRY' }, { type: 'BACK' });
    expect(street.calls.submit).toHaveLength(1);
  });

  it('sends one case to each department of a joint item, one after the other', async () => {
    const joint = itemWith({ steps: [confirm(), submit('tax', 'tax'), submit('land', 'land'), receipt()] });
    const street = await sending(joint).exchange('submit', accepted);
    expect(street.calls.submit).toHaveLength(2);
    await street.exchange('submit', accepted);
    expect(Object.keys(street.record.cases)).toEqual(['tax', 'land']);
  });
});

describe('leaving while a case is being sent', () => {
  it('waits for the answer and ends with the receipt that is owed', async () => {
    const more = itemWith({ steps: [confirm(), submit(), show('result'), receipt()] });
    const street = sending(more).send({ type: 'LEAVE' });
    expect(street.at).toBe('submitting');
    await street.exchange('submit', accepted);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('leaves at once when it is proven not to have arrived', async () => {
    const street = await sending()
      .send({ type: 'LEAVE' })
      .exchange('submit', { kind: 'not-submitted', fault: 'timeout' });
    expect(street.at).toBe('ended left');
  });

  it('still sends the second case of a joint item, which was confirmed with the first', async () => {
    const joint = itemWith({ steps: [confirm(), submit('tax', 'tax'), submit('land', 'land')] });
    const street = await sending(joint).send({ type: 'LEAVE' }).exchange('submit', accepted);
    expect(street.at).toBe('submitting');
    await street.exchange('submit', accepted);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: null });
  });
});
