import { describe, expect, it } from 'vitest';
import { ask, choose, confirm, filing, itemWith, sign, submit } from './testing/items.ts';
import { accepted, gathered, pen, Street } from './testing/street.ts';

/** A filing answered to the check page. */
async function checked(kind: 'home' | 'other') {
  const street = await new Street(filing).exchange('gather', gathered({ insured: { city: 'hangzhou' } }));
  street.send({ type: 'CONTINUE', step: 'record' }).answer('kind', kind);
  if (kind === 'other') street.answer('city', 'ningbo');
  return street
    .answer('from', '2026-11-25')
    .answer('phone', '13800000000')
    .send({ type: 'SIGN', step: 'pledge', signature: pen });
}

describe('changing one answer on the check page', () => {
  it('opens that question and returns to the check page', async () => {
    const street = new Street(
      itemWith({ steps: [choose('kind', ['a', 'b']), ask('phone', 'phone'), confirm()] }),
    );
    street.answer('kind', 'a').answer('phone', '13800000000').send({ type: 'EDIT', step: 'kind' });
    expect(street.view).toMatchObject({ step: { id: 'kind' }, progress: { returnsToCheck: true } });
    street.answer('kind', 'b');
    expect(street.view).toMatchObject({ step: { id: 'check' }, progress: { returnsToCheck: false } });
    expect(street.record.answers).toEqual({ kind: 'b', phone: '13800000000' });
  });

  it('asks first what the change makes necessary', async () => {
    const street = (await checked('home')).send({ type: 'EDIT', step: 'kind' }).answer('kind', 'other');
    expect(street.at).toBe('step city');
    street.answer('city', 'hangzhou');
    expect(street.at).toBe('step pledge');
    street.send({ type: 'SIGN', step: 'pledge', signature: pen });
    expect(street.at).toBe('step check');
  });

  it('has the document signed again, for it was filled in from the answer that changed', async () => {
    const street = (await checked('home'))
      .send({ type: 'EDIT', step: 'phone' })
      .answer('phone', '13900000000');
    expect(street.at).toBe('step pledge');
    expect(street.record.signatures).toEqual({});
  });

  it('keeps the signature when the same answer is given again', async () => {
    const street = (await checked('home'))
      .send({ type: 'EDIT', step: 'phone' })
      .answer('phone', '13800000000');
    expect(street.at).toBe('step check');
    expect(street.record.signatures).toEqual({ pledge: pen });
  });

  it('can be given up with BACK, leaving all as it was', async () => {
    const street = (await checked('home')).send({ type: 'EDIT', step: 'phone' }, { type: 'BACK' });
    expect(street.at).toBe('step check');
    expect(street.record.answers).toMatchObject({ phone: '13800000000' });
  });

  it('asks again a later question whose answer no longer holds', () => {
    const street = new Street(
      itemWith({
        steps: [
          ask('from', 'date', { notBefore: 'today' }),
          ask('to', 'date', { notBefore: 'answers.from' }),
          confirm(),
          submit(),
        ],
      }),
    );
    street.answer('from', '2026-11-25').answer('to', '2026-11-26');
    street.send({ type: 'EDIT', step: 'from' }).answer('from', '2026-12-01');
    expect(street.at).toBe('step to');
    expect(street.answer('to', '2026-12-02').at).toBe('step check');
  });

  it('never slips past a check page into sending', () => {
    const street = new Street(
      itemWith({
        steps: [
          choose('kind', ['a', 'b']),
          confirm('checkA', { when: 'answers.kind == "a"' }),
          confirm('checkB', { when: 'answers.kind == "b"' }),
          submit(),
        ],
      }),
    );
    street.answer('kind', 'a').send({ type: 'EDIT', step: 'kind' }).answer('kind', 'b');
    expect(street.at).toBe('step checkB');
  });

  it('opens only steps that were answered, and never what was sent', async () => {
    const street = await checked('home');
    expect(street.view).toMatchObject({ editable: ['kind', 'from', 'phone', 'pledge'] });
    expect(street.send({ type: 'EDIT', step: 'city' }, { type: 'EDIT', step: 'record' }).at).toBe(
      'step check',
    );

    const second = new Street(
      itemWith({ steps: [choose('a', ['1', '2']), submit(), sign('b'), confirm('last')] }),
    ).answer('a', '1');
    await second.exchange('submit', accepted);
    second.send({ type: 'SIGN', step: 'b', signature: pen });
    expect(second.view).toMatchObject({ editable: ['b'] });
    expect(second.send({ type: 'BACK' }, { type: 'BACK' }).at).toBe('step b');
  });
});
