import { describe, expect, it } from 'vitest';
import type { ExchangeFault } from './contract.ts';
import { dataUse, filing, itemWith, rule, show } from './testing/items.ts';
import { gathered, Street } from './testing/street.ts';

describe('who may use an item', () => {
  it('is refused by the first rule that is broken, in the order they are written', async () => {
    const young = await new Street(filing, { birthDate: '2015-01-01' }).exchange(
      'gather',
      gathered({ insured: null }),
    );
    expect(young.outcome).toMatchObject({ kind: 'refused', rule: 0 });
    const insured = await new Street(filing, { birthDate: '2015-01-01' }).exchange(
      'gather',
      gathered({ insured: { city: 'x' } }),
    );
    expect(insured.outcome).toMatchObject({ kind: 'refused', rule: 1 });
  });

  it.each([
    ['1966-11-24', 'step points'],
    ['1966-11-25', 'ended refused'],
  ])('counts age in whole years on the day: born %s', (birthDate, at) => {
    const item = itemWith({ eligibility: [rule('person.age >= 60')], steps: [show('points')] });
    expect(new Street(item, { birthDate }).at).toBe(at);
  });

  it('is neither refused nor let through when a rule cannot be decided', () => {
    const item = itemWith({ eligibility: [rule('person.age >= 60')], steps: [show('points')] });
    const street = new Street(item, { birthDate: '1960-02-31' });
    expect(street.outcome).toEqual({ kind: 'failed', fault: 'internal' });
  });

  it('needs no exchange where the item reads no shared data', () => {
    const street = new Street(itemWith({ steps: [show('points')] }));
    expect(street.at).toBe('step points');
    expect(street.calls.gather).toEqual([]);
  });
});

describe('shared data that does not come', () => {
  const item = itemWith({ data: [dataUse('licence')], steps: [show('points')] });

  it.each<[ExchangeFault, boolean]>([
    ['unreachable', true],
    ['timeout', true],
    ['nonsense', true],
    ['provider-error', true],
    ['denied', false],
    ['closed', false],
    ['internal', false],
  ])('%s is said, and can be tried again: %s', async (fault, retryable) => {
    const street = await new Street(item).exchange('gather', { kind: 'failed', fault, set: 'licence-set' });
    expect(street.view).toEqual({ kind: 'problem', fault, during: 'gather', retryable, passes: null });
    street.send({ type: 'RETRY' });
    expect(street.at).toBe(retryable ? 'gathering' : 'problem gather');
  });

  it('is given up when the host never answers', () => {
    const street = new Street(item).wait(150_000);
    expect(street.view).toMatchObject({ kind: 'problem', fault: 'timeout' });
    expect(street.call('gather').signal.aborted).toBe(true);
  });

  it('ends the item when the host has a bug', async () => {
    const street = await new Street(item).crash('gather');
    expect(street.outcome).toEqual({ kind: 'failed', fault: 'internal' });
  });

  it('is asked for once more after RETRY, and the item goes on', async () => {
    const street = await new Street(item).exchange('gather', {
      kind: 'failed',
      fault: 'timeout',
      set: 'licence-set',
    });
    await street.send({ type: 'RETRY' }).exchange('gather', gathered({ licence: null }));
    expect(street.at).toBe('step points');
  });

  it('stops an item whose condition it leaves open, before anything is asked', async () => {
    const conditional = itemWith({
      data: [dataUse('licence')],
      steps: [show('points', { when: 'licence.points > 6' })],
    });
    const street = await new Street(conditional).exchange('gather', gathered({ licence: null }));
    expect(street.outcome).toEqual({ kind: 'failed', fault: 'internal' });
  });
});
