import { formatValue } from './format.ts';
import type { Format } from './pieces.ts';
import { LANGUAGES, type Text } from './text.ts';

/**
 * `{{fine.fineFen, yuan}}`: a dotted path into the scope of an item, and how to write the value. An entry of a list is
 * named by its place, `{{derived.bills[0].fen, yuan}}`, and how many there are by `{{derived.bills.size()}}`.
 */
export type Placeholder = {
  /** Names alone: an entry of a list goes by the name of the list. */
  readonly path: readonly string[];
  /** Whether it is how many there are. */
  readonly isSize: boolean;
  readonly format: string;
  /** Where it stands in the text, braces included. */
  readonly start: number;
  readonly end: number;
};

export const FORMATS: readonly Format[] = ['text', 'date', 'yuan', 'number', 'phone', 'idNumber'];
const isFormat = (word: string): word is Format => FORMATS.some((format) => format === word);
const PLACEHOLDER = /\{\{\s*([A-Za-z][\w.]*(?:\[\d+\][\w.]*)?)(\.size\(\))?\s*(?:,\s*(\w+)\s*)?\}\}/g;

/** The places of one text that hold a value. Braces that do not read as a placeholder are plain text. */
export function placeholdersOf(words: string): readonly Placeholder[] {
  return [...words.matchAll(PLACEHOLDER)].map((match) => ({
    path: (match[1] ?? '').replaceAll(/\[\d+\]/g, '').split('.'),
    isSize: match[2] !== undefined,
    format: match[3] ?? 'text',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** What stands at the place a placeholder names; undefined where there is nothing. */
function valueAt(scope: unknown, name: string, isSize: boolean): unknown {
  const value = name
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
      scope,
    );
  if (!isSize) return value;
  return Array.isArray(value) ? value.length : undefined;
}

/** Whether a value is missing where a text holds one. */
export const hasGap = (words: string, scope: Readonly<Record<string, unknown>>): boolean =>
  [...words.matchAll(PLACEHOLDER)].some(([, name = '', size]) => {
    const value = valueAt(scope, name, size !== undefined);
    return value === undefined || value === null || value === '';
  });

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
    text[language].replace(
      PLACEHOLDER,
      (_, name: string, size: string | undefined, format: string | undefined = 'text') =>
        write(valueAt(scope, name, size !== undefined), isFormat(format) ? format : 'text')[language],
    );
  const [first, second] = LANGUAGES;
  return { [first]: fill(first), [second]: fill(second) };
}
