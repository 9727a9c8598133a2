import { birthdayOf } from './birthday-slots.ts';
import { type Chance, createChance } from './chance.ts';
import type { Citizen, CitizenTag, IdentityDocument, Sex } from './citizen.ts';
import { addDays, addYears, ageOn, yearOf } from './civil-date.ts';
import { type HouseholdKind, type HouseholdPlan, type MemberPlan, planMembers } from './household-plan.ts';
import { foreignerNumber2017, foreignerNumber2023, residentNumber } from './identity-numbers.ts';
import { drawLife, type Home, tagsOf } from './life.ts';
import { givenName, hasRareCharacter, latinName, NATIONS, type Nation, surname } from './names.ts';
import { areaElsewhere, COUNTY, countyAddress, villageAddress } from './places.ts';
import type { Relation, Resident } from './resident.ts';

const citizenId = (index: number): string => `c${String(index).padStart(6, '0')}`;

/** Makes the people of one household, always the same for the same seed, plan and day. */
export const buildHousehold = (seed: string, plan: HouseholdPlan, today: string): readonly Resident[] => {
  const chance = createChance(seed, 'household', plan.first);
  const plans = planMembers(plan.kind, chance);
  const family = drawFamily(seed, plan, plans, chance);
  const members = plans.map(({ role }, order) => ({
    id: citizenId(plan.first + order),
    relation: RELATIONS[role],
  }));
  return plans.map((member, order) => {
    const index = plan.first + order;
    const { sequence, monthDay } = birthdayOf(seed, index, member.sex);
    const birthDate = `${yearOf(today) - 1 - member.age}-${monthDay}`;
    const own = createChance(seed, 'citizen', index);
    const document = drawDocument({ plan, member, family, birthDate, sequence, index, today }, own);
    const life = drawLife(
      {
        birthDate,
        age: ageOn(birthDate, today),
        sex: member.sex,
        owner: member.role === 'head' || member.role === 'spouse',
        resident: document.type === 'resident',
        order: index,
      },
      family.home,
      today,
      createChance(seed, 'life', index),
    );
    const household = `h${String(plan.first).padStart(6, '0')}`;
    return {
      citizen: describeCitizen(citizenId(index), household, document, member.sex, today, tagsOf(life, today)),
      life,
      address: family.address,
      members,
    };
  });
};

const RELATIONS: Readonly<Record<MemberPlan['role'], Relation>> = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  father: '父亲',
  mother: '母亲',
};

/** Puts together what the panel shows; tags follow from the document, the age and the records. */
export const describeCitizen = (
  id: string,
  household: string,
  document: IdentityDocument,
  sex: Sex,
  today: string,
  tags: readonly CitizenTag[],
): Citizen => {
  const foreign = document.type === 'foreigner-2017' || document.type === 'foreigner-2023';
  const name = foreign ? document.chineseName || document.englishName : document.name;
  const age = ageOn(document.birthDate, today);
  const own: CitizenTag[] = [];
  if (age < 18) own.push('minor');
  if (age >= 60) own.push('elder');
  if (foreign) own.push('foreigner');
  if (document.type === 'hmt-residence-permit') own.push('hmt');
  if (document.type === 'resident' && document.nationCode !== '01') own.push('minority');
  if (hasRareCharacter(name)) own.push('rare-characters');
  return { id, name, sex, birthDate: document.birthDate, age, household, tags: [...own, ...tags], document };
};

type Family = {
  readonly surnames: Readonly<Record<MemberPlan['role'], string>>;
  readonly nation: Nation;
  readonly area: { readonly code: string; readonly authority: string };
  /** Printed on the card: where the family was registered when the card was made. */
  readonly registered: string;
  /** Where it has moved since, as added to the card. */
  readonly moves: readonly string[];
  /** Where it lives. */
  readonly address: string;
  readonly home: Home;
};

/** Registered in another county, living here for work. */
const MIGRANTS: ReadonlySet<HouseholdKind> = new Set(['migrant-single', 'migrant-couple', 'migrant-family']);

/** Children take the father's surname here, a head's parents the head's; spouses keep their own. */
const drawFamily = (
  seed: string,
  plan: HouseholdPlan,
  plans: readonly MemberPlan[],
  chance: Chance,
): Family => {
  const head = surname(chance);
  const spouse = surname(chance);
  const headSex = plans[0]?.sex ?? 'male';
  const migrant = MIGRANTS.has(plan.kind);
  const address = countyAddress(chance);
  const elsewhere = areaElsewhere(chance);
  const moved = createChance(seed, 'moves', plan.first);
  const moves = migrant || !moved.happens(0.06) ? 0 : moved.happens(0.25) ? 2 : 1;
  const [printed = address, ...later] = [
    ...Array.from({ length: moves }, () => countyAddress(moved)),
    address,
  ];
  const fathers = headSex === 'male' || plan.kind === 'single-parent' ? head : spouse;
  return {
    surnames: { head, spouse, child: fathers, father: head, mother: surname(chance) },
    nation: chance.pickWeighted(NATIONS),
    area: migrant ? elsewhere : COUNTY,
    registered: migrant ? villageAddress(elsewhere, chance) : printed,
    moves: later,
    address,
    home: {
      homes: migrant || !chance.happens(0.65) ? 0 : chance.happens(0.15) ? 2 : 1,
      mortgaged: chance.happens(0.3),
      migrant,
    },
  };
};

