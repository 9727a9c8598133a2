import { useCallback, useEffect, useState } from 'react';
import type { KioskState, Receipt } from '../../sandbox/control/contract.ts';
import type { ExchangeState, Ledger } from '../../sandbox/exchange/contract.ts';
import { api, listen } from './api.ts';

export type Street = {
  readonly kiosks: readonly KioskState[];
  readonly receipts: readonly Receipt[];
  readonly ledger: Ledger | null;
  readonly exchange: ExchangeState | null;
  /** What the server answered to the last button that was refused. */
  readonly refusal: string | null;
  readonly run: (button: () => Promise<unknown>) => void;
};

/** Everything the panel shows, kept current by the sandbox's events. */
export function useStreet(kiosk: string | null): Street {
  const [kiosks, setKiosks] = useState<readonly KioskState[]>([]);
  const [receipts, setReceipts] = useState<readonly Receipt[]>([]);
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [exchange, setExchange] = useState<ExchangeState | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const run = useCallback((button: () => Promise<unknown>) => {
    button().then(
      () => setRefusal(null),
      (error: unknown) => setRefusal(error instanceof Error ? error.message : String(error)),
    );
  }, []);

  useEffect(() => {
    const loadKiosks = () => run(async () => setKiosks(await api.kiosks()));
    const loadExchange = () =>
      run(async () => {
        setLedger(await api.ledger());
        setExchange(await api.exchange());
      });
    const loadReceipts = () => kiosk !== null && run(async () => setReceipts(await api.receipts(kiosk)));
    loadKiosks();
    loadExchange();
    loadReceipts();
    return listen((event) => {
      if (event.kind === 'exchange') loadExchange();
      else {
        loadReceipts();
        if (event.kind === 'kiosk') loadKiosks();
      }
    });
  }, [kiosk, run]);

  return { kiosks, receipts, ledger, exchange, refusal, run };
}
