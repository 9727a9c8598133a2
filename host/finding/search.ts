import type { ItemDefinition } from '../../flows/language/definition.ts';

/** What of an item people search by, folded once. */
export type SearchEntry = {
  readonly id: string;
  /** What it is called, shortest first: these are what people know it by. */
  readonly names: readonly string[];
  readonly keywords: readonly string[];
  readonly initials: string;
  readonly english: readonly string[];
  readonly summary: string;
};

type Searched = Pick<
  ItemDefinition,
  'id' | 'name' | 'shortName' | 'elderName' | 'keywords' | 'pinyinInitials' | 'summary'
>;

export function searchEntryOf(item: Searched): SearchEntry {
  const names = [item.elderName['zh-CN'], item.shortName['zh-CN'], item.name['zh-CN']].map(folded);
  return {
    id: item.id,
    names,
    keywords: item.keywords.map(folded),
    initials: item.pinyinInitials.toLowerCase(),
    english: wordsIn([item.shortName.en, item.name.en, item.elderName.en, item.summary.en].join(' ')),
    summary: folded(item.summary['zh-CN']),
  };
}

/** Nobody reads on after these. */
const MOST_FOUND = 20;

/**
 * Items for what somebody typed, best first: Chinese words, initials of their pinyin, English words, or both scripts
 * mixed (报销jd). One letter off or left out still finds. Pure; what was typed goes nowhere else.
 */
export function search(entries: readonly SearchEntry[], typed: string): readonly string[] {
  const parts = partsOf(typed);
  if (parts.length === 0) return [];
  return entries
    .map((entry) => ({ id: entry.id, score: scoreOf(entry, parts) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_FOUND)
    .map(({ id }) => id);
}

type Part = { readonly script: 'han' | 'latin'; readonly text: string };

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s“”"'·（）()]/gu, '');
const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** Runs of one script each; an apostrophe that parts syllables is none of them. */
function partsOf(typed: string): readonly Part[] {
  const runs =
    typed
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}+|[a-z0-9']+/gu) ?? [];
  return runs.flatMap((run): readonly Part[] => {
    const isHan = /\p{Script=Han}/u.test(run);
    const text = isHan ? run : run.replaceAll("'", '');
    return text === '' ? [] : [{ script: isHan ? 'han' : 'latin', text }];
  });
}

/** Every part must say something of the item. */
function scoreOf(entry: SearchEntry, parts: readonly Part[]): number {
  const scores = parts.map(({ script, text }) =>
    script === 'han' ? hanScore(entry, text) : latinScore(entry, text),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function hanScore({ names, keywords, summary }: SearchEntry, text: string): number {
  const [elder = '', short = '', full = ''] = names;
  if (keywords.includes(text) || names.includes(text)) return 100;
  if (elder.includes(text) || short.includes(text)) return 90;
  if (keywords.some((keyword) => keyword.includes(text))) return 85;
  if (full.includes(text)) return 80;
  if (keywords.some((keyword) => keyword.length > 1 && text.includes(keyword))) return 60;
  if (summary.includes(text)) return 40;
  const all = `${names.join('')}${keywords.join('')}`;
  const known = [...text].filter((character) => all.includes(character)).length / [...text].length;
  return text.length >= 2 && known > 0.6 ? 30 * known : 0;
}

function latinScore({ initials, english }: SearchEntry, text: string): number {
  if (text === initials) return 100;
  if (initials.startsWith(text)) return 88;
  if (english.includes(text)) return 86;
  if (text.length >= 2 && initials.includes(text)) return 80;
  if (text.length >= 3 && english.some((word) => word.startsWith(text))) return 70;
  if (text.length >= 3 && isWithin(initials, text)) return 50;
  if (text.length >= 4 && english.some((word) => isOneOff(word, text))) return 45;
  return text.length >= 4 && isNearIn(initials, text) ? 35 : 0;
}

/** The letters stand there in this order, with others between. */
function isWithin(whole: string, part: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** One letter wrong somewhere in the middle of it. */
const isNearIn = (whole: string, part: string): boolean =>
  Array.from({ length: Math.max(0, whole.length - part.length + 1) }, (_, start) =>
    whole.slice(start, start + part.length),
  ).some((window) => isOneOff(window, part));

/** The same but for one letter that is wrong, missing or too many, or two that changed places. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from += 1;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  const swapped = `${restA.charAt(1)}${restA.charAt(0)}${restA.slice(2)}`;
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    swapped === restB
  );
}
