/**
 * Civil dates as the strings they travel in, YYYY-MM-DD, with a strict calendar. No clock and no zone:
 * the machine's own zone never decides what day it is, `today` is handed in (Asia/Shanghai).
 */
type Civil = { readonly year: number; readonly month: number; readonly day: number };

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const write = ({ year, month, day }: Civil): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** Reads a civil date; null for anything that is not a day of the calendar (30 February included). */
export function parseCivilDate(text: string): Civil | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  if (year < 1800 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

export const isCivilDate = (text: string): boolean => parseCivilDate(text) !== null;

const known = (text: string): Civil => {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError('not a civil date');
  return date;
};

/** The day `days` later (earlier when negative). Throws RangeError when `date` is no civil date. */
export function addDays(date: string, days: number): string {
  const { year, month, day } = known(date);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  if (Number.isNaN(moved.getTime())) throw new RangeError('beyond the calendar');
  return write({ year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() });
}

/**
 * The same day `years` later. Where that month has no such day, its last day (Civil Code art. 202): who was
 * born on 29 February turns a year older on the 28th.
 */
export function addYears(date: string, years: number): string {
  const { year, month, day } = known(date);
  const later = year + years;
  if (later < 1800 || later > 9999) throw new RangeError('beyond the calendar');
  return write({ year: later, month, day: Math.min(day, daysInMonth(later, month)) });
}

/** The first day of the month `date` lies in. */
export const startOfMonth = (date: string): string => write({ ...known(date), day: 1 });

/** Whole years (周岁) from `from` to `to`; negative when `to` is earlier. */
export function yearsBetween(from: string, to: string): number {
  const years = known(to).year - known(from).year;
  return addYears(from, years) > to ? years - 1 : years;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  const at = ({ year, month, day }: Civil): number => Date.UTC(year, month - 1, day);
  return Math.round((at(known(to)) - at(known(from))) / 86_400_000);
}
