import type { Ledger } from '../../../sandbox/exchange/contract.ts';

/** Prefixes to offer when something shall go wrong: the treasury's, the offices' queues, and whatever this street has asked so far. */
export function knownServices(ledger: Ledger | null): readonly string[] {
  const services = new Set(['finance/payment', 'govsvc/office-queue']);
  for (const { department, dataset } of ledger?.queries ?? []) {
    services.add(`${department}/data`);
    services.add(`${department}/data/${dataset}`);
  }
  for (const { department } of ledger?.cases ?? []) services.add(`${department}/cases/submit`);
  return [...services].toSorted();
}
