import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { search, searchEntryOf } from './search.ts';

const item = (
  id: string,
  zh: string,
  en: string,
  initials: string,
  more: { elder?: string; keywords?: string[] } = {},
) =>
  searchEntryOf({
    id,
    name: { 'zh-CN': zh, en },
    shortName: { 'zh-CN': zh.slice(0, 8), en },
    elderName: { 'zh-CN': more.elder ?? zh.slice(0, 8), en },
    keywords: more.keywords ?? [],
    pinyinInitials: initials,
    summary: { 'zh-CN': '当场办好。', en: 'Done at once.' },
  });
const ENTRIES = [
  item('pension', '养老金发放明细查询', 'Pension payments', 'yljffmxcx', {
    elder: '查养老金',
    keywords: ['退休金'],
  }),
  item('claim', '医疗费用零星报销', 'Medical expense claim', 'ylfylxbx', { elder: '看病报销' }),
  item('progress', '医疗费用零星报销进度查询', 'Claim progress', 'ylfylxbxjdcx'),
  item('household', '户籍证明打印', 'Household certificate', 'hjzmdy', { keywords: ['户口本'] }),
  item('bus', '老年人免费乘车', 'Concession bus travel', 'lnrmfcc', { keywords: ['老年卡'] }),
];
const found = (typed: string) => search(ENTRIES, typed);

describe('an item is found', () => {
  test.each([
    ['养老', 'pension'],
    ['退休金', 'pension'],
    ['查养老金', 'pension'],
    ['ylj', 'pension'],
    ['YLJ', 'pension'],
    ['pension', 'pension'],
    ['报销进度', 'progress'],
    ['报销jd', 'progress'],
    ["报销j'd", 'progress'],
    ['户口', 'household'],
    ['hjzm', 'household'],
    ['bus', 'bus'],
  ])('by %s', (typed, id) => {
    expect(found(typed)[0]).toBe(id);
  });

  test.each([
    ['one letter wrong', 'hjzn', 'household'],
    ['one letter left out', 'hjmdy', 'household'],
    ['one letter wrong in English', 'pensoin', 'pension'],
    ['a character left out', '养金明细', 'pension'],
    ['more than its name', '我要打印户口本', 'household'],
  ])('by %s', (_, typed, id) => {
    expect(found(typed)).toContain(id);
  });
});

test('the nearer name comes first', () => {
  expect(found('报销')).toEqual(['claim', 'progress']);
});

test.each(['', '   ', '！？', '飞机票', 'zzzz', '12'])('nothing is found for “%s”', (typed) => {
  expect(found(typed)).toEqual([]);
});

test('anything can be typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
      expect(found(typed).length).toBeLessThanOrEqual(ENTRIES.length);
    }),
  );
});
