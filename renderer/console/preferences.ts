import { useEffect, useState } from 'react';
import type { ConsoleLanguage } from './words/console-words.ts';

export type Mode = 'light' | 'dark';

/** What this browser was last told; a browser that keeps nothing is asked each time. */
function kept<T extends string>(key: string, words: readonly T[]): T | null {
  try {
    const value = localStorage.getItem(key);
    return words.find((word) => word === value) ?? null;
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still shows the console.
  }
}

/** Light or dark: what the system wants, until the operator chose. */
export function useMode(): readonly [Mode, (mode: Mode) => void] {
  const [chosen, setChosen] = useState<Mode | null>(() => kept('console.mode', ['light', 'dark']));
  const [isSystemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setSystemDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  useEffect(() => {
    if (chosen !== null) document.documentElement.dataset.mode = chosen;
  }, [chosen]);
  const choose = (mode: Mode): void => {
    keep('console.mode', mode);
    setChosen(mode);
  };
  return [chosen ?? (isSystemDark ? 'dark' : 'light'), choose];
}

export function useLanguage(): readonly [ConsoleLanguage, () => void] {
  const [language, setLanguage] = useState<ConsoleLanguage>(
    () => kept('console.language', ['zh-CN', 'en']) ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en'),
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = language === 'en' ? 'Console · Once' : '运维台 · 最多跑一次';
  }, [language]);
  const turn = (): void => {
    const other = language === 'en' ? 'zh-CN' : 'en';
    keep('console.language', other);
    setLanguage(other);
  };
  return [language, turn];
}
