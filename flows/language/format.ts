import { parseCivilDate } from '../cel/civil-date.ts';
import type { Format } from './pieces.ts';
import { sameInAllLanguages, type Text } from './text.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NOTHING = sameInAllLanguages('—');

/** A civil date (or the day of a timestamp) in words: 2026年11月24日, 24 Nov 2026. */
function formatDate(value: string): Text {
  const date = parseCivilDate(value.slice(0, 10));
  if (date === null) return sameInAllLanguages(value);
  const { year, month, day } = date;
  return { 'zh-CN': `${year}年${month}月${day}日`, en: `${day} ${MONTHS[month - 1]} ${year}` };
}

/** Fen as yuan with two decimals and thousands in groups: 3,286.40元. Whole fen only, so no float is rounded. */
function formatYuan(fen: number): Text {
  const sign = fen < 0 ? '−' : '';
  const whole = Math.trunc(Math.abs(fen) / 100).toLocaleString('en-US');
  const amount = `${sign}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
  return { 'zh-CN': `${amount}元`, en: `${amount} yuan` };
}

/** One value of an item in words, in every language. Masking is the host's: this shows what it is given. */
export function formatValue(value: unknown, format: Format): Text {
  if (value === null || value === undefined || value === '') return NOTHING;
  switch (format) {
    case 'date':
      return formatDate(String(value));
    case 'yuan':
      return Number.isSafeInteger(value) ? formatYuan(Number(value)) : NOTHING;
    case 'number':
      return typeof value === 'number'
        ? sameInAllLanguages(value.toLocaleString('en-US'))
        : sameInAllLanguages(String(value));
    case 'text':
    case 'phone':
    case 'idNumber':
      if (typeof value === 'boolean')
        return value ? { 'zh-CN': '是', en: 'Yes' } : { 'zh-CN': '否', en: 'No' };
      return typeof value === 'object' ? NOTHING : sameInAllLanguages(String(value));
  }
}
