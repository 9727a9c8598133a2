import { describe, expect, it } from 'vitest';
import { interpolate } from '../../flows/language/interpolation.ts';
import { sameInAllLanguages } from '../../flows/language/text.ts';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { ask, book, choose, itemWith, pay, sign, submit } from '../../flows/machine/testing/items.ts';
import { housingItem, recordOf } from '../documents/test-document.ts';
import { applicationOf } from './application.ts';

const bytes = Buffer.from('a page');
const page = (id: string) => ({ id, sha256: id.padEnd(64, '0'), verdict: 'blurred' }) as const;
const context = {
  step: 'submit',
  key: 'visit/submit/property',
  hash: 'hash',
  kiosk: 'TL-0001',
  submittedAt: '2026-11-24T02:00:00.000Z',
  evaluate: createEvaluator(),
  picture: (id: string) => (id.startsWith('p') ? ({ mediaType: 'image/jpeg', bytes } as const) : null),
  texts: { fill: interpolate, show: (_format: unknown, value: unknown) => sameInAllLanguages(String(value)) },
  departmentName: (id: string) => ({ 'zh-CN': id, en: id }),
};

describe('an application', () => {
  it('takes along every page the citizen kept, in order, with what was measured of it', () => {
    const record = { ...recordOf([]), pages: { bill: [page('p1'), page('p2')], card: [page('p3')] } };
    const { attachments } = applicationOf(housingItem, record, context);
    expect(attachments?.map(({ step, page: number }) => [step, number])).toEqual([
      ['bill', 1],
      ['bill', 2],
      ['card', 1],
    ]);
    expect(attachments?.[0]).toMatchObject({
      verdict: 'blurred',
      mediaType: 'image/jpeg',
      sha256: page('p1').sha256,
      content: bytes.toString('base64'),
    });
  });

  it('names no attachments where nothing was scanned', () => {
    expect(applicationOf(housingItem, recordOf([]), context)).not.toHaveProperty('attachments');
  });

  it('never goes without a page that was kept', () => {
    const record = { ...recordOf([]), pages: { bill: [page('gone')] } };
    expect(() => applicationOf(housingItem, record, context)).toThrow();
  });

  it('says whom it is for, in the words of the exchange, and nothing where it is for oneself', () => {
    const t = (words: string) => ({ 'zh-CN': words, en: words });
    const whom = (subject: string) => ({
      ...choose('whom', []),
      options: undefined,
      optionsFrom: { list: '[]', value: 'entry.no', label: t('{{entry.name}}'), subject },
    });
    const sentFor = (subject: string, answers: Record<string, string>) =>
      applicationOf(itemWith({ steps: [whom(subject)] }), { ...recordOf([]), answers }, context);
    expect(sentFor('child', { whom: '330122201608060017' }).represented).toEqual({
      kind: 'child',
      idType: 'resident',
      idNo: '330122201608060017',
    });
    expect(sentFor('company', { whom: '92330122TT0000112U' }).represented).toEqual({
      kind: 'company',
      idType: 'unified-social-credit-code',
      idNo: '92330122TT0000112U',
    });
    expect(sentFor('child', {})).not.toHaveProperty('represented');
  });
});

describe('one part of a joint item', () => {
  const t = sameInAllLanguages;
  const joint = itemWith({
    kind: 'joint',
    derived: [
      { id: 'years', label: t('years'), value: '3', labels: {} },
      { id: 'homes', label: t('homes'), value: '1', labels: {} },
    ],
    steps: [
      choose('fundToo', ['yes', 'no']),
      ask('account', 'text', { max: 20 }),
      ask('phone', 'phone'),
      book('slot'),
      sign('pledge'),
      submit('police', 'police', {
        title: t('move in'),
        matters: [{ title: t('register') }, { title: t('card'), when: 'answers.fundToo == "no"' }],
        answers: ['fundToo', 'homes', 'pledge'],
      }),
      submit('medins', 'medins', { title: t('transfer'), when: 'answers.fundToo == "no"' }),
      submit('fund', 'fund', { title: t('withdraw'), answers: ['account', 'slot'] }),
      pay('pay', { department: 'fund' }),
    ],
  });
  const stroke = { strokes: [[{ x: 1, y: 1 }]], at: '2026-11-24T02:00:00.000Z' };
  const record = {
    ...recordOf([]),
    answers: { fundToo: 'yes', account: '6222', phone: '13800000000', slot: '2026-11-25/am' },
    derived: { years: 3, homes: 1 },
    signatures: { pledge: stroke },
    pages: { pledge: [page('p1')], account: [page('p2')] },
  };
  const sent = (step: string) => applicationOf(joint, record, { ...context, step });

  it('says which part of how many it is and what is asked, and nothing of the other departments', () => {
    expect(sent('police').joint).toEqual({ part: 1, of: 2, title: t('move in'), matters: [t('register')] });
    expect(sent('fund').joint).toEqual({ part: 2, of: 2, title: t('withdraw'), matters: [] });
    expect(JSON.stringify(sent('police'))).not.toMatch(/withdraw|transfer|6222/);
  });

  it('carries only what its department decides on, and the telephone number', () => {
    expect(sent('police')).toMatchObject({
      applicant: { phone: '13800000000' },
      answers: { fundToo: 'yes' },
      derived: { homes: 1 },
      signature: stroke,
      attachments: [{ step: 'pledge' }],
    });
    expect(sent('police')).not.toHaveProperty('slot');
    expect(Object.keys(sent('police').answers)).toEqual(['fundToo']);
    expect(Object.keys(sent('police').derived)).toEqual(['homes']);
    expect(sent('fund')).toMatchObject({ answers: { account: '6222' }, derived: {}, slot: { part: 'am' } });
    expect(sent('fund')).not.toHaveProperty('signature');
  });

  it('carries everything where the definition names nothing', () => {
    expect(sent('medins')).toMatchObject({ answers: record.answers, derived: record.derived });
  });

  it('waits for a payment only where its own department is paid', () => {
    expect(sent('fund')).toMatchObject({ feeFen: 20_000 });
    expect(sent('police')).not.toHaveProperty('feeFen');
  });
});
