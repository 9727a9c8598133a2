import type { Payload } from '../../wire/payloads.ts';
import { type Supply, supplies } from '../../wire/words.ts';
import type { Devices } from '../devices/devices.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import type { TelemetryStore } from './telemetry-store.ts';

type SupplyReport = Payload<'sup'>;

/** Tells how full everything is, and keeps the ledger a forecast is made from: what was used, and since which refill. */
export type SupplyNews = {
  readonly audited: (event: AuditEvent) => void;
  /** Those whose state is another one. */
  readonly tellStates: () => void;
  /** Those of which something was used since they were last told; once a minute at most. */
  readonly tellChanged: () => void;
  readonly tellAll: () => void;
};

export function createSupplyNews(
  devices: Devices,
  store: Pick<TelemetryStore, 'supply' | 'keepSupply'>,
  now: () => string,
  say: (report: SupplyReport) => void,
): SupplyNews {
  const states = new Map<Supply, SupplyReport['state']>();
  const used = new Set<Supply>();

  const tell = (supply: Supply): void => {
    const state = supplyState(devices, supply);
    if (state === null) return;
    states.set(supply, state);
    used.delete(supply);
    say({ supply, state, ...store.supply(supply) });
  };
  const use = (...of: readonly Supply[]): void => {
    for (const supply of of) {
      const ledger = store.supply(supply);
      store.keepSupply(supply, { ...ledger, used: ledger.used + 1 });
      used.add(supply);
    }
  };
  const noteRefill = (supply: Supply): void => {
    const ledger = store.supply(supply);
    store.keepSupply(supply, { ...ledger, usedAtRefill: ledger.used, refilledAt: now() });
  };

  return {
    audited: (event) => {
      if (event.kind === 'slip-printed') use('receipt-paper');
      if (event.kind === 'document-printed') use('document-paper', 'toner');
    },
    tellStates: () => {
      for (const supply of supplies) {
        const state = supplyState(devices, supply);
        const was = states.get(supply);
        if (state === null || state === was) continue;
        if (state === 'full' && (was === 'low' || was === 'out')) noteRefill(supply);
        tell(supply);
      }
    },
    tellChanged: () => {
      for (const supply of [...used]) tell(supply);
    },
    tellAll: () => {
      for (const supply of supplies) tell(supply);
    },
  };
}

/** Null on a machine that has none of it. */
export function supplyState(devices: Devices, supply: Supply): SupplyReport['state'] | null {
  switch (supply) {
    case 'receipt-paper':
      return devices.printer?.status().paper ?? null;
    case 'document-paper':
      return devices.documentPrinter?.status().paper ?? null;
    case 'toner':
      return devices.documentPrinter?.status().toner ?? null;
    default:
      return supply satisfies never;
  }
}
