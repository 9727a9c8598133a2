import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseClientId, parseServiceAddress, printAddress } from './service-address.ts';

describe('an address', () => {
  test('survives printing and parsing, whatever legal characters its parts have', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9'()+,\-.=?]{1,12}$/);
    fc.assert(
      fc.property(part, part, part, part, part, (instance, memberClass, member, subsystem, service) => {
        const address = { instance, memberClass, member, subsystem, service };
        expect(parseServiceAddress(`/r1/${printAddress({ ...address, path: '' })}/v1`)).toEqual({
          ok: true,
          address: { ...address, path: '/v1' },
        });
      }),
    );
  });

  test('of any other text is a value, never an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('/', '%', '%2F', '%E8', '警', '_', '?', '..', 'A')), (pieces) => {
        expect(parseServiceAddress(`/r1/${pieces.join('')}`)).toHaveProperty('ok');
      }),
    );
  });

  test.each([
    ['an encoded slash', '/r1/A/B/C%2FD/E/F/v1'],
    ['an underscore', '/r1/A/B/C_D/E/F/v1'],
    ['a Chinese name', '/r1/A/B/%E8%AD%A6/E/F/v1'],
    ['a broken escape', '/r1/A/B/C%E8/E/F/v1'],
    ['four parts', '/r1/A/B/C/D'],
  ])('with %s is refused', (_, url) => {
    expect(parseServiceAddress(url)).toEqual({ ok: false, problem: 'invalid-uri' });
  });
});

test('a client id has three or four parts', () => {
  expect(parseClientId('ONCE/GOV/330122')).toBe('ONCE/GOV/330122');
  expect(parseClientId('ONCE/GOV/330122/kiosks')).toBe('ONCE/GOV/330122/kiosks');
  expect(parseClientId('ONCE/GOV')).toBeUndefined();
  expect(parseClientId('ONCE/GOV/330122/kiosks/more')).toBeUndefined();
  expect(parseClientId('ONCE/GOV//kiosks')).toBeUndefined();
});
