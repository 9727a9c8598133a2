import { z } from 'zod';

/** Languages every text is written in, inline, from the first string on. Further ones are overlays. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. A renderer picks; nobody asks the host again when the language changes. */
export const textSchema = z
  .strictObject({ 'zh-CN': z.string().trim().min(1), en: z.string().trim().min(1) })
  .meta({ id: 'Text', description: 'A text in Chinese and English. {{name.field}} inserts a value.' });
export type Text = z.infer<typeof textSchema>;

/** The same words in every language: numbers, codes, names read from a card. */
export const sameInAllLanguages = (words: string): Text => ({ 'zh-CN': words, en: words });
