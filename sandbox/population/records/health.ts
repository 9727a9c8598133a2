import { createChance } from '../chance.ts';
import { addDays, addYears, yearOf } from '../civil-date.ts';
import { type Absent, newbornOf } from '../kin.ts';
import { COUNTY, maternityHospital } from '../places.ts';
import { numberOf, type Resident } from '../resident.ts';
import {
  childrenOf,
  type DataRecord,
  parentsOf,
  type RecordContext,
  type RecordWriter,
  spouseOf,
} from './record.ts';

const CLINICS: readonly [string, ...string[]] = [
  '桐君街道社区卫生服务中心',
  '城南街道社区卫生服务中心',
  '分水镇测试卫生院',
];

/** Child of the last weeks of this couple, whoever of the two asks; not in the household register yet. */
export const newbornOfHome = (resident: Resident, context: RecordContext): Absent | null => {
  const spouse = spouseOf(resident, context);
  if (spouse === undefined) return null;
  const mother = resident.citizen.sex === 'female' ? resident : spouse;
  const father = mother === resident ? spouse : resident;
  return newbornOf(mother, father, context.seed, context.today);
};

/** The newest child's: the one not registered yet before the youngest at home. A certificate has been issued since 1996. */
const birthCertificate: RecordWriter = (resident, context) => {
  const newborn = newbornOfHome(resident, context);
  const youngest = childrenOf(resident, context).reduce<Resident | undefined>(
    (last, child) => (last === undefined || child.citizen.birthDate > last.citizen.birthDate ? child : last),
    undefined,
  );
  const child = newborn ?? (youngest && absentOf(youngest));
  if (child === undefined || child === null || resident.citizen.document.type !== 'resident') return null;
  const spouse = spouseOf(resident, context);
  const of = (sex: 'male' | 'female') => (resident.citizen.sex === sex ? resident : spouse)?.citizen;
  const [father, mother] = [of('male'), of('female')];
  const bornIn = newborn === null ? child.number.slice(0, 6) : COUNTY.code;
  const chance = createChance(context.seed, 'birth-certificate', child.number);
  return {
    certificateNo: `T${bornIn.slice(0, 2)}${String(yearOf(child.birthDate)).slice(2)}${chance.between(1_000_000, 9_999_999)}`,
    childName: child.name,
    childIdNumber: child.number,
    sex: child.sex === 'male' ? '男' : '女',
    bornAt: `${child.birthDate}T${String(chance.between(0, 23)).padStart(2, '0')}:${chance.between(10, 59)}:00+08:00`,
    weightG: chance.between(2_600, 4_100),
    hospital: maternityHospital(bornIn),
    motherName: mother?.name ?? null,
    motherIdNumber: mother?.document.number ?? null,
    fatherName: father?.name ?? null,
    fatherIdNumber: father?.document.number ?? null,
    registered: newborn === null,
  };
};

const absentOf = ({ citizen }: Resident): Absent => ({
  ...{ name: citizen.name, number: citizen.document.number },
  ...{ sex: citizen.sex, birthDate: citizen.birthDate },
});

/** National schedule, abridged: months of age, vaccine, dose. */
const SCHEDULE: readonly (readonly [months: number, vaccine: string, dose: number])[] = [
  [0, '卡介苗', 1],
  [0, '乙肝疫苗', 1],
  [1, '乙肝疫苗', 2],
  [2, '脊髓灰质炎疫苗', 1],
  [3, '脊髓灰质炎疫苗', 2],
  [4, '百白破疫苗', 1],
  [6, '乙肝疫苗', 3],
  [8, '麻腮风疫苗', 1],
  [18, '麻腮风疫苗', 2],
  [24, '甲肝疫苗', 1],
  [36, 'A群C群流脑疫苗', 1],
  [72, '白破疫苗', 1],
];

/** One child in ten is behind with a dose, and does not pass the school's check. */
export const vaccinationOf = (child: Absent, { seed, today }: RecordContext): DataRecord => {
  const chance = createChance(seed, 'vaccination', child.number);
  const isBehind = chance.happens(0.1);
  const clinic = chance.pick(CLINICS);
  const due = SCHEDULE.map(([months, vaccine, dose]) => ({
    ...{ vaccine, dose, on: addDays(child.birthDate, Math.round(months * 30.44)) },
  }));
  const past = due.filter(({ on }) => on <= today);
  const given = isBehind ? past.slice(0, -1) : past;
  const next = due[given.length];
  return {
    childName: child.name,
    clinic,
    nextVaccine: next?.vaccine ?? null,
    nextDueOn: next?.on ?? null,
    schoolCheckPassed: given.length === past.length,
    doses: given.map((dose) => ({ ...dose, clinic, batch: `T${chance.between(100_000, 999_999)}` })),
  };
};

const vaccination: RecordWriter = (resident, context) =>
  resident.citizen.age >= 15 ? null : vaccinationOf(absentOf(resident), context);

