import { describe, expect, it } from 'vitest';
import { sameInAllLanguages } from '../../flows/language/text.ts';
import { answeredText, isShownMasked, offeredText, typedText } from './asked-answer.ts';

const texts = {
  show: (format: string, value: unknown) => sameInAllLanguages(`${format} ${value}`),
};
const number = '330122196303120016';

describe('what was typed', () => {
  it('an identity number stands masked on the check page and on the offer, and can be looked at', () => {
    const step = { type: 'text', check: 'gb11643' } as const;
    expect(answeredText(step, number, texts)['zh-CN']).toBe('330*************16');
    expect(offeredText(step, number)).toBe('330*************16');
    expect(isShownMasked(step)).toBe(true);
  });

  it('so does a telephone number on the offer; a company’s code is public', () => {
    expect(offeredText({ type: 'phone' }, '13812345678')).toBe('138****5678');
    expect(isShownMasked({ type: 'phone' })).toBe(true);
    expect(isShownMasked({ type: 'text', check: 'gb32100' })).toBe(false);
  });

  it('is all there in the field it is typed in, an amount in yuan', () => {
    expect(typedText({ type: 'text', check: 'gb11643' }, number)).toBe(number);
    expect(typedText({ type: 'amount' }, 1_280_050)).toBe('12800.50');
    expect(typedText({ type: 'amount' }, undefined)).toBeNull();
  });
});
