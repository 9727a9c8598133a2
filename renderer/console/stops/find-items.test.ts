import { describe, expect, it } from 'vitest';
import { findItems, type KnownItem } from './find-items.ts';

const items: readonly KnownItem[] = [
  { id: 'police.fine', name: { 'zh-CN': '交通违法罚款缴纳', en: 'Pay a traffic fine' } },
  { id: 'police.permit', name: { 'zh-CN': '往来港澳通行证', en: 'Permit to Hong Kong and Macao' } },
  { id: 'tax.fine', name: { 'zh-CN': '税务罚款', en: 'Tax fine' } },
];
const ids = (typed: string) => findItems(items, typed).map(({ id }) => id);

describe('looking for an item', () => {
  it('finds it by name in either language and by id', () => {
    expect(ids('港澳')).toEqual(['police.permit']);
    expect(ids('traffic')).toEqual(['police.fine']);
    expect(ids('tax.')).toEqual(['tax.fine']);
  });

  it('has those that begin with it first', () => {
    expect(ids('tax')).toEqual(['tax.fine']);
    expect(ids('税务')).toEqual(['tax.fine']);
    expect(ids('罚款')).toEqual(['police.fine', 'tax.fine']);
    expect(ids('fine')).toEqual(['police.fine', 'tax.fine']);
  });

  it('takes an id in full that the catalogue has not, and half of one not', () => {
    expect(findItems(items, 'medins.refund')).toEqual([{ id: 'medins.refund', name: null }]);
    expect(ids('medins')).toEqual([]);
    expect(ids('medins.12345678901')).toEqual([]);
  });

  it('shows nothing before something is typed', () => {
    expect(ids('  ')).toEqual([]);
  });
});
