import type { Language } from '../../flows/language/text.ts';

/** Screens tell the time of the hall, whatever zone the machine is set to. */
const ZONE = 'Asia/Shanghai';

const formatter = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { ...options, timeZone: ZONE });

/** `09:41` */
export const clock = (at: Date): string =>
  formatter('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** `09:48:16`, of an ISO instant; an unreadable one is shown as nothing rather than as nonsense. */
export function clockWithSeconds(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  return formatter('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    at,
  );
}

/** `11月24日 星期二`, `Tuesday 24 November` */
export function dayLine(at: Date, language: Language): string {
  if (language === 'en')
    return formatter(language, { weekday: 'long', day: 'numeric', month: 'long' })
      .format(at)
      .replace(',', '');
  const day = formatter(language, { month: 'long', day: 'numeric' }).format(at);
  return `${day} ${formatter(language, { weekday: 'long' }).format(at)}`;
}

const LUNAR_TENS = ['初', '十', '廿', '三'];
const DIGITS = ['十', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Day of a lunar month as it is said: 初一, 初十, 十六, 二十, 廿九, 三十. */
export function lunarDay(day: number): string {
  if (day === 20) return '二十';
  if (day === 30) return '三十';
  const tens = LUNAR_TENS[Math.floor((day - 1) / 10)] ?? '';
  return day === 10 ? '初十' : `${tens}${DIGITS[day % 10] ?? ''}`;
}

/** `农历十月十六` */
export function lunarLine(at: Date): string {
  const parts = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
    month: 'long',
    day: 'numeric',
    timeZone: ZONE,
  }).formatToParts(at);
  const month = parts.find((part) => part.type === 'month')?.value ?? '';
  const day = Number(parts.find((part) => part.type === 'day')?.value);
  return `农历${month}${lunarDay(day)}`;
}

/** Money in fen as yuan: `3,286.40`. */
export const yuan = (fen: number): string =>
  new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(fen / 100);

/** `2:05` */
export const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** A civil date at noon UTC, which is the same civil date in Asia/Shanghai. */
const noon = (date: string): Date => new Date(`${date}T04:00:00Z`);

/** `2026年10月12日`, `12 October 2026` */
export const civilDate = (date: string, language: Language): string =>
  formatter(language, { year: 'numeric', month: 'long', day: 'numeric' }).format(noon(date));

/** `11月25日`, `25 Nov` and its weekday: the heading of one bookable day. */
export const shortDay = (
  date: string,
  language: Language,
): { readonly day: string; readonly weekday: string } => ({
  day: formatter(language, { month: language === 'en' ? 'short' : 'long', day: 'numeric' }).format(
    noon(date),
  ),
  weekday: formatter(language, { weekday: language === 'en' ? 'short' : 'long' }).format(noon(date)),
});

/** `2026年11月`, `November 2026` */
export const monthName = (year: number, month: number, language: Language): string =>
  formatter(language, { year: 'numeric', month: 'long' }).format(
    noon(`${year}-${String(month).padStart(2, '0')}-15`),
  );

/** Phone numbers are read in groups of 3-4-4 while they are typed. */
export const groupedPhone = (digits: string): string =>
  [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter(Boolean).join(' ');
