import type { Format } from './definition.ts';
import { formatValue } from './format.ts';
import { LANGUAGES, type Text } from './text.ts';

/** `{{fine.fineFen, yuan}}`: a dotted path into the scope of an item, and how to write the value. */
export type Placeholder = {
  readonly path: readonly string[];
  readonly format: string;
  /** Where it stands in the text, braces included. */
  readonly start: number;
  readonly end: number;
};

export const FORMATS: readonly Format[] = ['text', 'date', 'yuan', 'number', 'phone', 'idNumber'];
const isFormat = (word: string): word is Format => FORMATS.some((format) => format === word);
const PLACEHOLDER = /\{\{\s*([A-Za-z][\w.]*)\s*(?:,\s*(\w+)\s*)?\}\}/g;

/** The places of one text that hold a value. Braces that do not read as a placeholder are plain text. */
export function placeholdersOf(words: string): readonly Placeholder[] {
  return [...words.matchAll(PLACEHOLDER)].map((match) => ({
    path: (match[1] ?? '').split('.'),
    format: match[2] ?? 'text',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Braces that look like a placeholder but are none: `{{answers.}}`, `{{ a b }}`. */
export const strayBraces = (words: string): number =>
  words.replace(PLACEHOLDER, (all) => ' '.repeat(all.length)).search(/\{\{|\}\}/);

/**
 * Puts values into a text, in every language. A value that is not there becomes an em dash, never `undefined`. `write`
 * says how a value looks in words: who shows it to others masks it there.
 */
export function interpolate(
  text: Text,
  scope: Readonly<Record<string, unknown>>,
  write: (value: unknown, format: Format) => Text = formatValue,
): Text {
  const fill = (language: (typeof LANGUAGES)[number]): string =>
    text[language].replace(PLACEHOLDER, (_, path: string, format: string | undefined = 'text') => {
      const value = path
        .split('.')
        .reduce<unknown>(
          (at, key) =>
            typeof at === 'object' && at !== null && Object.hasOwn(at, key)
              ? Reflect.get(at, key)
              : undefined,
          scope,
        );
      return write(value, isFormat(format) ? format : 'text')[language];
    });
  const [first, second] = LANGUAGES;
  return { [first]: fill(first), [second]: fill(second) };
}
