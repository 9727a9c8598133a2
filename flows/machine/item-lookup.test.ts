import { describe, expect, it } from 'vitest';
import { sameInAllLanguages as t } from '../language/text.ts';
import { choose, dataUse, forChild, itemWith, show } from './testing/items.ts';
import { gathered, Street } from './testing/street.ts';

const members = [{ no: 'C1' }, { no: 'C2' }];
const atChild = () => new Street(forChild).exchange('gather', gathered({ home: { members } }));
const record = (grade: number) => gathered({ school: { grade }, hospital: { born: true } });
const readsOf = (street: Street) =>
  (street.call('gather').input as { reads: { use: { as: string }; key: string | null }[] }).reads.map(
    ({ use, key }) => [use.as, key],
  );

describe('a record that is somebody else’s', () => {
  it('is not asked for before it is known whose', async () => {
    const street = new Street(forChild);
    expect(readsOf(street)).toEqual([['home', null]]);
    await street.exchange('gather', gathered({ home: { members } }));
    expect(street.at).toBe('step child');
    expect(street.record.data).toMatchObject({ school: null, hospital: null });
  });

  it('is asked for by its key as soon as that is known, and used from there on', async () => {
    const street = (await atChild()).answer('child', 'C1');
    expect(street.at).toBe('gathering');
    expect(readsOf(street)).toEqual([
      ['school', 'C1'],
      ['hospital', 'C1'],
    ]);
    await street.exchange('gather', record(3));
    expect(street.at).toBe('step check');
    expect(street.record.data.school).toEqual({ grade: 3 });
  });

  it('is judged when it is there, and refuses with its own rule', async () => {
    const street = await (await atChild()).answer('child', 'C1').exchange('gather', record(9));
    expect(street.outcome).toMatchObject({ kind: 'refused', rule: 1 });
  });

  it('does not change what is judged before: the first rule still refuses first', async () => {
    const street = await new Street(forChild).exchange('gather', gathered({ home: { members: [] } }));
    expect(street.outcome).toMatchObject({ kind: 'refused', rule: 0 });
  });

  it('may not be there: the item goes on without', async () => {
    const none = gathered({ school: null, hospital: null });
    const street = await (await atChild()).answer('child', 'C1').exchange('gather', none);
    expect(street.at).toBe('step phone');
  });
});

describe('another child', () => {
  const chosen = async () => (await atChild()).answer('child', 'C1').exchange('gather', record(3));

  it('has another record, which is asked for anew', async () => {
    const street = (await chosen()).send({ type: 'EDIT', step: 'child' }).answer('child', 'C2');
    expect(readsOf(street)).toEqual([
      ['school', 'C2'],
      ['hospital', 'C2'],
    ]);
    await street.exchange('gather', record(5));
    expect(street.record.data.school).toEqual({ grade: 5 });
  });

  it('never stands under the record of the first, not for a moment', async () => {
    const street = (await chosen()).send({ type: 'EDIT', step: 'child' }).answer('child', 'C2');
    expect(street.record.data).toMatchObject({ school: null, hospital: null });
  });

  it('the same child once more is not asked about again', async () => {
    const street = (await chosen()).send({ type: 'EDIT', step: 'child' }).answer('child', 'C1');
    expect(street.at).toBe('step check');
    expect(street.calls.gather).toHaveLength(2);
  });
});

describe('a rule about an answer', () => {
  const item = itemWith({
    eligibility: [
      {
        require: '!has(answers.grade) || answers.grade == "low"',
        title: t('too old'),
        reason: t('for the lower grades only'),
        next: t('ask at the school'),
        instead: [],
      },
    ],
    steps: [choose('grade', ['low', 'high']), show('school')],
  });

  it('is judged right after it', () => {
    expect(new Street(item).answer('grade', 'high').outcome).toMatchObject({ kind: 'refused', rule: 0 });
    expect(new Street(item).answer('grade', 'low').at).toBe('step school');
  });
});

describe('a record by key that does not come', () => {
  it('is said, and asked for again', async () => {
    const lost = { kind: 'failed', fault: 'timeout', set: 'school-set' } as const;
    const street = await (await atChild()).answer('child', 'C1').exchange('gather', lost);
    expect(street.at).toBe('problem gather');
    await street.send({ type: 'RETRY' }).exchange('gather', record(3));
    expect(street.at).toBe('step check');
  });

  it('is given up when the host never answers, and the citizen can leave', async () => {
    const street = (await atChild()).answer('child', 'C1').wait(150_000);
    expect(street.at).toBe('problem gather');
    expect(street.send({ type: 'LEAVE' }).outcome).toEqual({ kind: 'left' });
  });
});

describe('a key that other data gives', () => {
  const item = itemWith({
    data: [dataUse('role', ['code']), { ...dataUse('company', ['name']), key: 'role.code' }],
    steps: [show('company')],
  });

  it('is followed before the first step', async () => {
    const street = await new Street(item).exchange('gather', gathered({ role: { code: '91K' } }));
    expect(readsOf(street)).toEqual([['company', '91K']]);
    await street.exchange('gather', gathered({ company: { name: 'x' } }));
    expect(street.at).toBe('step company');
  });

  it('that there is none is no fault: the record is null', async () => {
    const street = await new Street(item).exchange('gather', gathered({ role: null }));
    expect(street.at).toBe('step company');
    expect(street.record.data.company).toBeNull();
  });
});
