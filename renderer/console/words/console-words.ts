import { createInstance } from 'i18next';
import { createContext, useContext, useMemo } from 'react';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

export type ConsoleLanguage = 'zh-CN' | 'en';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** Every fixed word of the console by its path. */
export type WordKey = Leaves<typeof zhCN>;
export type ConsoleWords = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const i18n = createInstance();
void i18n.init({
  resources: { 'zh-CN': { console: zhCN }, en: { console: en } },
  ns: ['console'],
  defaultNS: 'console',
  fallbackLng: false,
  initAsync: false,
  /* React escapes. */
  interpolation: { escapeValue: false },
});

/** The fixed words of one language. */
export function consoleWords(language: ConsoleLanguage): ConsoleWords {
  const translate = i18n.getFixedT(language, 'console');
  return (key, values = {}) => translate(key, values);
}

export const LanguageContext = createContext<ConsoleLanguage>('zh-CN');

/** Words of the language the operator reads, and texts that come in both. */
export function useWords() {
  const language = useContext(LanguageContext);
  return useMemo(
    () => ({
      language,
      t: consoleWords(language),
      text: (text: Readonly<Record<ConsoleLanguage, string>>) => text[language],
    }),
    [language],
  );
}
