import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatValue } from './format.ts';
import { interpolate, placeholdersOf, strayBraces } from './interpolation.ts';
import { sameInAllLanguages } from './text.ts';

describe('a value in words', () => {
  test.each([
    [328640, 'yuan', '3,286.40元', '3,286.40 yuan'],
    [5, 'yuan', '0.05元', '0.05 yuan'],
    [-20000, 'yuan', '−200.00元', '−200.00 yuan'],
    ['2026-11-24', 'date', '2026年11月24日', '24 Nov 2026'],
    ['2026-10-01T08:00:00+08:00', 'date', '2026年10月1日', '1 Oct 2026'],
    ['2026-02-30', 'date', '2026-02-30', '2026-02-30'],
    [1234, 'number', '1,234', '1,234'],
    [true, 'text', '是', 'Yes'],
    [null, 'date', '—', '—'],
    [undefined, 'text', '—', '—'],
    [{ any: 1 }, 'text', '—', '—'],
  ] as const)('%s as %s', (value, format, chinese, english) => {
    expect(formatValue(value, format)).toEqual({ 'zh-CN': chinese, en: english });
  });

  test('loses no fen on the way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (fen) => {
        expect(Number(formatValue(fen, 'yuan').en.replaceAll(/[^\d]/g, ''))).toBe(fen);
      }),
    );
  });
});

describe('a text with values', () => {
  const scope = { answers: { from: '2026-11-25' }, fine: { fineFen: 20_000 } };

  test('gets them in their format, in every language', () => {
    const text = {
      'zh-CN': '{{answers.from, date}}起，{{ fine.fineFen,yuan }}',
      en: 'From {{answers.from, date}}',
    };
    expect(interpolate(text, scope)).toEqual({
      'zh-CN': '2026年11月25日起，200.00元',
      en: 'From 25 Nov 2026',
    });
  });

  test('says a dash for what is not there, and never reaches past the data', () => {
    for (const path of [
      'answers.to',
      'answers.from.length',
      'answers.constructor',
      'nobody.at.all',
      'answers.__proto__.x',
    ]) {
      expect(interpolate(sameInAllLanguages(`{{${path}}}`), scope).en).toBe('—');
    }
  });

  test('inserts a value once: braces inside a value are plain text', () => {
    expect(interpolate(sameInAllLanguages('{{name}}'), { name: '{{answers.from}} $& $1' }).en).toBe(
      '{{answers.from}} $& $1',
    );
  });

  test('is read the same by those who check and those who fill', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('{{a.b}}', '{{a.b, date}}', '{{', '}}', '{{ a }}'),
        (noise, part) => {
          const words = `${noise}${part}`;
          const filled = interpolate(sameInAllLanguages(words), {}).en;
          if (placeholdersOf(words).length === 0) expect(filled).toBe(words);
          else expect(filled).not.toBe(words);
          expect(strayBraces(words)).toBeLessThan(words.length);
        },
      ),
    );
  });
});
