import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName, maskNumber, maskPhone } from './masking.ts';

describe('a name', () => {
  it.each([
    ['张三', '张＊'],
    ['王秀云', '王＊云'],
    ['欧阳明', '欧阳＊'],
    ['司马相如', '司马＊如'],
    ['诸葛亮', '诸葛＊'],
    ['欧阳', '欧＊'],
    ['王一二三', '王＊三'],
    ['𠮷田三', '𠮷＊三'],
    ['㐀三', '㐀＊'],
    ['买买提·艾力', '买＊·＊'],
    ['MARIA SCHMIDT', 'M＊ S＊'],
    ['Smith, John', 'S＊ J＊'],
    ['张', '＊'],
    ['', ''],
    ['张A三', '张＊'],
  ])('%s is shown as %s', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });

  it('is never shown whole, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (name) => name.trim() === '' || maskName(name) !== name.trim() || name.includes('＊'),
      ),
    );
  });
});

it.each([
  ['330122196001010026', '330*************26'],
  ['DEU330059112348', '', 'DEU**********48'],
  ['1234567', '', '*******'],
])('a number %s shows its first three and last two', (number, ...shown) => {
  expect(maskNumber(number)).toBe(shown.at(-1));
});

it.each([
  ['13812345678', '138****5678'],
  ['057164212345', '********2345'],
  ['110', '***'],
])('a telephone %s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown);
});
