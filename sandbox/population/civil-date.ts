/** Civil dates as YYYY-MM-DD text: they sort, compare and print as they are, and no time zone can shift them. */

const DAY_MS = 86_400_000;

export const civilDate = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** The day it is in Asia/Shanghai (UTC+8 without summer time since 1991), whatever the machine's zone. */
export const shanghaiDate = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const yearOf = (date: string): number => Number(date.slice(0, 4));

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** 29 February becomes 1 March in a common year, as the civil code counts a term of years. */
export const addYears = (date: string, years: number): string =>
  civilDate(yearOf(date) + years, Number(date.slice(5, 7)), Number(date.slice(8, 10)));

/** Whole years lived on `today`; someone born on 29 February turns older on 1 March. */
export const ageOn = (birthDate: string, today: string): number => {
  const years = yearOf(today) - yearOf(birthDate);
  return addYears(birthDate, years) <= today ? years : years - 1;
};

/** The last `count` whole months before the month of `today`, newest first, as YYYY-MM. */
export const monthsBefore = (today: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, back) =>
    civilDate(yearOf(today), Number(today.slice(5, 7)) - 1 - back, 1).slice(0, 7),
  );
