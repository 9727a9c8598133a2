import type { Supply } from '../../wire/words.ts';

/**
 * When a supply will be used up, from the ledger (how many were printed, how many when it was last filled) and the rate
 * of the last weeks. The sensor corrects it: `low` means that little is left, whatever was reckoned.
 */
export type SupplyForecast = {
  readonly supply: Supply;
  /** Prints left; null: nothing is known to reckon from. */
  readonly remaining: number | null;
  /** Prints a day. */
  readonly perDay: number | null;
  /** Even odds that it is used up by then, and the moment before which it lasts in nine of ten cases. */
  readonly p50At: number | null;
  readonly p90At: number | null;
};

export type SupplyReading = {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly state: 'unknown' | 'full' | 'low' | 'out' | 'jammed';
  readonly used: number;
  readonly usedAtRefill: number | null;
};

/**
 * Prints of one filling, until a machine's own refills tell better: a roll of 80 m at 20 cm a slip, a tray of 250
 * sheets, a cartridge of 2,500 pages.
 */
const FILLING: Readonly<Record<Supply, number>> = {
  'receipt-paper': 400,
  'document-paper': 250,
  toner: 2500,
};
/** What a near-end sensor leaves. */
const LOW_SHARE = 0.1;
const DAY_MS = 24 * 3_600_000;
const WINDOW_MS = 28 * DAY_MS;
/** Halves the weight of a day each week back. */
const HALF_LIFE_MS = 7 * DAY_MS;
/** People come in bursts: the variance of a day is about twice its mean. */
const OVERDISPERSION = 2;
/** One-sided 90 %. */
const Z90 = 1.2816;

/** @param readings of one supply, in order of time; the last is what holds now */
export function forecastSupply(
  supply: Supply,
  readings: readonly SupplyReading[],
  now: number,
): SupplyForecast {
  const last = readings.at(-1);
  if (!last) return { supply, remaining: null, perDay: null, p50At: null, p90At: null };
  const remaining = remainingOf(last, fillingOf(supply, readings));
  const perDay = rateOf(readings, now);
  if (remaining === null || perDay === null || perDay <= 0) {
    const isEmpty = remaining === 0;
    return { supply, remaining, perDay, p50At: isEmpty ? now : null, p90At: isEmpty ? now : null };
  }
  // Used in t days is about normal with mean m = rate·t and variance k·m; m + z·√(k·m) = remaining, solved for √m.
  const spread = Z90 * Math.sqrt(OVERDISPERSION);
  const root = (-spread + Math.sqrt(spread * spread + 4 * remaining)) / 2;
  const days = (root * root) / perDay;
  return {
    supply,
    remaining,
    perDay,
    p50At: now + (remaining / perDay) * DAY_MS,
    p90At: now + days * DAY_MS,
  };
}

function remainingOf({ state, used, usedAtRefill }: SupplyReading, filling: number): number | null {
  if (state === 'out') return 0;
  const low = Math.round(filling * LOW_SHARE);
  if (usedAtRefill === null) return state === 'low' ? low : null;
  const left = Math.max(0, filling - (used - usedAtRefill));
  // A full supply that should be empty by the ledger was filled unseen: at least more than low is left.
  return state === 'low' ? Math.min(left, low) : Math.max(left, low);
}

/** Median of what was used from one refill to the next. */
function fillingOf(supply: Supply, readings: readonly SupplyReading[]): number {
  const refills = [...new Set(readings.flatMap(({ usedAtRefill }) => usedAtRefill ?? []))];
  const lengths = refills
    .slice(1)
    .map((used, index) => used - (refills[index] ?? used))
    .filter((length) => length > 0)
    .sort((one, other) => one - other);
  return lengths[Math.floor(lengths.length / 2)] ?? FILLING[supply];
}

/** Prints a day, newer days weighing more; null before there is a whole day of history. */
function rateOf(readings: readonly SupplyReading[], now: number): number | null {
  const recent = readings.filter(({ at }) => at > now - WINDOW_MS);
  const first = recent[0];
  if (!first || now - first.at < DAY_MS) return null;
  let weighted = 0;
  let weights = 0;
  for (const [index, { at, used }] of recent.entries()) {
    const next = recent[index + 1];
    const until = next?.at ?? now;
    const days = (until - at) / DAY_MS;
    // A counter that fell belongs to a new printer.
    const prints = Math.max(0, (next?.used ?? used) - used);
    const weight = 0.5 ** ((now - until) / HALF_LIFE_MS);
    weighted += prints * weight;
    weights += days * weight;
  }
  return weights === 0 ? null : weighted / weights;
}
