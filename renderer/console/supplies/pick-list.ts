import type { SuppliesAnswer } from '../../../hall/api/contract.ts';
import { nextMorning } from '../format.ts';

export type SupplyView = SuppliesAnswer['supplies'][number];
export type SupplyName = SupplyView['supply'];

/** How badly something is needed, the worst first. */
export const NEEDS = ['used-up', 'tight', 'soon', 'later', 'unknown'] as const;
export type Need = (typeof NEEDS)[number];
export type Needed = SupplyView & { readonly need: Need };

const DAY_MS = 24 * 3_600_000;
/** Somebody goes round the halls every three days. */
export const ROUND_MS = 3 * DAY_MS;

/** `tight`: may not last until the attendant of tomorrow; `soon`: not until the next round, or a sensor says so. */
export function needOf({ state, p90At }: Pick<SupplyView, 'state' | 'p90At'>, now: number): Need {
  if (state === 'out') return 'used-up';
  if (p90At !== null && p90At < nextMorning(now)) return 'tight';
  if ((p90At !== null && p90At < now + ROUND_MS) || state === 'low') return 'soon';
  return p90At === null ? 'unknown' : 'later';
}

export const isToBring = ({ need }: Needed): boolean =>
  need === 'used-up' || need === 'tight' || need === 'soon';

const numeric = new Intl.Collator('en', { numeric: true });

/** The worst first, then what is used up first; without a forecast by name. */
export const byNeed = (one: Needed, other: Needed): number =>
  NEEDS.indexOf(one.need) - NEEDS.indexOf(other.need) ||
  (one.p90At ?? Number.MAX_SAFE_INTEGER) - (other.p90At ?? Number.MAX_SAFE_INTEGER) ||
  numeric.compare(one.kiosk, other.kiosk);

export const withNeed = (supplies: readonly SupplyView[], now: number): readonly Needed[] =>
  supplies.map((each) => ({ ...each, need: needOf(each, now) })).toSorted(byNeed);

/** A round: the hall that needs it most first, and in it what it needs most. */
export const byHall = (
  needed: readonly Needed[],
): readonly { readonly hall: string; readonly needed: readonly Needed[] }[] =>
  [...Map.groupBy(needed, ({ hall }) => hall)].map(([hall, mine]) => ({ hall, needed: mine }));

/** What to load: one roll, pack or cartridge for each that is to bring. */
export const toLoad = (
  needed: readonly Needed[],
): readonly { readonly supply: SupplyName; readonly count: number }[] =>
  (['receipt-paper', 'document-paper', 'toner'] as const)
    .map((supply) => ({
      supply,
      count: needed.filter((each) => each.supply === supply && isToBring(each)).length,
    }))
    .filter(({ count }) => count > 0);
