import type { SexCode } from './citizen.ts';
import { COUNTY } from './places.ts';
import type { Population } from './population.ts';

/** 社会保障卡, field by field as its chip holds it. Dates YYYY-MM-DD. */
export type SocialSecurityCard = {
  readonly name: string;
  readonly sex: SexCode;
  /** GB/T 3304, two digits. */
  readonly nationCode: string;
  readonly birthDate: string;
  /** 社会保障号码, which is the resident number. */
  readonly number: string;
  /** 社会保障卡号, nine characters. */
  readonly cardNo: string;
  /** GB/T 2260 of the issuing county. */
  readonly area: string;
  readonly issuedOn: string;
  readonly validTo: string;
};

/** The card in this person's other pocket, as its register has it; residents only, and not all of them have one. */
export function socialSecurityCardOf(population: Population, id: string): SocialSecurityCard | undefined {
  const document = population.find(id)?.document;
  const record = population.records(id)?.['social-card'];
  if (document?.type !== 'resident' || record === undefined) return undefined;
  const { name, sex, nationCode, birthDate, number } = document;
  return {
    ...{ name, sex, nationCode, birthDate, number },
    cardNo: String(record.cardNo),
    area: COUNTY.code,
    issuedOn: String(record.issuedOn),
    validTo: String(record.validTo),
  };
}
