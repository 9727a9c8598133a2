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

/** Words for what was typed in pinyin, the most likely first; nothing typed, nothing offered. */
export function candidates(typed: string, limit: number): readonly string[] {
  const letters = typed.toLowerCase();
  if (letters === '') return [];
  return ENTRIES.filter(({ syllables }) => spells(letters, syllables))
    .toSorted((a, b) => closeness(letters, a) - closeness(letters, b))
    .slice(0, limit)
    .map(({ word }) => word);
}