type DocumentSubject = {
  readonly plan: HouseholdPlan;
  readonly member: MemberPlan;
  readonly family: Family;
  readonly birthDate: string;
  readonly sequence: number;
  readonly index: number;
  readonly today: string;
};

const drawDocument = (subject: DocumentSubject, chance: Chance): IdentityDocument => {
  const { plan, member, family, birthDate, sequence, index, today } = subject;
  const sex = member.sex === 'male' ? '1' : '2';
  const validFrom = addDays(today, -chance.between(30, 1_500));
  const validTo = addYears(validFrom, 5);
  const name = `${family.surnames[member.role]}${givenName(chance, member.sex)}`;
  if (plan.kind === 'foreigner') {
    const permit = { englishName: latinName(chance, member.sex), chineseName: '', sex, birthDate } as const;
    return index % 2 === 0
      ? {
          type: 'foreigner-2017',
          ...permit,
          ...tenYearsFrom(addDays('2018-06-01', chance.between(0, 1_800))),
          number: foreignerNumber2017('DEU', '3301', birthDate, index % 10),
          nationality: 'DEU',
          version: '01',
          authorityCode: '3301',
        }
      : {
          type: 'foreigner-2023',
          ...permit,
          ...tenYearsFrom(addDays('2023-12-01', chance.between(0, 200))),
          number: foreignerNumber2023('33', '276', birthDate, sequence),
          nationality: 'DEU',
          renewalCount: '00',
          oldNumberLink: '',
        };
  }
  if (plan.kind === 'hmt') {
    const origin = chance.pick(HMT_ORIGINS);
    return {
      type: 'hmt-residence-permit',
      ...{ name, sex, birthDate, validFrom, validTo, address: family.address },
      number: residentNumber(origin.area, birthDate, sequence),
      authority: COUNTY.authority,
      passNumber: `${origin.pass}${chance.between(10_000_000, 99_999_999)}`,
      issueCount: '01',
    };
  }
  return {
    type: 'resident',
    ...{ name, sex, birthDate, address: family.registered, appendedAddresses: family.moves },
    ...residentValidity(birthDate, today, chance),
    nationCode: family.nation.code,
    nation: family.nation.name,
    number: residentNumber(family.area.code, birthDate, sequence),
    authority: family.area.authority,
  };
};

/** The 2017 layout was issued until the “five-star card” replaced it on 2023-12-01. */
const tenYearsFrom = (validFrom: string) => ({ validFrom, validTo: addYears(validFrom, 10) });

const HMT_ORIGINS: readonly [HmtOrigin, ...HmtOrigin[]] = [
  { area: '810000', pass: 'H' },
  { area: '820000', pass: 'M' },
  { area: '830000', pass: '' },
];
type HmtOrigin = { readonly area: string; readonly pass: string };

/**
 * 居民身份证法 art. 5: five years under 16, ten from 16 to 25, twenty from 26 to 45, 长期 from 46, counted at issue.
 * One card in fifty is at its end: it has run out, as people find at the machine, or is to be renewed in these weeks.
 */
const residentValidity = (
  birthDate: string,
  today: string,
  chance: Chance,
): { validFrom: string; validTo: string | null } => {
  const issued = addDays(today, -chance.between(30, 1_500));
  const validFrom = issued > birthDate ? issued : birthDate;
  const age = ageOn(birthDate, validFrom);
  if (age >= 46) return { validFrom, validTo: null };
  const years = age < 16 ? 5 : age < 26 ? 10 : 20;
  if (!chance.happens(0.02)) return { validFrom, validTo: addYears(validFrom, years) };
  const daysAfterEnd = chance.between(1, 200);
  const end = addDays(today, daysAfterEnd > MOST_DAYS_OVER ? daysAfterEnd - MOST_DAYS_OVER : -daysAfterEnd);
  const earlier = addYears(end, -years);
  const before = ageOn(birthDate, earlier);
  const sameTerm =
    earlier > birthDate && (before < 16 ? 5 : before < 26 ? 10 : before < 46 ? 20 : 0) === years;
  return sameTerm ? { validFrom: earlier, validTo: end } : { validFrom, validTo: addYears(validFrom, years) };
};
const MOST_DAYS_OVER = 120;
