import { createContext, useContext } from 'react';
import { en } from './en.ts';
import { type Words, zhCN } from './zh-cn.ts';

export type PanelLanguage = 'zh-CN' | 'en';

const WORDS: Readonly<Record<PanelLanguage, Words>> = { 'zh-CN': zhCN, en };

/** The language everything under it speaks. */
export const LanguageContext = createContext<PanelLanguage>('zh-CN');

export const useLanguage = (): PanelLanguage => useContext(LanguageContext);
export const useWords = (): Words => WORDS[useLanguage()];
