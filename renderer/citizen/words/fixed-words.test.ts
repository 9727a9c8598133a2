import { expect, it } from 'vitest';
import { en } from './en.ts';
import { fixedWords } from './fixed-words.ts';
import { zhCN } from './zh-cn.ts';

const leaves = (words: object, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  );
const holes = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

it('leaves the same holes in both languages', () => {
  const english = new Map(leaves(en));
  for (const [key, words] of leaves(zhCN))
    expect([key, holes(english.get(key) ?? '')]).toEqual([key, holes(words)]);
});

it('counts in English', () => {
  const t = fixedWords('en');
  expect(t('minutes', { count: 1 })).toBe('About 1 minute');
  expect(t('minutes', { count: 4 })).toBe('About 4 minutes');
  expect(fixedWords('zh-CN')('minutes', { count: 1 })).toBe('约1分钟');
});

it('does not escape: a name with an apostrophe stays as it is', () => {
  expect(fixedWords('en')('home.greeting', { salute: 'Hello', title: 'Mr', name: "O'Neil & Co" })).toBe(
    "Hello, Mr O'Neil & Co",
  );
});

it('says nothing the house does not say to citizens', () => {
  for (const [key, words] of leaves(zhCN))
    expect([key, /操作失败|系统|抱歉|非法|无效|你/.test(words)]).toEqual([key, false]);
});
