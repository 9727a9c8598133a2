import { addDays } from '../population/civil-date.ts';

/**
 * Days off that are not weekends, and weekends worked in exchange. 2026 as the State Council's notice on
 * holidays has it; for 2027, whose notice comes at the end of the year before, the statutory days alone
 * (全国年节及纪念日放假办法, 2024).
 */
const DAYS_OFF: readonly (readonly [from: string, days: number])[] = [
  ['2026-01-01', 3],
  ['2026-02-15', 9],
  ['2026-04-04', 3],
  ['2026-05-01', 5],
  ['2026-06-19', 3],
  ['2026-09-25', 3],
  ['2026-10-01', 7],
  ['2027-01-01', 1],
  ['2027-02-05', 4],
  ['2027-04-05', 1],
  ['2027-05-01', 2],
  ['2027-06-09', 1],
  ['2027-09-15', 1],
  ['2027-10-01', 3],
];
const WORKED_WEEKENDS: ReadonlySet<string> = new Set([
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]);

export const isWorkingDay = (date: string): boolean => {
  if (WORKED_WEEKENDS.has(date)) return true;
  if (DAYS_OFF.some(([from, days]) => date >= from && date < addDays(from, days))) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

/** The day on which `count` working days after `date` have passed; 0 is the day itself. */
export const addWorkingDays = (date: string, count: number): string => {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left--;
  }
  return day;
};
