import type { Citizen, ResidentCard } from './citizen.ts';
import type { Life } from './life.ts';

/** One person of the population: the card, the life behind it, and who lives in the same home. */
export type Resident = {
  readonly citizen: Citizen;
  readonly life: Life;
  /** 户籍 or living address, where the document prints none. */
  readonly address: string;
  readonly members: readonly HouseholdMember[];
};

export type HouseholdMember = { readonly id: string; readonly relation: Relation };

/** Relation to the head of the household, in the words of the register. */
export type Relation = '户主' | '配偶' | '子女' | '父亲' | '母亲';

/** The number on the card, whatever its layout. */
export const numberOf = (citizen: Citizen): string => citizen.document.number;

/** GB/T 2260 code of the area the number was given in: of a child, where its parents are registered. */
export const areaCodeOf = ({ document }: Citizen): string => document.number.slice(0, 6);

/** Where the holder is registered now: the last address added to the card, or the printed one. */
export const registeredAddress = (card: ResidentCard): string =>
  card.appendedAddresses.at(-1) ?? card.address;
