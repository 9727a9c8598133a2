import type { Chance } from './chance.ts';
import type { CitizenTag } from './citizen.ts';
import { addDays, addYears, ageOn, yearOf } from './civil-date.ts';
import { drawViolations, type Violation } from './violations.ts';

/**
 * What a person's records agree on. Every record is written from this one sheet, so a retired woman is
 * retired in the insurance register and at the bus company alike.
 */
export type Life = {
  readonly phone: string;
  readonly licence: Licence | null;
  readonly violations: readonly Violation[];
  readonly insurance: 'employee' | 'resident' | null;
  readonly employer: string | null;
  readonly retired: boolean;
  /** Homes of the household registered on this person, alone or with the spouse. */
  readonly homes: number;
  readonly mortgaged: boolean;
  /** 老年优待证, from 60 on. */
  readonly elderCardSince: string | null;
  readonly citizenCard: boolean;
  /** Bus concession already on the citizen card. */
  readonly busConcession: boolean;
  readonly remoteFiling: RemoteFiling | null;
  /** Registered in another county, living here. */
  readonly migrant: boolean;
};

export type Licence = {
  readonly class: 'C1' | 'C2' | 'B1' | 'B2' | 'A1' | 'A2' | 'D';
  readonly firstIssuedOn: string;
};

export type RemoteFiling = {
  readonly kind: '异地安置退休' | '异地长期居住' | '常驻异地工作';
  readonly area: string;
};

/** What the household decides for its members. */
export type Home = { readonly homes: number; readonly mortgaged: boolean; readonly migrant: boolean };

type Subject = {
  readonly birthDate: string;
  readonly age: number;
  readonly sex: 'male' | 'female';
  readonly owner: boolean;
  readonly resident: boolean;
  readonly order: number;
};

export const drawLife = (subject: Subject, home: Home, today: string, chance: Chance): Life => {
  const { age, birthDate, sex } = subject;
  const retired = age >= (sex === 'male' ? 61 : 56) && chance.happens(0.6);
  const working = !retired && age >= 22 && age < 60 && chance.happens(0.75);
  const licence =
    age >= 18 && age <= 75 && chance.happens(0.55) ? drawLicence(birthDate, today, chance) : null;
  const elderCard = age >= 60 && subject.resident && chance.happens(0.6);
  const citizenCard = subject.resident && (age >= 60 ? chance.happens(0.9) : chance.happens(0.7));
  return {
    phone: `1990000${String(subject.order % 10_000).padStart(4, '0')}`,
    licence,
    violations: licence === null ? [] : drawFines(today, chance),
    insurance: working || retired ? 'employee' : chance.happens(0.95) ? 'resident' : null,
    employer: working ? chance.pick(EMPLOYERS) : null,
    retired,
    homes: subject.owner ? home.homes : 0,
    mortgaged: subject.owner && home.homes > 0 && home.mortgaged,
    elderCardSince: elderCard
      ? earlier(today, addDays(addYears(birthDate, 60), chance.between(0, 300)))
      : null,
    citizenCard,
    busConcession: elderCard && citizenCard && chance.happens(0.5),
    remoteFiling: retired && chance.happens(0.08) ? { kind: '异地安置退休', area: '上海市' } : null,
    migrant: home.migrant,
  };
};

const earlier = (one: string, other: string): string => (one < other ? one : other);

const drawFines = (today: string, chance: Chance): readonly Violation[] => {
  const unpaid = chance.happens(0.12) ? chance.between(1, 3) : 0;
  const paid = chance.happens(0.25) ? chance.between(1, 2) : 0;
  return drawViolations(unpaid + paid, unpaid, today, chance);
};

const EMPLOYERS: readonly [string, ...string[]] = [
  '桐庐测试针织有限公司',
  '桐庐样例物流有限公司',
  '桐庐测试医疗器械有限公司',
  '桐庐县测试中学',
  '样例信息技术有限公司桐庐分公司',
];

const drawLicence = (birthDate: string, today: string, chance: Chance): Licence => {
  const adult = addYears(birthDate, 18);
  const latest = Math.max(yearOf(adult), yearOf(today) - 1);
  const year = chance.between(yearOf(adult), Math.min(latest, yearOf(adult) + 25));
  const issued = addYears(addDays(adult, chance.between(10, 300)), year - yearOf(adult));
  return {
    class: chance.pickWeighted([
      [70, 'C1'],
      [18, 'C2'],
      [4, 'D'],
      [4, 'B2'],
      [2, 'B1'],
      [1, 'A2'],
      [1, 'A1'],
    ]),
    firstIssuedOn: issued <= today ? issued : adult,
  };
};

/** Twelve months from each anniversary of the first licence (记分周期); the day it ends, exclusive of the next. */
export const pointsCycle = (
  licence: Licence,
  today: string,
): { readonly from: string; readonly to: string } => {
  const years = ageOn(licence.firstIssuedOn, today);
  return {
    from: addYears(licence.firstIssuedOn, years),
    to: addDays(addYears(licence.firstIssuedOn, years + 1), -1),
  };
};

export const pointsOn = (life: Life, today: string): number => {
  if (life.licence === null) return 0;
  const { from } = pointsCycle(life.licence, today);
  return life.violations.filter(({ on }) => on >= from).reduce((sum, { points }) => sum + points, 0);
};

/** A filter word means the matching record exists. */
export const tagsOf = (life: Life, today: string): readonly CitizenTag[] => {
  const tags: CitizenTag[] = [];
  if (life.licence !== null) tags.push('driver');
  if (pointsOn(life, today) > 0) tags.push('points');
  if (life.violations.some(({ paid }) => !paid)) tags.push('fine');
  if (life.insurance !== null) tags.push('insured');
  if (life.retired) tags.push('retired');
  if (life.homes > 0) tags.push('house');
  if (life.mortgaged) tags.push('mortgage');
  if (life.elderCardSince !== null) tags.push('elder-card');
  if (life.citizenCard) tags.push('bus-card');
  return tags;
};
