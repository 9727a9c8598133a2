import { setImmediate as othersTurn } from 'node:timers/promises';
import { forecastSupply, type SupplyForecast, WINDOW_MS } from '../fleet/supply-forecast.ts';
import type { HallStore, SupplyTold } from '../store/store.ts';

/** Some tens of milliseconds in which nothing comes in. */
const MACHINES_A_TURN = 10;
/** A forecast is of days. One whose supply was filled, or is low or out now, is made anew at once. */
const KEPT_MS = 10 * 60_000;
/** Of a large hall's the oldest are made anew, at each asking: nobody waits for all of them but the first who asks. */
const RENEWED_AT_ONCE = 200;

/** @param now what one machine says now, @param past what it said, oldest first */
export const forecastsOf = (
  now: readonly SupplyTold[],
  past: readonly SupplyTold[],
  at: number,
): readonly SupplyForecast[] =>
  now.map((last) => {
    const before = past.filter(({ d, at: when }) => d.supply === last.d.supply && when < last.at);
    const readings = [...before, last].map(({ at: when, d }) => ({ at: when, ...d }));
    return forecastSupply(last.d.supply, readings, at);
  });

export type Forecast = { readonly told: SupplyTold; readonly forecast: SupplyForecast };

/**
 * Forecasts of all machines. To make one, weeks of what a machine said are read, so it is kept for some minutes; what a
 * machine says now is always as it is.
 */
export function supplyBook(
  store: Pick<HallStore, 'suppliesNow' | 'suppliesSince'>,
): (at: number) => Promise<readonly Forecast[]> {
  let kept: ReadonlyMap<string, Entry> = new Map();
  return async (at) => {
    const byKiosk = [...Map.groupBy(await store.suppliesNow(), ({ kiosk }) => kiosk)];
    const next = new Map<string, Entry>();
    const due: Told[] = [];
    const old: (Entry & { readonly told: Told })[] = [];
    for (const told of byKiosk) {
      const [kiosk, supplies] = told;
      const entry = kept.get(kiosk);
      if (entry?.key !== keyOf(supplies)) due.push(told);
      else {
        next.set(kiosk, entry);
        if (entry.madeAt <= at - KEPT_MS) old.push({ ...entry, told });
      }
    }
    old.sort((one, other) => one.madeAt - other.madeAt);
    due.push(...old.slice(0, RENEWED_AT_ONCE).map(({ told }) => told));
    for (let first = 0; first < due.length; first += MACHINES_A_TURN) {
      const turn = due.slice(first, first + MACHINES_A_TURN);
      const since = await store.suppliesSince(
        turn.map(([kiosk]) => kiosk),
        at - WINDOW_MS,
      );
      const past = Map.groupBy(since, ({ kiosk }) => kiosk);
      for (const [kiosk, told] of turn) {
        const forecasts = forecastsOf(told, past.get(kiosk) ?? [], at);
        next.set(kiosk, { key: keyOf(told), madeAt: at, forecasts });
      }
      await othersTurn();
    }
    kept = next;
    return byKiosk.flatMap(([kiosk, told]) =>
      told.flatMap((each) => {
        const forecast = next.get(kiosk)?.forecasts.find(({ supply }) => supply === each.d.supply);
        return forecast ? { told: each, forecast } : [];
      }),
    );
  };
}

type Told = readonly [kiosk: string, supplies: readonly SupplyTold[]];
type Entry = {
  readonly key: string;
  readonly madeAt: number;
  readonly forecasts: readonly SupplyForecast[];
};
const keyOf = (told: readonly SupplyTold[]): string =>
  told.map(({ d: { supply, state, usedAtRefill } }) => `${supply} ${state} ${usedAtRefill}`).join('\n');
