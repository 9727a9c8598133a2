import { expect, it } from 'vitest';
import { aCase, aQuery, emptyLedger } from '../invented-street.ts';
import { knownServices } from './known-services.ts';

it('offers the treasury and the offices’ queues before anything has been asked', () => {
  expect([knownServices(null), knownServices(emptyLedger)]).toEqual([
    ['finance/payment', 'govsvc/office-queue'],
    ['finance/payment', 'govsvc/office-queue'],
  ]);
});

it('offers what this street has asked, each once and in order', () => {
  const queries = [
    aQuery({ department: 'police', dataset: 'vehicle' }),
    aQuery({ department: 'police', dataset: 'vehicle' }),
  ];
  expect(knownServices({ ...emptyLedger, queries, cases: [aCase({ department: 'medins' })] })).toEqual([
    'finance/payment',
    'govsvc/office-queue',
    'medins/cases/submit',
    'police/data',
    'police/data/vehicle',
  ]);
});
