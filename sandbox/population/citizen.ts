/**
 * One synthetic person of the sandbox: what a card reader simulator must be able to lay on the glass, and
 * what the street panel shows. Everything here is invented: addresses carry 测试, numbers of the same day
 * use sequences of a test district, and nobody in it exists.
 */
export type Citizen = {
  /** Named people keep theirs (`li-na`), the others are `c000042`. */
  readonly id: string;
  /** The name to call the person by: Chinese where the document has one. */
  readonly name: string;
  readonly sex: Sex;
  /** Civil date YYYY-MM-DD. */
  readonly birthDate: string;
  /** Whole years on the population's `today`. */
  readonly age: number;
  readonly household: string;
  readonly tags: readonly CitizenTag[];
  /** The card in this person's pocket, field by field as it is printed. */
  readonly document: IdentityDocument;
};

/** One line of `GET /citizens`. */
export type CitizenSummary = {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly age: number;
  readonly tags: readonly CitizenTag[];
};

export type Sex = 'male' | 'female';

/** GB/T 2261.1 as a card stores it: 1 male, 2 female. */
export type SexCode = '1' | '2';

/** What the panel filters by. A tag says that the matching record exists, never more. */
export const CITIZEN_TAGS = [
  'named',
  'minor',
  'elder',
  'foreigner',
  'hmt',
  'minority',
  'rare-characters',
  'driver',
  'points',
  'fine',
  'insured',
  'retired',
  'house',
  'mortgage',
  'elder-card',
  'bus-card',
] as const;
export type CitizenTag = (typeof CITIZEN_TAGS)[number];

/** The four layouts a SAM module hands out (GA/T 490 and its amendments). Dates YYYY-MM-DD; `validTo` null is 长期. */
export type IdentityDocument = ResidentCard | HmtResidencePermit | ForeignerPermit2017 | ForeignerPermit2023;

type Validity = { readonly validFrom: string; readonly validTo: string | null };

/** 居民身份证. */
export type ResidentCard = Validity & {
  readonly type: 'resident';
  readonly name: string;
  readonly sex: SexCode;
  /** GB/T 3304, `01` 汉 … `56` 基诺. */
  readonly nationCode: string;
  /** The same as printed: 汉. */
  readonly nation: string;
  readonly birthDate: string;
  /** As printed, and it stays printed when its holder moves. */
  readonly address: string;
  /** Written into the card's chip at each move since it was made, oldest first, at most four. */
  readonly appendedAddresses: readonly string[];
  /** GB 11643, 18 characters. */
  readonly number: string;
  readonly authority: string;
};

/** 港澳台居民居住证: number in 810000, 820000 or 830000. */
export type HmtResidencePermit = Validity & {
  readonly type: 'hmt-residence-permit';
  readonly name: string;
  readonly sex: SexCode;
  readonly birthDate: string;
  readonly address: string;
  readonly number: string;
  readonly authority: string;
  /** Travel permit: `H` or `M` and 8 digits, or 8 digits for Taiwan. */
  readonly passNumber: string;
  /** Two digits, `01` for the first card. */
  readonly issueCount: string;
};

/** 外国人永久居留身份证, 2017 layout: 15-character number. */
export type ForeignerPermit2017 = Validity & {
  readonly type: 'foreigner-2017';
  readonly englishName: string;
  readonly chineseName: string;
  readonly sex: SexCode;
  readonly birthDate: string;
  readonly number: string;
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string;
  /** Two characters. */
  readonly version: string;
  /** Four digits. */
  readonly authorityCode: string;
};

/** 外国人永久居留身份证, the “five-star card” issued from 2023-12-01: 18-character number beginning with 9. */
export type ForeignerPermit2023 = Validity & {
  readonly type: 'foreigner-2023';
  /** Up to 46 characters: 35 in the name field, the rest in its continuation. */
  readonly englishName: string;
  readonly chineseName: string;
  readonly sex: SexCode;
  readonly birthDate: string;
  readonly number: string;
  readonly nationality: string;
  /** Two digits. */
  readonly renewalCount: string;
  /** Three characters tying it to a 2017 number, or empty. */
  readonly oldNumberLink: string;
};
