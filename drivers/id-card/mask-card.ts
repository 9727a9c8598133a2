import type { IdCard } from './id-card-reader.ts';

/**
 * A card as it may be shown to whoever tests a reader: enough to see that it was read, too little to know
 * whose it is. The portrait is never part of it.
 */
export function maskCard(card: IdCard): Record<string, string | number | null> {
  const { portraitWlt, ...text } = card;
  const masked = Object.entries(text).map(([field, value]) => [
    field,
    value === null ? null : maskField(field, value),
  ]);
  return { ...Object.fromEntries(masked), portraitBytes: portraitWlt.length };
}

/** A card in full, but for the portrait, of which only the size is told. */
export function revealCard(card: IdCard): Record<string, string | number | null> {
  const { portraitWlt, ...text } = card;
  return { ...text, portraitBytes: portraitWlt.length };
}

/** `330*************26`: the province and two digits that say nothing by themselves. */
export function maskNumber(number: string): string {
  const hidden = Math.max(number.length - 5, 0);
  return hidden === 0
    ? '*'.repeat(number.length)
    : number.slice(0, 3) + '*'.repeat(hidden) + number.slice(-2);
}

/** The first character of a name stays, blanks and commas stay, the rest is stars. */
export function maskName(name: string): string {
  return [...name].map((character, at) => (at === 0 || /[\s,·]/.test(character) ? character : '*')).join('');
}

function maskField(field: string, value: string): string {
  switch (field) {
    case 'name':
    case 'englishName':
    case 'chineseName':
      return maskName(value);
    case 'number':
    case 'passNumber':
      return maskNumber(value);
    case 'birthDate':
      return '****-**-**';
    case 'address':
    case 'oldNumberLink':
      return '*'.repeat([...value].length);
    default:
      return value;
  }
}
