import { addDays, addYears, daysBetween, startOfMonth, yearsBetween } from './civil-date.ts';

/** Our own functions: pure, total on civil dates, and few. `signature` is CEL's own notation. */
export type OwnFunction = {
  readonly signature: string;
  readonly says: string;
  readonly call: (...args: readonly (string | bigint)[]) => string | bigint;
};

const dateAndCount =
  (move: (date: string, count: number) => string) =>
  (date: string | bigint = '', count: string | bigint = 0n): string =>
    move(String(date), Number(count));
const dateAndDate =
  (measure: (from: string, to: string) => number) =>
  (from: string | bigint = '', to: string | bigint = ''): bigint =>
    BigInt(measure(String(from), String(to)));

export const OWN_FUNCTIONS: readonly OwnFunction[] = [
  {
    signature: 'addDays(string, int): string',
    says: 'the day so many days later',
    call: dateAndCount(addDays),
  },
  {
    signature: 'addYears(string, int): string',
    says: 'the same day so many years later; the last of the month where there is no such day',
    call: dateAndCount(addYears),
  },
  {
    signature: 'startOfMonth(string): string',
    says: 'the first day of its month',
    call: (date = '') => startOfMonth(String(date)),
  },
  {
    signature: 'yearsBetween(string, string): int',
    says: 'whole years (周岁) between two days',
    call: dateAndDate(yearsBetween),
  },
  {
    signature: 'daysBetween(string, string): int',
    says: 'days between two days',
    call: dateAndDate(daysBetween),
  },
];

/**
 * The only names that may be called. `matches` is out because the engine uses backtracking regular
 * expressions, `cel.bind` and conversions of time because nothing here needs them.
 */
export const CALLABLE: ReadonlySet<string> = new Set([
  ...OWN_FUNCTIONS.map(({ signature }) => signature.slice(0, signature.indexOf('('))),
  ...['has', 'size', 'string', 'int', 'double'],
  ...['all', 'exists', 'exists_one', 'filter', 'map'],
  ...['contains', 'startsWith', 'endsWith', 'substring'],
]);

/** Calls that visit every entry of a list: their nesting is what an expression costs. */
export const COMPREHENSIONS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
