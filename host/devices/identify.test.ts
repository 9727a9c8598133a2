import { describe, expect, test } from 'vitest';
import type { CitizenCard } from '../../drivers/citizen-card/citizen-card-reader.ts';
import { idTypeOf } from '../exchange/id-type.ts';
import { citizenCardFaultOf, identifyByCitizenCard } from './identify.ts';

const card: CitizenCard = {
  ...{ number: '330122199701260042', name: '李娜', sex: '2', nation: '01', birthDate: '1997-01-26' },
  ...{ cardNumber: 'T12345678', issuer: '915600000233012200000000', region: '330122', version: '3.00' },
  validTo: '2031-03-15',
};

describe('a social-security card', () => {
  test('names its holder by the resident number, and no address', () => {
    expect(identifyByCitizenCard(card, '2026-11-24')).toEqual({
      kind: 'read',
      person: {
        ...{ document: 'social-security-card', number: '330122199701260042', name: '李娜', sex: 'female' },
        ...{ birthDate: '1997-01-26', address: '', validTo: '2031-03-15' },
      },
    });
  });

  test('is taken on its last day, and no day longer', () => {
    expect(identifyByCitizenCard(card, '2031-03-15').kind).toBe('read');
    expect(identifyByCitizenCard(card, '2031-03-16')).toEqual({ kind: 'fault', fault: 'card.expired' });
    expect(identifyByCitizenCard({ ...card, validTo: null }, '2099-01-01').kind).toBe('read');
  });

  test.each([
    ['mute-card', 'card.unreadable'],
    ['wrong-card', 'card.unknown-type'],
    ['card-blocked', 'card.not-verified'],
    ['card-moved', 'card.moved'],
    ['disconnected', 'reader.offline'],
  ] as const)('that cannot be taken (%s) is told as %s', (kind, fault) => {
    expect(citizenCardFaultOf({ kind })).toBe(fault);
  });
});

test.each([
  ['resident', 'X', 'resident'],
  ['foreigner-2017', 'DEU330185021714', 'foreigner-2017'],
  ['social-security-card', '330122199701260042', 'resident'],
  ['social-security-card', '810000198803210056', 'hmt-residence-permit'],
  ['social-security-card', '933276198502170069', 'foreigner-2023'],
] as const)('the exchange knows the holder of a %s (%s) as %s', (document, number, idType) => {
  expect(idTypeOf({ document, number })).toBe(idType);
});
