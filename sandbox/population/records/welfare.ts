import { createChance } from '../chance.ts';
import type { Citizen } from '../citizen.ts';
import { addDays, addYears, yearOf } from '../civil-date.ts';
import { lateSpouseOf } from '../kin.ts';
import { COUNTY } from '../places.ts';
import { numberOf, type Resident } from '../resident.ts';
import { newbornOfHome } from './health.ts';
import { othersAtHome, type RecordContext, type RecordWriter, spouseOf } from './record.ts';

const medicalInsurance: RecordWriter = (resident, context) => {
  const { citizen, life } = resident;
  if (life.insurance === null) return null;
  const { seed, today } = context;
  const chance = createChance(seed, 'medical-insurance', citizen.id);
  const employee = life.insurance === 'employee';
  const since = addDays(today, -chance.between(400, 4_000));
  const years = Math.max(0, Math.min(40, citizen.age - 22));
  return {
    scheme: employee ? '职工基本医疗保险' : '城乡居民基本医疗保险',
    status: context.circumstances.jobless === null || employee ? '正常参保' : '暂停参保',
    unitName: employee ? (life.employer ?? '桐庐县退休人员') : '桐庐县城乡居民',
    area: '杭州市桐庐县',
    paidMonths: employee ? years * 12 + chance.between(0, 11) : Math.min(citizen.age, 18) * 12,
    paidYear: yearOf(today),
    balanceCurrentFen: employee ? chance.between(20_000, 300_000) : null,
    balancePastFen: employee ? chance.between(0, 900_000) : null,
    familyMembers: employee
      ? othersAtHome(resident, context).map(({ resident: other, relation }) => ({
          name: other.citizen.name,
          relation,
          since: since > other.citizen.birthDate ? since : other.citizen.birthDate,
        }))
      : [],
    coverageFrom: since > citizen.birthDate ? since : citizen.birthDate,
  };
};

/** Nothing filed and no chronic illness is no record at all. */
const medicalTreatment: RecordWriter = (resident, context) => {
  const { citizen, life } = resident;
  const { seed, today } = context;
  if (life.insurance === null) return null;
  const newborn = citizen.sex === 'female' ? newbornOfHome(resident, context) : null;
  const chance = createChance(seed, 'medical-treatment', citizen.id);
  const chronic = citizen.age >= 50 && chance.happens(0.2) ? chance.pick(['高血压', '糖尿病']) : null;
  if (chronic === null && life.remoteFiling === null && newborn === null) return null;
  return {
    chronic,
    chronicValidTo: chronic === null ? null : addDays(today, chance.between(30, 700)),
    remoteKind: life.remoteFiling?.kind ?? null,
    remoteArea: life.remoteFiling?.area ?? null,
    remoteFrom: life.remoteFiling === null ? null : addDays(today, -chance.between(30, 600)),
    remoteTo: null,
    maternityOn: newborn?.birthDate ?? null,
    maternityPaid: newborn === null ? null : chance.happens(0.3),
  };
};

/** The age allowance begins at eighty here and rises at ninety; it is for people registered in the county. */
const elderBenefit: RecordWriter = ({ citizen, life }, { seed }) => {
  if (citizen.age < 60 || (life.elderCardSince === null && citizen.age < 80)) return null;
  const chance = createChance(seed, 'elder-benefit', citizen.id);
  const allowance = citizen.age >= 80 && !life.migrant && chance.happens(0.85);
  return {
    cardNo: life.elderCardSince === null ? null : `测试优待${chance.between(100_000, 999_999)}`,
    cardIssuedOn: life.elderCardSince,
    cardType: life.elderCardSince === null ? null : citizen.age >= 70 ? '70周岁以上' : '60—69周岁',
    allowanceStatus: allowance ? '发放中' : '未申领',
    allowanceFen: allowance ? (citizen.age >= 90 ? 20_000 : 10_000) : null,
    careGrade: citizen.age >= 85 && chance.happens(0.4) ? chance.pick(['轻度', '中度']) : null,
  };
};

const socialCard: RecordWriter = ({ citizen, life }, { seed, today }) => {
  if (!life.citizenCard) return null;
  const chance = createChance(seed, 'social-card', citizen.id);
  const issuedOn =
    oldCardSince(citizen, seed, today) ??
    later(addDays(today, -chance.between(100, 3_000)), citizen.birthDate);
  return {
    cardNo: citizenCardNo(citizen.id, seed),
    bank: chance.pick(['中国工商银行', '中国农业银行', '中国建设银行', '农村商业银行']),
    bankAccount: `6200000000${chance.between(100_000_000, 999_999_999)}`,
    issuedOn,
    validTo: addYears(issuedOn, 10),
    status: '正常',
    financeActive: citizen.age >= 18,
    ecard: citizen.age < 75,
    functions: '社保、公交、图书馆',
  };
};

/** One card in fifty has run out or is to be renewed in these weeks, as people find at the machine. */
const oldCardSince = ({ id, tags, birthDate }: Citizen, seed: string, today: string): string | null => {
  const chance = createChance(seed, 'old-social-card', id);
  if (tags.includes('named') || !chance.happens(0.02)) return null;
  const since = addYears(addDays(today, chance.between(-120, 80)), -10);
  return since > birthDate ? since : null;
};

const later = (one: string, other: string): string => (one > other ? one : other);