/** A pregnancy registered, or the one-child certificate of those whose child was born before 2016, or both. */
const birthRegistration: RecordWriter = (resident, context) => {
  const { citizen } = resident;
  const children = childrenOf(resident, context);
  const spouse = spouseOf(resident, context);
  if (spouse === undefined || citizen.document.type !== 'resident' || citizen.tags.includes('named'))
    return null;
  const chance = createChance(context.seed, 'birth-registration', citizen.household);
  const newborn = newbornOfHome(resident, context);
  const mother = citizen.sex === 'female' ? citizen : spouse.citizen;
  const isExpecting = newborn === null && mother.age >= 22 && mother.age <= 40 && chance.happens(0.1);
  const only = children.length === 1 ? children[0]?.citizen : undefined;
  const honoured = only !== undefined && only.birthDate < '2016-01-01' ? only : null;
  if (!isExpecting && newborn === null && honoured === null) return null;
  const expectedOn =
    newborn?.birthDate ?? (isExpecting ? addDays(context.today, chance.between(10, 200)) : null);
  return {
    registrationNo: expectedOn === null ? null : `生登330122${chance.between(100_000, 999_999)}`,
    childOrder: expectedOn === null ? null : children.length + 1,
    expectedOn,
    registeredOn: expectedOn === null ? null : addDays(expectedOn, -220),
    oneChildNo: honoured === null ? null : `浙桐独${chance.between(100_000, 999_999)}`,
    oneChildIssuedOn: honoured === null ? null : addDays(honoured.birthDate, 200),
    oneChildName: honoured?.name ?? null,
  };
};

const familyDoctor: RecordWriter = ({ citizen }, { seed, today }) => {
  const chance = createChance(seed, 'family-doctor', citizen.id);
  if (citizen.tags.includes('named') || !chance.happens(citizen.age >= 65 ? 0.8 : 0.35)) return null;
  const signed = addDays(today, -chance.between(10, 360));
  const signedOn = signed > citizen.birthDate ? signed : citizen.birthDate;
  const lastCheckOn = citizen.age >= 65 ? addDays(today, -chance.between(30, 700)) : null;
  return {
    team: `测试家庭医生团队${chance.between(1, 12)}`,
    doctor: chance.pick(['测试医生甲', '测试医生乙', '测试医生丙']),
    clinic: chance.pick(CLINICS),
    signedOn,
    validTo: addYears(signedOn, 1),
    lastCheckOn,
    services: citizen.age >= 65 ? '老年人健康管理' : '基础服务包',
  };
};

/** Visits of the year, newest first; the year's own share is their sum. */
const medicalSettlement: RecordWriter = ({ citizen, life }, { seed, today }) => {
  if (life.insurance === null) return null;
  const chance = createChance(seed, 'medical-settlement', citizen.id);
  const items = Array.from({ length: chance.between(0, citizen.age >= 60 ? 6 : 3) }, (_, back) => {
    const totalFen = chance.between(40, 900) * 100;
    const fundFen = Math.round(totalFen * 0.6);
    return {
      on: addDays(today, -(back * 25 + chance.between(1, 20))),
      hospital: chance.pick(['桐庐县测试人民医院', '桐庐县测试中医院', '城南街道社区卫生服务中心']),
      kind: chance.pick(['门诊', '门诊', '药店购药', '住院']),
      ...{ totalFen, fundFen, selfFen: totalFen - fundFen },
    };
  });
  const hasClaim = !citizen.tags.includes('named') && chance.happens(0.06);
  if (items.length === 0 && !hasClaim) return null;
  return {
    items,
    yearSelfFen: items
      .filter(({ on }) => yearOf(on) === yearOf(today))
      .reduce((sum, { selfFen }) => sum + selfFen, 0),
    claimNo: hasClaim ? `LX330122${chance.between(100_000, 999_999)}` : null,
    claimStage: hasClaim ? chance.pick(['已受理', '初审', '复审', '已支付', '退回补正']) : null,
    claimFen: hasClaim ? chance.between(200, 9_000) * 100 : null,
    claimOn: hasClaim ? addDays(today, -chance.between(3, 40)) : null,
  };
};

const parentIds = (child: Resident, context: RecordContext): readonly string[] => {
  const { father, mother } = parentsOf(child, context);
  return [father, mother].flatMap((parent) => (parent === undefined ? [] : [numberOf(parent.citizen)]));
};

/** The parent a school writes to: the mother if she is at home. */
export const guardianOf = (child: Resident, context: RecordContext): string | null =>
  parentIds(child, context).at(-1) ?? null;

export const healthRecords = {
  'birth-certificate': birthCertificate,
  vaccination,
  'birth-registration': birthRegistration,
  'family-doctor': familyDoctor,
  'medical-settlement': medicalSettlement,
} satisfies Record<string, RecordWriter>;
