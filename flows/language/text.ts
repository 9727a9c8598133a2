/** Languages every text is written in, inline, from the first string on. Further ones are overlays. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language; `text-schema.ts` checks it. */
export type Text = Readonly<Record<Language, string>>;

/** The same words in every language: numbers, codes, names read from a card. */
export const sameInAllLanguages = (words: string): Text => ({ 'zh-CN': words, en: words });
