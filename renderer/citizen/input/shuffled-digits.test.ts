import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shuffledDigits } from './shuffled-digits.ts';

it('every order holds every digit once', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const digits = shuffledDigits((below) => (numbers.next().value ?? 0) % below);
      return digits.toSorted().join('') === '0123456789';
    }),
  );
});

it('the order is another one each time', () => {
  const orders = new Set(Array.from({ length: 20 }, () => shuffledDigits().join('')));
  expect(orders.size).toBeGreaterThan(1);
});
