import { useEffect, useState } from 'react';
import type { KioskState } from '../../sandbox/control/contract.ts';
import type { Receipt } from '../../sandbox/devices/receipt-printer/contract.ts';
import type { ExchangeState, Ledger, OfficeQueue } from '../../sandbox/exchange/contract.ts';
import type { SandboxApi } from './api.ts';
import { asking, type ListenForNews } from './news.ts';

export type Line = 'opening' | 'live' | 'lost';

export type Street = {
  readonly line: Line;
  readonly kiosks: readonly KioskState[];
  readonly exchange: ExchangeState | null;
  readonly ledger: Ledger | null;
  readonly offices: readonly OfficeQueue[];
};

/** Kiosks, exchange, ledger and offices, asked for again whenever the sandbox says that something changed. */
export function useStreet(api: SandboxApi, listen: ListenForNews): Street {
  const [line, setLine] = useState<Line>('opening');
  const [kiosks, setKiosks] = useState<readonly KioskState[]>([]);
  const [exchange, setExchange] = useState<ExchangeState | null>(null);
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [offices, setOffices] = useState<readonly OfficeQueue[]>([]);

  useEffect(() => {
    const keep = <T>(ask: () => Promise<T>, show: (answer: T) => void) =>
      asking(() => ask().then(show, () => setLine('lost')));
    const askKiosks = keep(api.kiosks, setKiosks);
    const askExchange = keep(api.exchange, setExchange);
    const askLedger = keep(api.ledger, setLedger);
    const askOffices = keep(api.offices, setOffices);
    return listen({
      onOpen: () => {
        setLine('live');
        askKiosks();
        askExchange();
        askLedger();
        askOffices();
      },
      onLost: () => setLine('lost'),
      onNews: (kind) => {
        if (kind !== 'exchange') return askKiosks();
        askExchange();
        askLedger();
        askOffices();
      },
    });
  }, [api, listen]);

  return { line, kiosks, exchange, ledger, offices };
}

/** The papers of one kiosk, oldest first. Every change of it asks again: who takes them away is no event of its own. */
export function useReceipts(api: SandboxApi, kiosk: KioskState): readonly Receipt[] {
  const [papers, setPapers] = useState<{ readonly of: string; readonly receipts: readonly Receipt[] } | null>(
    null,
  );
  useEffect(() => {
    let isCurrent = true;
    void api.receipts(kiosk.id).then(
      (receipts) => isCurrent && setPapers({ of: kiosk.id, receipts }),
      // The line's own sign says that the sandbox is away; the papers already seen stay on the wall.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [api, kiosk]);
  return papers?.of === kiosk.id ? papers.receipts : [];
}
