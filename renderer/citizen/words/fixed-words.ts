import { createInstance } from 'i18next';
import type { Language } from '../../../flows/language/text.ts';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & (string | number)]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & (string | number)];
type WithoutPlural<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;

/** Every fixed word by its path; a plural pair (`_one`, `_other`) is one word that takes `count`. */
export type WordKey = WithoutPlural<Leaves<typeof zhCN>>;
export type WordValues = Readonly<Record<string, string | number>>;
/** Looks a fixed word up in one language. */
export type FixedWords = (key: WordKey, values?: WordValues) => string;

const i18n = createInstance();
void i18n.init({
  resources: { 'zh-CN': { fixed: zhCN }, en: { fixed: en } },
  ns: ['fixed'],
  defaultNS: 'fixed',
  fallbackLng: false,
  initAsync: false,
  /* React escapes; escaping twice would show &amp; to a citizen. */
  interpolation: { escapeValue: false },
});

/** The fixed words of one language. */
export function fixedWords(language: Language): FixedWords {
  const translate = i18n.getFixedT(language, 'fixed');
  return (key, values = {}) => translate(key, values);
}
