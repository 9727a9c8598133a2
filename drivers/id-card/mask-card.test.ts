import { describe, expect, it } from 'vitest';
import { bytesOf, vectors } from '../testing/vectors.ts';
import { parseBaseInfo } from './base-info.ts';
import { maskCard, maskName, maskNumber } from './mask-card.ts';

describe('a masked card', () => {
  it('keeps three and two of a number', () => {
    expect(maskNumber('330106200011120026')).toBe('330*************26');
    expect(maskNumber('12345')).toBe('*****');
  });

  it('keeps one character of a name, a rare one whole', () => {
    expect(maskName('张三测')).toBe('张**');
    expect(maskName('𠮷𣇉测')).toBe('𠮷**');
    expect(maskName('TESTER, SAMPLE')).toBe('T*****, ******');
  });

  it.each(vectors.base_messages)(
    '$name: no name, number, birthday or address of it is left',
    ({ frame_hex, fields }) => {
      const parsed = parseBaseInfo(bytesOf(frame_hex).slice(10, -1));
      const shown = parsed.ok ? JSON.stringify(maskCard(parsed.value)) : '';
      expect(shown).toContain('"number"');
      const secrets = Object.entries(fields).filter(([field]) =>
        ['name', 'englishName', 'idNumber', 'cardNumber', 'address', 'birth', 'passNumber'].includes(field),
      );
      for (const [, secret] of secrets) expect(shown).not.toContain(String(secret));
      expect(shown).not.toContain('1990');
    },
  );
});
