import { CHARACTERS } from './characters-by-pinyin.ts';
import { ENTRIES, type Entry } from './words-by-pinyin.ts';

/**
 * Does what was typed spell the beginning of this word? Each syllable may be typed whole, begun, or by its
 * initial alone: `hz`, `hangz`, `hangzhou` all find 杭州市. A place is found without its last 市.
 */
function spells(typed: string, syllables: readonly string[]): boolean {
  if (typed === '') return true;
  const [syllable, ...rest] = syllables;
  if (syllable === undefined) return false;
  for (let length = Math.min(syllable.length, typed.length); length > 0; length -= 1) {
    if (typed.startsWith(syllable.slice(0, length)) && spells(typed.slice(length), rest)) return true;
  }
  return false;
}

const closeness = (typed: string, { syllables }: Entry): number => {
  const initials = syllables.map((syllable) => syllable[0]).join('');
  if (syllables.join('') === typed || initials === typed) return 0;
  return syllables.length - typed.length > 0 ? syllables.length : 0;
};

/** What can be chosen for the letters typed, and how many of them it stands for. */
export type Candidate = { readonly text: string; readonly letters: number };

/**
 * Words for all that was typed, the most likely first, then characters of its first syllable: whatever is in no list is
 * written character by character. Nothing typed, nothing offered.
 */
export function candidates(typed: string): readonly Candidate[] {
  const letters = typed.toLowerCase();
  if (letters === '') return [];
  const words = ENTRIES.filter(({ syllables }) => spells(letters, syllables))
    .toSorted((a, b) => closeness(letters, a) - closeness(letters, b))
    .map(({ word }) => ({ text: word, letters: letters.length }));
  const exact = CHARACTERS.has(letters) ? words.filter(({ text }) => [...text].length === 1) : words;
  const found = [...exact, ...charactersOf(letters), ...words];
  return found.filter(({ text }, index) => found.findIndex((one) => one.text === text) === index);
}

/** Rows of keys: what fits beside each other, a key taking the width of its characters and of its number. */
export function rowsOf(list: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const rows: Candidate[][] = [];
  let left = 0;
  for (const candidate of list) {
    const width = [...candidate.text].length + KEY_EDGE;
    if (width > left || rows.length === 0) {
      rows.push([]);
      left = ROW;
    }
    rows.at(-1)?.push(candidate);
    left -= width;
  }
  return rows;
}
/** In characters. */
const ROW = 13.5;
const KEY_EDGE = 1.6;

/** The longest syllable the letters begin with; where they are the beginning of one only, all it may become. */
function charactersOf(letters: string): readonly Candidate[] {
  for (let length = Math.min(letters.length, LONGEST_SYLLABLE); length > 0; length -= 1) {
    const found = CHARACTERS.get(letters.slice(0, length));
    if (found) return found.map((text) => ({ text, letters: length }));
  }
  const begun = [...CHARACTERS].filter(([syllable]) => syllable.startsWith(letters));
  return begun.flatMap(([, characters]) =>
    characters.slice(0, MOST_LIKELY).map((text) => ({ text, letters: letters.length })),
  );
}
const LONGEST_SYLLABLE = 6;
const MOST_LIKELY = 3;
