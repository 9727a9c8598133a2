import type { Payload } from '../../../wire/payloads.ts';
import { documentOf } from '../document.ts';
import type { HallStore, SupplyTold } from '../store.ts';
import type { Asked } from './pool.ts';

type Row = { readonly kiosk: string; readonly at: number; readonly d: string };

/** What is asked of supplies. */
export function postgresSupplies(client: Asked): Pick<HallStore, 'suppliesNow' | 'suppliesSince'> {
  return {
    suppliesNow: async () => {
      const { rows } = await client.query<Row>(
        `SELECT kiosk, at, body AS d FROM part WHERE ty = 'sup' ORDER BY kiosk, channel`,
      );
      return rows.map(told);
    },
    suppliesSince: async (kiosks, from) => {
      const { rows } = await client.query<Row>(
        `SELECT kiosk, at, d FROM (
           SELECT DISTINCT ON (kiosk, d ->> 'supply', at / 3600000) kiosk, at, d::text AS d
           FROM (SELECT kiosk, at, body::json -> 'd' AS d FROM message
                 WHERE kiosk = ANY($1) AND at >= $2 AND ty = 'sup') AS words
           ORDER BY kiosk, d ->> 'supply', at / 3600000, at DESC) AS last_words
         ORDER BY kiosk, at`,
        [kiosks, from],
      );
      return rows.map(told);
    },
  };
}

const told = ({ kiosk, at, d }: Row): SupplyTold => ({ kiosk, at, d: documentOf<Payload<'sup'>>(d) });
