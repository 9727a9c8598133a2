import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { choose, itemWith } from '../../flows/machine/testing/items.ts';
import { housingItem, recordOf } from '../documents/test-document.ts';
import { applicationOf } from './application.ts';

const bytes = Buffer.from('a page');
const page = (id: string) => ({ id, sha256: id.padEnd(64, '0'), verdict: 'blurred' }) as const;
const context = {
  key: 'visit/submit/property',
  hash: 'hash',
  kiosk: 'TL-0001',
  submittedAt: '2026-11-24T02:00:00.000Z',
  evaluate: createEvaluator(),
  picture: (id: string) => (id.startsWith('p') ? ({ mediaType: 'image/jpeg', bytes } as const) : null),
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
