import type { Person } from '../../flows/session/person.ts';

/** What a number is, in the exchange's words: the kind of document that was issued under it. */
export type IdType = Exclude<Person['document'], 'social-security-card'>;

/**
 * A social-security card is no identity document of its own: it carries the number of its holder's (社会保障号码), and
 * under that the exchange knows them.
 */
export function idTypeOf({ document, number }: Pick<Person, 'document' | 'number'>): IdType {
  return document === 'social-security-card' ? idTypeOfNumber(number) : document;
}

/** Of somebody whose document is not here: a number tells by its first digits under which kind it was issued. */
export function idTypeOfNumber(number: string): IdType {
  if (/^8[123]0000/.test(number)) return 'hmt-residence-permit';
  return number.startsWith('9') ? 'foreigner-2023' : 'resident';
}
