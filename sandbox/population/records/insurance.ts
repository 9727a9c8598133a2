import { createChance } from '../chance.ts';
import { addDays, addYears, ageOn, monthsBefore, yearOf } from '../civil-date.ts';
import type { RecordWriter } from './record.ts';

const AREA = '杭州市桐庐县';

/** Months paid between 22 and now or the pension; the same number wherever it is shown. */
const paidMonths = (birthDate: string, until: string, gap: number): number =>
  Math.max(0, (ageOn(birthDate, until) - 22) * 12 - gap);

/** 渐进式延迟 since 2025 is not computed here: the register says the date, and the sandbox says sixty and fifty-five. */
const statutoryRetirement = (birthDate: string, sex: 'male' | 'female'): string =>
  addYears(birthDate, sex === 'male' ? 60 : 55);

const pensionInsurance: RecordWriter = ({ citizen, life }, { seed, today, circumstances }) => {
  const { jobless, business, retiredOn } = circumstances;
  const isFlexible = life.employer === null && business !== null;
  if (life.employer === null && jobless === null && !isFlexible && retiredOn === null) return null;
  const chance = createChance(seed, 'pension-insurance', citizen.id);
  const status = retiredOn !== null ? '终止参保' : jobless !== null ? '暂停缴费' : '正常缴费';
  const until = retiredOn ?? jobless?.leftOn ?? today;
  const months = Math.max(1, paidMonths(citizen.birthDate, until, chance.between(0, 60)));
  const baseFen = chance.between(48, 180) * 10_000;
  return {
    personalNo: `33012299${chance.between(10_000_000, 99_999_999)}`,
    unitName: isFlexible ? '桐庐县灵活就业人员' : (life.employer ?? '桐庐测试针织有限公司'),
    status,
    baseFen,
    paidMonths: months,
    balanceFen: months * Math.round(baseFen * 0.06),
    firstInsuredOn: addDays(until, -Math.round(months * 30.44)),
    lastPaidMonth: monthsBefore(until, 1)[0] ?? null,
    area: AREA,
    retirementDueOn: statutoryRetirement(citizen.birthDate, citizen.sex),
    insuredType: isFlexible ? '灵活就业人员' : '单位职工',
    years: [1, 2, 3].map((back) => ({
      year: yearOf(until) - back,
      months: Math.max(0, Math.min(12, months - 12 * (back - 1))),
      baseFen,
      personalFen: Math.round(baseFen * 0.08) * Math.max(0, Math.min(12, months - 12 * (back - 1))),
    })),
  };
};

/** A third of those over sixty without an employee pension draw the residents' one; a year after each proof of life the next is due. */
const pensionBenefit: RecordWriter = (resident, { seed, today, circumstances }) => {
  const { citizen } = resident;
  const { retiredOn, publicPension } = circumstances;
  const residents = residentClaim(resident.citizen, retiredOn, seed) === '领取中';
  if (retiredOn === null && !residents) return null;
  const chance = createChance(seed, 'pension-benefit', citizen.id);
  const since = retiredOn ?? addYears(citizen.birthDate, 60);
  const scheme =
    retiredOn === null
      ? '城乡居民基本养老保险'
      : publicPension
        ? '机关事业单位养老保险'
        : '企业职工基本养老保险';
  const monthlyFen = retiredOn === null ? chance.between(300, 900) * 100 : chance.between(2_400, 6_800) * 100;
  const verified = addDays(today, -chance.between(10, 380));
  const lastVerifiedOn = verified > since ? verified : since;
  return {
    scheme,
    retiredOn: since,
    startMonth: since.slice(0, 7),
    monthlyFen,
    bankTail: String(chance.between(1_000, 9_999)),
    lastVerifiedOn,
    verifyDueOn: addYears(lastVerifiedOn, 1),
    payments: monthsBefore(today, 6)
      .filter((month) => month >= since.slice(0, 7))
      .map((month) => ({ month, item: '基本养老金', amountFen: monthlyFen, state: '已发放' })),
  };
};

