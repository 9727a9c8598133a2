import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCheckDigit } from './check-digits.ts';

const ID_CHECKS = '10X98765432';

describe('a citizen number (GB 11643-1999)', () => {
  it.each(['11010519491231002X', '440524188001010014'])(
    'the standard gives as an example is right: %s',
    (number) => expect(hasCheckDigit.gb11643(number)).toBe(true),
  );

  it('has a day of the calendar in it', () => {
    const body = '33012220230230001';
    expect([...ID_CHECKS].some((check) => hasCheckDigit.gb11643(body + check))).toBe(false);
  });
});

describe('a credit code (GB 32100-2015)', () => {
  it('the standard gives as an example is right', () => {
    expect(hasCheckDigit.gb32100('91350100M000100Y43')).toBe(true);
  });

  it.each(['I', 'O', 'S', 'V', 'Z'])('has no %s, which is taken for a digit', (letter) => {
    expect(hasCheckDigit.gb32100(`9135010${letter}M000100Y43`)).toBe(false);
  });
});

const right = { gb11643: '11010519491231002X', gb32100: '91350100M000100Y43' } as const;
describe.each(['gb11643', 'gb32100'] as const)('a slip of the finger in %s', (check) => {
  it('in any one digit is found', () => {
    const number = right[check];
    for (let place = 0; place < number.length; place += 1)
      for (const digit of '0123456789')
        if (digit !== number[place]) {
          const slipped = number.slice(0, place) + digit + number.slice(place + 1);
          expect(hasCheckDigit[check](slipped), slipped).toBe(false);
        }
  });

  it('whatever is typed, is right or wrong and nothing else', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof hasCheckDigit[check](text) === 'boolean'));
  });
});