/** Nine characters, as EF05 of the card stores them; T is no letter an issuer starts with here. */
const citizenCardNo = (id: string, seed: string): string =>
  `T${createChance(seed, 'citizen-card', id).between(10_000_000, 99_999_999)}`;

const busCard: RecordWriter = ({ citizen, life }, { seed, today }) => {
  if (!life.citizenCard) return null;
  const chance = createChance(seed, 'bus-card', citizen.id);
  const concession = busConcession(citizen.age, life.busConcession);
  return {
    balanceFen: chance.between(0, 20_000),
    concession,
    concessionTo:
      concession === '老年半价'
        ? addYears(citizen.birthDate, 70)
        : concession === '学生'
          ? `${yearOf(today)}-12-31`
          : null,
    trips: Array.from({ length: chance.between(0, 5) }, (_, back) => ({
      at: `${addDays(today, -1 - back)}T${String(chance.between(6, 20)).padStart(2, '0')}:${chance.between(10, 59)}:00+08:00`,
      line: `测试${chance.between(1, 30)}路`,
      fareFen: concession === '老年免费' ? 0 : concession === '无' ? 200 : 100,
    })),
  };
};

const busConcession = (age: number, elderConcession: boolean): string => {
  if (age >= 6 && age < 18) return '学生';
  if (!elderConcession) return '无';
  return age >= 70 ? '老年免费' : '老年半价';
};

const citizenProfile: RecordWriter = (resident, context) => {
  const { citizen, life, address } = resident;
  if (citizen.age < 12) return null;
  const helpers = citizen.age < 65 ? [] : othersAtHome(resident, context);
  const until = addYears(context.today, 1);
  return {
    phone: life.phone,
    mailingAddress: address,
    verifiedLevel: citizen.document.type === 'resident' ? '高级实名' : '初级实名',
    delegates: helpers
      .filter(({ resident: { citizen: other } }) => other.age >= 18 && other.age < 65)
      .map(({ resident: { citizen: other } }) => ({ name: other.name, relation: '家庭成员', until })),
  };
};

/** Married people found here live together; the widowed and the divorced live without another adult. */
const marriage: RecordWriter = (resident, context) => {
  if (resident.citizen.document.type !== 'resident' || resident.citizen.age < 20) return null;
  const { seed, today } = context;
  const spouse = spouseOf(resident, context);
  const recordedSince = '1985-01-01';
  const late = lateSpouseOf(resident, seed, today);
  const { divorcedOn } = context.circumstances;
  if (spouse === undefined && late !== null) {
    const registeredOn = weddingDay(resident.citizen, late, late.diedOn);
    const chance = createChance(seed, 'marriage', resident.citizen.household, registeredOn);
    return {
      status: '丧偶',
      certificateNo: `J${COUNTY.code}-${yearOf(registeredOn)}-${chance.between(100_000, 999_999)}`,
      ...{ registeredOn, spouseName: late.name, spouseIdNumber: late.number },
      ...{ registry: '桐庐县民政局', recordedSince },
    };
  }
  if (spouse === undefined && divorcedOn !== null) {
    const chance = createChance(seed, 'marriage', resident.citizen.household, divorcedOn);
    return {
      status: '离婚',
      certificateNo: `L${COUNTY.code}-${yearOf(divorcedOn)}-${chance.between(100_000, 999_999)}`,
      ...{ registeredOn: divorcedOn, spouseName: null, spouseIdNumber: null },
      ...{ registry: '桐庐县民政局', recordedSince },
    };
  }
  if (spouse === undefined)
    return {
      ...{ status: '无登记记录', certificateNo: null, registeredOn: null },
      ...{ spouseName: null, spouseIdNumber: null, registry: '桐庐县民政局', recordedSince },
    };
  const registeredOn = weddingOf(resident, spouse, context);
  const chance = createChance(seed, 'marriage', resident.citizen.household, registeredOn);
  return {
    status: '已婚',
    certificateNo: `J${COUNTY.code}-${yearOf(registeredOn)}-${chance.between(100_000, 999_999)}`,
    registeredOn,
    spouseName: spouse.citizen.name,
    spouseIdNumber: numberOf(spouse.citizen),
    registry: '桐庐县民政局',
    recordedSince,
  };
};

/** One childless young couple in eight married in these weeks. */
const weddingOf = (one: Resident, other: Resident, { seed, today }: RecordContext): string => {
  const { household } = one.citizen;
  const isYoung = one.members.length === 2 && Math.max(one.citizen.age, other.citizen.age) < 40;
  const chance = createChance(seed, 'wedding', household);
  return isYoung && chance.happens(0.12)
    ? addDays(today, -chance.between(2, 85))
    : weddingDay(one.citizen, other.citizen, today);
};

/** The day the younger of the two turned 23, so that both were of age; the same from either side. */
const weddingDay = (one: { birthDate: string }, other: { birthDate: string }, today: string): string => {
  const younger = one.birthDate > other.birthDate ? one.birthDate : other.birthDate;
  const day = addYears(younger, 23);
  return day < today ? day : today;
};

export const welfareRecords = {
  'medical-insurance': medicalInsurance,
  'medical-treatment': medicalTreatment,
  'elder-benefit': elderBenefit,
  'social-card': socialCard,
  'bus-card': busCard,
  'citizen-profile': citizenProfile,
  marriage,
} satisfies Record<string, RecordWriter>;
