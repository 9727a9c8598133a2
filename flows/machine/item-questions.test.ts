import { describe, expect, it } from 'vitest';
import { filing } from './testing/items.ts';
import { accepted, pen, Street } from './testing/street.ts';

const insured = { kind: 'ok', data: { insured: { city: 'hangzhou' } } };

describe('a citizen goes through an item', () => {
  it('is asked only what applies, and what was asked is submitted', async () => {
    const street = await new Street(filing).exchange('gather', insured);
    expect(street.at).toBe('step record');
    street.send({ type: 'CONTINUE', step: 'record' }).answer('kind', 'home');
    expect(street.at).toBe('step from');
    street
      .answer('from', '2026-11-25')
      .answer('phone', '13800000000')
      .send({ type: 'SIGN', step: 'pledge', signature: pen });
    expect(street.at).toBe('step check');
    street.send({ type: 'CONFIRM', step: 'check' });
    expect(street.at).toBe('submitting');
    expect(street.call('submit').input).toMatchObject({
      step: 'send',
      department: 'police',
      record: {
        answers: { kind: 'home', from: '2026-11-25', phone: '13800000000' },
        derived: { isAbroad: false },
        signatures: { pledge: pen },
      },
    });
    await street.exchange('submit', accepted);
    expect(street.outcome).toMatchObject({
      kind: 'done',
      slip: 'receipt',
      record: { cases: { police: { caseNo: 'TEST-1' } } },
    });
  });
});
