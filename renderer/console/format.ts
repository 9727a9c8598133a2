import type { ConsoleWords } from './words/console-words.ts';

/** The halls are in Zhejiang, whatever the zone of the machine this console is open on. */
const ZONE = 'Asia/Shanghai';
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'medium' });
const HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** `10:16:32`. */
export const clockTime = (at: number): string => CLOCK.format(at);
/** `10:16`. */
export const hourTime = (at: number): string => HOUR.format(at);
/** `2026-11-24`. */
export const civilDay = (at: number): string => DAY.format(at);
/** `10:16` where it is of the same day as `now`, else `11-26 10:16`. */
export const shortMoment = (at: number, now: number): string =>
  civilDay(at) === civilDay(now) ? hourTime(at) : `${civilDay(at).slice(5)} ${hourTime(at)}`;

/** The civil day so many days before that of `at`. */
export const dayBefore = (at: number, days: number): string => civilDay(at - days * DAY_MS);

/** 09:00 of the next civil day: when an attendant comes by. */
export const nextMorning = (at: number): number =>
  (Math.floor((at + SHANGHAI_MS) / DAY_MS) + 1) * DAY_MS - SHANGHAI_MS + 9 * 3_600_000;

/** `18分32秒`, `1时36分`, `3天2时`: two units, the smaller one left out where it says nothing. */
export function span(ms: number, t: ConsoleWords): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [s, m, h, d] = [
    seconds % 60,
    Math.floor(seconds / 60) % 60,
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 86_400),
  ];
  if (d > 0) return t('span.days', { d, h });
  if (h > 0) return t('span.hours', { h, m });
  if (m > 0) return s === 0 ? t('span.minutesOnly', { m }) : t('span.minutes', { m, s });
  return t('span.seconds', { s });
}

/** `刚刚`, `2秒前`. */
export const age = (at: number, now: number, t: ConsoleWords): string =>
  now - at < 1000 ? t('age.now') : t('age.ago', { span: span(now - at, t) });

/** `25:36`, `3:25:36`: what is left, to the second. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(rest / 60);
  return `${hours === 0 ? minutes : `${hours}:${two(minutes)}`}:${two(rest % 60)}`;
}

/** `11月2日`, `2 November`; with its year where that is another. */
export function dayWords(at: number, now: number, language: 'zh-CN' | 'en'): string {
  const isThisYear = civilDay(at).slice(0, 4) === civilDay(now).slice(0, 4);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: ZONE,
    month: 'long',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

const COUNT = new Intl.NumberFormat('en');
/** 1,377. */
export const count = (n: number): string => COUNT.format(n);

/** `99.62`; null where there is nothing to reckon from. Rounded down: 99.999 is not all. */
export const percent = (part: number, whole: number, digits = 2): string | null =>
  whole === 0 ? null : (Math.floor((part / whole) * 100 * 10 ** digits) / 10 ** digits).toFixed(digits);

/** Names of staff are masked like those of citizens: `zhou` → `z＊＊u`. */
export const masked = (name: string): string =>
  name.length < 3
    ? `${name.slice(0, 1)}＊`
    : `${name.slice(0, 1)}${'＊'.repeat(Math.min(name.length - 2, 3))}${name.slice(-1)}`;
