import { type Chance, createChance } from './chance.ts';
import { addDays, addYears, ageOn, yearOf } from './civil-date.ts';
import type { Resident } from './resident.ts';

/**
 * What befell a person, beyond the life every record starts from: the sheet the rarer registers agree on. Named
 * citizens have none of it, so their stories stay as told.
 */
export type Circumstances = {
  readonly disability: Disability | null;
  /** Decided for the home: everybody in it is on the same certificate. */
  readonly assistance: AssistanceCategory | null;
  readonly service: MilitaryService | null;
  /** Out of work and looking. */
  readonly jobless: Jobless | null;
  readonly business: Business | null;
  readonly divorcedOn: string | null;
  /** Civil date of the first pension. */
  readonly retiredOn: string | null;
  /** Civil servants and teachers are on the other scheme. */
  readonly publicPension: boolean;
  /** Farms contracted land; decided for the home. */
  readonly farms: boolean;
  readonly graduatedOn: string | null;
  /** Rents the home instead of owning one; decided for the head and the spouse together. */
  readonly tenancy: 'public' | 'private' | null;
};

export type Disability = {
  readonly category: '视力' | '听力' | '言语' | '肢体' | '智力' | '精神';
  /** 1 the most severe, 4 the least. */
  readonly level: 1 | 2 | 3 | 4;
  readonly issuedOn: string;
  readonly validTo: string;
};

export type AssistanceCategory = '最低生活保障' | '最低生活保障边缘' | '特困供养' | '临时救助';

export type MilitaryService = { readonly enlistedOn: string; readonly dischargedOn: string };

export type Jobless = {
  readonly leftOn: string;
  readonly reason: '合同期满终止' | '用人单位解除' | '本人意愿中断就业' | '单位关闭破产';
  readonly registered: boolean;
};

export type Business = {
  readonly type: '个体工商户' | '有限责任公司' | '个人独资企业' | '农民专业合作社';
  readonly trade: Trade;
  readonly establishedOn: string;
};
export type Trade = '餐饮' | '食杂' | '针织' | '物流' | '农产品';

const NONE: Circumstances = {
  disability: null,
  assistance: null,
  service: null,
  jobless: null,
  business: null,
  divorcedOn: null,
  retiredOn: null,
  publicPension: false,
  farms: false,
  graduatedOn: null,
  tenancy: null,
};

export const circumstancesOf = (resident: Resident, seed: string, today: string): Circumstances => {
  const { citizen, life } = resident;
  const retiredOn = life.retired ? pensionStart(resident, today) : null;
  if (citizen.tags.includes('named') || citizen.document.type !== 'resident') return { ...NONE, retiredOn };
  const home = createChance(seed, 'home', citizen.household);
  const isPoor = !life.migrant && home.happens(0.06);
  const isFarm = !life.migrant && home.happens(0.25);
  const assistance = isPoor ? drawAssistance(resident, home) : null;
  const tenancy = home.happens(isPoor ? 0.5 : 0.1) ? 'public' : 'private';
  const isTenant = life.homes === 0 && !isFarm && isOfHeadCouple(resident);
  const own = createChance(seed, 'circumstances', citizen.id);
  const disability = own.happens(isPoor ? 0.35 : 0.04) ? drawDisability(citizen.birthDate, today, own) : null;
  const service =
    citizen.sex === 'male' && own.happens(0.15) ? drawService(citizen.birthDate, today, own) : null;
  const isIdle = life.employer === null && !life.retired && citizen.age >= 22 && citizen.age < 60;
  const business =
    citizen.age >= 22 && citizen.age < 70 && own.happens(0.08) ? drawBusiness(citizen.age, today, own) : null;
  const jobless = isIdle && business === null && own.happens(0.6) ? drawJobless(today, own) : null;
  return {
    ...{ disability, assistance, service, business, jobless, retiredOn },
    divorcedOn:
      isAlone(resident) && citizen.age >= 27 && own.happens(0.3)
        ? addDays(today, -own.between(60, 2_500))
        : null,
    publicPension: own.happens(0.2),
    farms: isFarm,
    graduatedOn: citizen.age >= 20 && own.happens(0.5) ? graduation(citizen.birthDate, today, own) : null,
    tenancy: isTenant ? tenancy : null,
  };
};

