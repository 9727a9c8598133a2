import { describe, expect, it } from 'vitest';
import { sameInAllLanguages as t } from '../language/text.ts';
import { ask, choose, confirm, dataUse, filing, itemWith, receipt, show, submit } from './testing/items.ts';
import { accepted, gathered, pen, Street } from './testing/street.ts';

const insured = gathered({ insured: { city: 'hangzhou' } });
const started = () => new Street(filing).exchange('gather', insured);

describe('a citizen goes through an item', () => {
  it('is asked only what applies, and what was asked is submitted', async () => {
    const street = await started();
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

  it('is asked more when an answer makes it necessary', async () => {
    const street = (await started()).send({ type: 'CONTINUE', step: 'record' }).answer('kind', 'other');
    expect(street.at).toBe('step city');
    expect(street.record.derived).toEqual({ isAbroad: true });
  });

  it('has values made of values made before them', () => {
    const value = (id: string, cel: string) => ({ id, label: t(id), value: cel, labels: {} });
    const item = itemWith({
      derived: [value('two', '1 + 1'), value('four', 'derived.two + derived.two')],
      steps: [show('points')],
    });
    expect(new Street(item).record.derived).toEqual({ two: 2, four: 4 });
  });

  it('ends done without a slip when the item prints none', () => {
    const street = new Street(itemWith({ steps: [show('points')] }));
    street.send({ type: 'CONTINUE', step: 'points' });
    expect(street.outcome).toMatchObject({ kind: 'done', slip: null });
  });

  it('passes over every step that does not apply, to the end', () => {
    const street = new Street(
      itemWith({ steps: [show('a', { when: 'false' }), receipt('b', { when: 'false' })] }),
    );
    expect(street.outcome).toMatchObject({ kind: 'done', slip: null });
  });
});

describe('a tap that comes too late', () => {
  it('never answers the next screen', async () => {
    const street = (await started()).send({ type: 'CONTINUE', step: 'record' });
    street.send({ type: 'CONTINUE', step: 'record' }).answer('from', '2026-11-25');
    expect(street.at).toBe('step kind');
    expect(street.record.answers).toEqual({});
  });
});

describe('going back', () => {
  it('shows the step before, with its answer kept', async () => {
    const street = (await started()).send({ type: 'CONTINUE', step: 'record' }).answer('kind', 'home');
    street.send({ type: 'BACK' });
    expect(street.at).toBe('step kind');
    expect(street.record.answers).toEqual({ kind: 'home' });
  });

  it('passes over a step that was not asked', async () => {
    const street = (await started())
      .send({ type: 'CONTINUE', step: 'record' })
      .answer('kind', 'other')
      .answer('city', 'ningbo')
      .send({ type: 'BACK' }, { type: 'BACK' })
      .answer('kind', 'home')
      .send({ type: 'BACK' });
    expect(street.at).toBe('step kind');
  });

  it('drops from the record what is no longer asked, and brings it back when it is', async () => {
    const street = (await started())
      .send({ type: 'CONTINUE', step: 'record' })
      .answer('kind', 'other')
      .answer('city', 'ningbo')
      .send({ type: 'BACK' }, { type: 'BACK' })
      .answer('kind', 'home');
    expect(street.record.answers).toEqual({ kind: 'home' });
    expect(street.record.derived).toEqual({ isAbroad: false });
    street.send({ type: 'BACK' }).answer('kind', 'other');
    expect(street.record.answers).toEqual({ kind: 'other', city: 'ningbo' });
  });

  it('stays where it is on the first screen', async () => {
    const street = (await started()).send({ type: 'BACK' });
    expect(street.view).toMatchObject({ step: { id: 'record' }, progress: { canGoBack: false } });
  });
});

describe('an answer that does not hold', () => {
  it('keeps the question on the screen and says what to do', async () => {
    const street = (await started()).send({ type: 'CONTINUE', step: 'record' }).answer('kind', 'elsewhere');
    expect(street.view).toMatchObject({
      kind: 'step',
      step: { id: 'kind' },
      error: { en: expect.any(String) },
    });
    expect(street.record.answers).toEqual({});
  });

  it("uses the item's own words where it has some", () => {
    const error = { 'zh-CN': '一到五人', en: 'one to five' };
    const street = new Street(itemWith({ steps: [ask('people', 'number', { min: 1, max: 5, error })] }));
    expect(street.answer('people', 6).view).toMatchObject({ error });
  });

  it('is forgotten with the next good answer', async () => {
    const street = (await started()).send({ type: 'CONTINUE', step: 'record' });
    street.answer('kind', 'elsewhere').answer('kind', 'home').send({ type: 'BACK' });
    expect(street.view).toMatchObject({ step: { id: 'kind' }, error: null });
  });

  it('asks for a signature again when the pen did not move', async () => {
    const street = (await started())
      .send({ type: 'CONTINUE', step: 'record' })
      .answer('kind', 'home')
      .answer('from', '2026-11-24')
      .answer('phone', '13800000000')
      .send({ type: 'SIGN', step: 'pledge', signature: { ...pen, strokes: [[{ x: 1, y: 1 }]] } });
    expect(street.view).toMatchObject({ step: { id: 'pledge' }, error: { en: expect.any(String) } });
  });
});

describe('what the machine already knows', () => {
  const item = (prefill: string) =>
    itemWith({
      data: [dataUse('insured')],
      steps: [ask('phone', 'phone', { prefill }), confirm(), submit()],
    });

  it('is offered, so that nobody types what is on file', async () => {
    const street = await new Street(item('insured.phone')).exchange(
      'gather',
      gathered({ insured: { phone: '13900000000' } }),
    );
    expect(street.view).toMatchObject({ offered: '13900000000' });
  });

  it.each([{ phone: '0571-0000' }, { phone: null }])(
    'is not offered when it would not be taken: %o',
    async (insured) => {
      const street = await new Street(item('insured.phone')).exchange('gather', gathered({ insured }));
      expect(street.view).toMatchObject({ offered: null });
    },
  );
});

describe('options', () => {
  it('come from the citizen’s own records, one for each entry', async () => {
    const street = await new Street(
      itemWith({
        data: [dataUse('houses')],
        steps: [
          choose('house', [], {
            options: undefined,
            optionsFrom: {
              list: 'houses.all',
              value: 'entry.no',
              label: { 'zh-CN': '{{entry.no}}', en: '{{entry.no}}' },
            },
          }),
        ],
      }),
    ).exchange('gather', gathered({ houses: { all: [{ no: 7 }, { no: 8 }, {}] } }));
    expect(street.view).toMatchObject({
      options: [
        { value: '7', entry: { no: 7 } },
        { value: '8', entry: { no: 8 } },
      ],
    });
    expect(street.answer('house', '7').outcome).toMatchObject({ record: { answers: { house: '7' } } });
  });

  it('leave out what does not apply, and end with “I am not sure” where that is a true answer', () => {
    const label = { 'zh-CN': '甲', en: 'A' };
    const street = new Street(
      itemWith({
        steps: [
          choose('kind', [], {
            options: [
              { value: 'a', label },
              { value: 'b', label, when: 'person.age >= 100' },
            ],
            unsure: { value: 'ask-me', hint: label },
          }),
        ],
      }),
    );
    expect(street.view).toMatchObject({ options: [{ value: 'a' }, { value: 'ask-me', hint: label }] });
    expect(street.answer('kind', 'b').at).toBe('step kind');
    expect(street.answer('kind', 'ask-me').at).toBe('ended done');
  });
});
