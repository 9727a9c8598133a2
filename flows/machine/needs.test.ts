import { describe, expect, test } from 'vitest';
import { representedIn, subjectsOf } from './needs.ts';
import { choose, itemWith, receipt } from './testing/items.ts';

const t = (words: string) => ({ 'zh-CN': words, en: words });
const whom = (id: string, subject?: string, extra: object = {}) => ({
  ...choose(id, []),
  options: undefined,
  optionsFrom: { list: '[]', value: 'entry.no', label: t('{{entry.name}}'), ...(subject ? { subject } : {}) },
  ...extra,
});
const subjects = (...steps: readonly object[]) => subjectsOf(itemWith({ steps: [...steps, receipt()] }));

describe('whom an item can be done for', () => {
  test('is oneself where nobody else is asked for', () => {
    expect(subjects()).toEqual(['self']);
    expect(subjects(whom('which'))).toEqual(['self']);
  });
  test('is a child alone where the question which child is always asked', () => {
    expect(subjects(whom('child', 'child'))).toEqual(['child']);
  });
  test('is oneself too where that question can be passed', () => {
    const child = whom('child', 'child', { when: 'answers.for == "child"' });
    const company = whom('company', 'company', { when: 'answers.for == "company"' });
    expect(subjects(child, company)).toEqual(['self', 'child', 'company']);
  });
});

describe('whom one application is for', () => {
  const item = itemWith({
    steps: [whom('child', 'child', { when: 'answers.for == "child"' }), whom('bank'), receipt()],
  });
  test('is whom the answer names', () => {
    expect(representedIn(item, { answers: { child: '330122201608060017', bank: '1' } })).toEqual({
      kind: 'child',
      number: '330122201608060017',
    });
  });
  test('is nobody else where that was not on the way', () => {
    expect(representedIn(item, { answers: { bank: '1' } })).toBeNull();
  });
});
