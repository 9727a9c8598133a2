import { describe, expect, it } from 'vitest';
import type { Table } from '../../flows/language/pieces.ts';
import { compileItem } from '../../flows/machine/compile.ts';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { itemWith, receipt } from '../../flows/machine/testing/items.ts';
import { createItemTexts } from './item-texts.ts';
import { tableLines } from './table-text.ts';

const t = (words: string) => ({ 'zh-CN': words, en: words });
const column = (value: string, format: Table['columns'][number]['format'], labels = {}) => ({
  label: t(value),
  value,
  format,
  labels,
});
const payments: Table = {
  list: 'bills.items.filter(bill, bill.fen > 0)',
  columns: [
    column('entry.day', 'date'),
    column('entry.fen', 'yuan'),
    column('entry.state', 'text', { paid: { 'zh-CN': '已缴', en: 'Paid' } }),
    column('entry.phone', 'phone'),
  ],
  empty: t('none'),
};
const linesOf = (scope: Record<string, unknown>, table = payments) =>
  tableLines(table, scope, {
    texts: createItemTexts(compileItem(itemWith({ steps: [receipt()] }))),
    evaluate: createEvaluator(),
  })?.map((cells) => cells.map(({ en }) => en));

describe('a list in words', () => {
  it('keeps the order of the list and writes each cell as its column says', () => {
    const items = [
      { day: '2026-11-20', fen: 12_050, state: 'paid', phone: '13812345678' },
      { day: '2026-01-03', fen: 0, state: 'open', phone: null },
      { day: '2024-06-30', fen: 100, state: 'open', phone: null },
    ];
    expect(linesOf({ bills: { items } })).toEqual([
      ['20 Nov 2026', '120.50 yuan', 'Paid', '138****5678'],
      ['30 Jun 2024', '1.00 yuan', 'open', '—'],
    ]);
  });

  it('is empty only when it is known to be', () => {
    expect(linesOf({ bills: { items: [] } })).toEqual([]);
    expect(linesOf({ bills: null })).toBeUndefined();
    expect(linesOf({ bills: { items: Array.from({ length: 201 }, () => ({ fen: 1 })) } })).toBeUndefined();
  });

  it('shows a dash where one value is not known, and the rest of the line', () => {
    expect(linesOf({ bills: { items: [{ day: null, fen: 100, state: 'paid', phone: null }] } })).toEqual([
      ['—', '1.00 yuan', 'Paid', '—'],
    ]);
  });
});
