/** Civil dates as `YYYY-MM-DD`; comparing them as text compares them in time. */
export type Month = { readonly year: number; readonly month: number };
export type Day = { readonly date: string; readonly day: number; readonly isOpen: boolean };

const pad = (value: number): string => String(value).padStart(2, '0');

/** `offset` months later (or earlier, when negative). */
export function shiftMonth({ year, month }: Month, offset: number): Month {
  const months = year * 12 + (month - 1) + offset;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

export const monthOf = (date: string): Month => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
});

/** Has this month any day that may be chosen? */
export function isOpenMonth({ year, month }: Month, min: string | null, max: string | null): boolean {
  const prefix = `${year}-${pad(month)}`;
  return (min === null || prefix >= min.slice(0, 7)) && (max === null || prefix <= max.slice(0, 7));
}

/** A month in weeks from Monday; null where a week begins or ends in another month. */
export function weeksOf(
  { year, month }: Month,
  min: string | null,
  max: string | null,
): readonly (readonly (Day | null)[])[] {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const lead = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = Array.from({ length: Math.ceil((lead + days) / 7) * 7 }, (_, index): Day | null => {
    const day = index - lead + 1;
    if (day < 1 || day > days) return null;
    const date = `${year}-${pad(month)}-${pad(day)}`;
    return { date, day, isOpen: (min === null || date >= min) && (max === null || date <= max) };
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
