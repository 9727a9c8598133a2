import { createContext, useContext, useMemo } from 'react';
import type { Language, Text } from '../../flows/language/text.ts';
import type { Intent } from '../../host/contract/intent.ts';
import type { Frame } from '../../host/contract/screen.ts';
import type { CameraLink } from './camera/use-face-camera.ts';
import { type FixedWords, fixedWords } from './words/fixed-words.ts';

/** What every part of a screen can reach: the frame it belongs to, and the way back to the host. */
export type Kiosk = {
  readonly frame: Frame;
  readonly send: (intent: Intent) => void;
  readonly reveal: (field: string) => void;
  readonly camera: CameraLink;
  /** Values shown in the clear for a few seconds, by field name. */
  readonly revealed: ReadonlyMap<string, string>;
};

export const KioskContext = createContext<Kiosk | null>(null);

export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext);
  if (kiosk === null) throw new Error('a part of a screen is drawn outside KioskContext');
  return kiosk;
}

export const LanguageContext = createContext<Language>('zh-CN');

const otherLanguage = (language: Language): Language => (language === 'en' ? 'zh-CN' : 'en');

export type Words = {
  readonly language: Language;
  readonly other: Language;
  /** A fixed word in the citizen's language. */
  readonly t: FixedWords;
  /** The same word in the other language, for the second line under a title. */
  readonly second: FixedWords;
  /** A text of the frame in the citizen's language. */
  readonly text: (text: Text) => string;
  readonly secondText: (text: Text) => string;
};

export function useWords(): Words {
  const language = useContext(LanguageContext);
  return useMemo(() => {
    const other = otherLanguage(language);
    return {
      language,
      other,
      t: fixedWords(language),
      second: fixedWords(other),
      text: (text) => text[language],
      secondText: (text) => text[other],
    };
  }, [language]);
}