const residentClaim = (
  {
    age,
    id,
    tags,
    document,
  }: { age: number; id: string; tags: readonly string[]; document: { type: string } },
  retiredOn: string | null,
  seed: string,
): '未到龄' | '待申领' | '领取中' | null => {
  if (retiredOn !== null || tags.includes('named') || document.type !== 'resident' || age < 16) return null;
  if (age < 60) return '未到龄';
  return createChance(seed, 'resident-claim', id).happens(0.7) ? '领取中' : '待申领';
};

/** For who works for nobody: farmers, housewives, the self-employed who chose the smaller scheme. */
const residentPension: RecordWriter = ({ citizen, life }, { seed, today, circumstances }) => {
  const { retiredOn, jobless } = circumstances;
  const claimStatus = residentClaim(citizen, retiredOn, seed);
  if (claimStatus === null || life.employer !== null || life.migrant || jobless !== null) return null;
  const chance = createChance(seed, 'resident-pension', citizen.id);
  const isPupil = citizen.age < 20;
  if (isPupil) return null;
  const paidYears = Math.min(chance.between(claimStatus === '领取中' ? 15 : 8, 30), citizen.age - 18);
  const gradeFen = chance.pick([50_000, 100_000, 200_000, 500_000]);
  const subsidyFen = paidYears * 8_000;
  return {
    status: '正常参保',
    gradeFen,
    paidYears,
    balanceFen: paidYears * gradeFen + subsidyFen,
    subsidyFen,
    claimStatus,
    area: AREA,
    years: [1, 2, 3]
      .filter((back) => back <= paidYears && claimStatus === '未到龄')
      .map((back) => ({ year: yearOf(today) - back, paidFen: gradeFen, subsidyFen: 8_000 })),
  };
};

/** Who is at work has an entry too: it says how long they are insured. Months of benefit follow 社会保险法 art. 46. */
const unemployment: RecordWriter = ({ citizen, life }, { seed, today, circumstances }) => {
  const { jobless } = circumstances;
  if (life.employer === null && jobless === null) return null;
  const chance = createChance(seed, 'unemployment', citizen.id);
  const insuredMonths = Math.min(chance.between(3, 200), Math.max(3, (citizen.age - 20) * 12));
  if (jobless === null)
    return {
      ...{ registerNo: null, registeredOn: null, leftOn: null, leaveReason: null, insuredMonths },
      ...{ grantedMonths: null, usedMonths: null, monthlyFen: null, status: '未申领', payments: [] },
    };
  const isEntitled = jobless.registered && insuredMonths >= 12 && jobless.reason !== '本人意愿中断就业';
  const grantedMonths = isEntitled
    ? Math.min(24, insuredMonths < 60 ? 12 : insuredMonths < 120 ? 18 : 24)
    : null;
  const registeredOn = jobless.registered ? earlier(addDays(jobless.leftOn, 7), today) : null;
  const hasClaimed = grantedMonths !== null && chance.happens(0.6);
  const months = hasClaimed
    ? monthsBefore(today, grantedMonths).filter((month) => month > (registeredOn ?? today).slice(0, 7))
    : [];
  return {
    registerNo:
      registeredOn === null ? null : `失业${registeredOn.replaceAll('-', '')}${chance.between(1_000, 9_999)}`,
    registeredOn,
    leftOn: jobless.leftOn,
    leaveReason: jobless.reason,
    insuredMonths,
    grantedMonths,
    usedMonths: grantedMonths === null ? null : months.length,
    monthlyFen: grantedMonths === null ? null : 211_600,
    status: months.length === 0 ? '未申领' : months.length === grantedMonths ? '已领完' : '领取中',
    payments: months.slice(0, 6).map((month) => ({ month, amountFen: 211_600, state: '已发放' })),
  };
};

const earlier = (one: string, other: string): string => (one < other ? one : other);

export const insuranceRecords = {
  'pension-insurance': pensionInsurance,
  'pension-benefit': pensionBenefit,
  'resident-pension': residentPension,
  unemployment,
} satisfies Record<string, RecordWriter>;
