import type { Database } from 'better-sqlite3';
import type { Payload } from '../../wire/payloads.ts';
import { documentOf } from './document.ts';
import type { HallStore, SupplyTold } from './store.ts';

type Row = { readonly kiosk: string; readonly at: number; readonly d: string };

/** What is asked of supplies. */
export function sqliteSupplies(database: Database): Pick<HallStore, 'suppliesNow' | 'suppliesSince'> {
  const selectNow = database.prepare<[], Row>(
    `SELECT kiosk, at, body AS d FROM part WHERE ty = 'sup' ORDER BY kiosk, channel`,
  );
  // Beside a max, SQLite takes the other columns from the row that has it.
  const selectSince = database.prepare<[string, number], Row>(
    `SELECT kiosk, max(at) AS at, body -> 'd' AS d FROM message WHERE kiosk = ? AND at >= ? AND ty = 'sup'
     GROUP BY body ->> '$.d.supply', at / 3600000 ORDER BY 2`,
  );
  return {
    suppliesNow: async () => selectNow.all().map(told),
    suppliesSince: async (kiosks, from) => kiosks.flatMap((kiosk) => selectSince.all(kiosk, from)).map(told),
  };
}

const told = ({ kiosk, at, d }: Row): SupplyTold => ({ kiosk, at, d: documentOf<Payload<'sup'>>(d) });
