import { describe, expect, it } from 'vitest';
import { vectors } from '../testing/vectors.ts';
import { parseIdNumber } from './id-number.ts';

const today = '2026-01-01';

describe('personal numbers', () => {
  it.each(vectors.id_numbers)('$value is valid: $valid ($reason)', ({ value, valid, kind }) => {
    const parsed = parseIdNumber(value, today);
    expect(parsed !== null).toBe(valid);
    if (parsed !== null) expect(parsed.kind).toBe(kind);
  });

  it('a first-generation number is answered in its 18-character form', () => {
    expect(parseIdNumber('110105900307283', today)?.number).toBe('11010519900307283X');
  });

  it('a birthday is a civil date; today is one, tomorrow is not', () => {
    expect(parseIdNumber('11010519900307283X', '1990-03-07')?.birthDate).toBe('1990-03-07');
    expect(parseIdNumber('11010519900307283X', '1990-03-06')).toBeNull();
  });
});
