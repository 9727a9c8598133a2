import type { Supply } from '../../wire/words.ts';

/**
 * When a supply will be used up, from the ledger (how many were printed, how many when it was last filled) and the use
 * of the last weeks, hour by hour of the week: nobody prints at night, and few on a Sunday. The sensor corrects it: `low`
 * means that little is left, whatever was reckoned.
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
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** Of a week. */
const HOURS = 168;
/** What was said before that says nothing of how a supply goes now. */
export const WINDOW_MS = 4 * WEEK_MS;
/** Halves the weight of a day each week back. */
const HALF_LIFE_MS = 7 * DAY_MS;
/** People come in bursts, and how many an hour has is known from few weeks: the variance is about three times the mean. */
const OVERDISPERSION = 3;
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
  const habit = habitOf(readings, now);
  const perDay = habit && habit.perWeek / 7;
  if (remaining === null || habit === null || perDay === null || perDay <= 0) {
    const isEmpty = remaining === 0;
    return { supply, remaining, perDay, p50At: isEmpty ? now : null, p90At: isEmpty ? now : null };
  }
  // What is used until then is about normal with mean m and variance k·m; m + z·√(k·m) = remaining, solved for √m.
  const spread = Z90 * Math.sqrt(OVERDISPERSION);
  const root = (-spread + Math.sqrt(spread * spread + 4 * remaining)) / 2;
  return {
    supply,
    remaining,
    perDay,
    p50At: usedUpAt(habit, remaining, now),
    p90At: usedUpAt(habit, root * root, now),
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

/** How much is printed in a week, and in each hour of it, civil time of the halls, from Thursday 0:00 on. */
type Habit = { readonly perWeek: number; readonly byHour: readonly number[] };

/** Newer weeks weigh more; hours of the week nobody has seen yet are as the others. Null before there is a day of history. */
function habitOf(readings: readonly SupplyReading[], now: number): Habit | null {
  const recent = readings.filter(({ at }) => at > now - WINDOW_MS);
  const first = recent[0];
  if (!first || now - first.at < DAY_MS) return null;
  const printed = new Float64Array(HOURS);
  const looked = new Float64Array(HOURS);
  for (const [index, { at, used }] of recent.entries()) {
    const next = recent[index + 1];
    const until = next?.at ?? now;
    // A counter that fell belongs to a new printer.
    const prints = Math.max(0, (next?.used ?? used) - used);
    const weight = 0.5 ** ((now - until) / HALF_LIFE_MS);
    for (const { hour, share, ms } of hoursOf(at, until)) {
      printed[hour] = (printed[hour] ?? 0) + prints * share * weight;
      looked[hour] = (looked[hour] ?? 0) + (ms / HOUR_MS) * weight;
    }
  }
  const mean = sum(printed) / sum(looked);
  const byHour = Array.from(printed, (prints, hour) => {
    const hours = looked[hour] ?? 0;
    return hours > 0 ? prints / hours : mean;
  });
  return { perWeek: sum(byHour), byHour };
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** The pieces of a time that lie in one hour each, with their share of it; nothing where it has no length. */
function* hoursOf(
  from: number,
  to: number,
): Generator<{ readonly hour: number; readonly share: number; readonly ms: number }> {
  for (let at = from; at < to; ) {
    const end = Math.min(to, hourAfter(at));
    yield { hour: hourOf(at), share: (end - at) / (to - from), ms: end - at };
    at = end;
  }
}

const hourAfter = (at: number): number => (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
/** 1970 began on a Thursday; civil time is eight hours ahead of UTC, all year. */
const hourOf = (at: number): number => (Math.floor(at / HOUR_MS) + 8) % HOURS;

/** When so many will have been printed from `now` on. */
function usedUpAt({ perWeek, byHour }: Habit, prints: number, now: number): number {
  const weeks = Math.floor(prints / perWeek);
  let left = prints - weeks * perWeek;
  let at = now + weeks * WEEK_MS;
  // What is left of a week is used within one; the bound is for what rounding leaves over.
  for (const end = at + WEEK_MS; at < end; at = hourAfter(at)) {
    const rate = byHour[hourOf(at)] ?? 0;
    const printed = (rate * (hourAfter(at) - at)) / HOUR_MS;
    if (printed >= left && rate > 0) return at + (left / rate) * HOUR_MS;
    left -= printed;
  }
  return at;
}