/** A lease and a title are in the names of the head and the spouse, never of those who live with them. */
const isOfHeadCouple = ({ citizen, members }: Resident): boolean =>
  members.some(({ id, relation }) => id === citizen.id && (relation === '户主' || relation === '配偶'));

/** Nobody else of age in the home: widowed and divorced people are found here. */
const isAlone = ({ members }: Resident): boolean =>
  members.every(({ relation }) => relation === '户主' || relation === '子女');

/** The first day of the month after the statutory birthday, at the latest this month. */
const pensionStart = ({ citizen: { birthDate, sex } }: Resident, today: string): string => {
  const turned = addYears(birthDate, sex === 'male' ? 60 : 55);
  const first = `${addDays(`${turned.slice(0, 7)}-01`, 32).slice(0, 7)}-01`;
  return first < today ? first : `${today.slice(0, 7)}-01`;
};

const drawAssistance = ({ citizen, members }: Resident, home: Chance): AssistanceCategory => {
  if (members.length === 1 && citizen.age >= 62 && home.happens(0.5)) return '特困供养';
  return home.pickWeighted([
    [5, '最低生活保障'],
    [4, '最低生活保障边缘'],
    [1, '临时救助'],
  ]);
};

/** A certificate is good for ten years; one in ten is about to run out, one in ten has. */
const drawDisability = (birthDate: string, today: string, chance: Chance): Disability => {
  const validTo = chance.pickWeighted<string>([
    [8, addDays(today, chance.between(100, 3_500))],
    [1, addDays(today, chance.between(1, 89))],
    [1, addDays(today, -chance.between(1, 300))],
  ]);
  const issued = addYears(validTo, -10);
  return {
    category: chance.pickWeighted([
      [50, '肢体'],
      [15, '听力'],
      [14, '视力'],
      [10, '精神'],
      [8, '智力'],
      [3, '言语'],
    ]),
    level: chance.pickWeighted<1 | 2 | 3 | 4>([
      [15, 1],
      [25, 2],
      [30, 3],
      [30, 4],
    ]),
    issuedOn: issued > birthDate ? issued : birthDate,
    validTo,
  };
};

/** In at eighteen to twenty-two for two to eight years; some are just out. */
const drawService = (birthDate: string, today: string, chance: Chance): MilitaryService | null => {
  const enlistedOn = `${yearOf(birthDate) + chance.between(18, 22)}-09-01`;
  const years = chance.pick([2, 2, 2, 5, 8]);
  const dischargedOn = addYears(enlistedOn, years);
  return dischargedOn < today ? { enlistedOn, dischargedOn } : null;
};

const drawJobless = (today: string, chance: Chance): Jobless => ({
  leftOn: addDays(today, -chance.between(10, 700)),
  reason: chance.pick(['合同期满终止', '用人单位解除', '本人意愿中断就业', '单位关闭破产']),
  registered: chance.happens(0.6),
});

/** Opened by a grown person: nobody under nineteen on that day. */
const drawBusiness = (age: number, today: string, chance: Chance): Business => ({
  type: chance.pickWeighted([
    [70, '个体工商户'],
    [20, '有限责任公司'],
    [6, '个人独资企业'],
    [4, '农民专业合作社'],
  ]),
  trade: chance.pick(['餐饮', '食杂', '针织', '物流', '农产品']),
  establishedOn: addDays(today, -chance.between(400, Math.min(3_500, (age - 19) * 365))),
});

const graduation = (birthDate: string, today: string, chance: Chance): string | null => {
  const on = `${yearOf(birthDate) + chance.pick([19, 22, 22, 25])}-06-30`;
  return on < today && ageOn(birthDate, on) >= 18 ? on : null;
};
