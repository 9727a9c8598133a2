import { createChance } from '../chance.ts';
import { addDays, addYears, yearOf } from '../civil-date.ts';
import { lateSpouseOf } from '../kin.ts';
import { pointsCycle, pointsOn } from '../life.ts';
import { COUNTY } from '../places.ts';
import { numberOf, type Resident, registeredAddress } from '../resident.ts';
import type { RecordWriter } from './record.ts';
import { spouseOf } from './record.ts';

const residentId: RecordWriter = ({ citizen: { document } }) =>
  document.type !== 'resident'
    ? null
    : {
        idNumber: document.number,
        name: document.name,
        sex: document.sex === '1' ? '男' : '女',
        ethnicity: document.nation,
        birthDate: document.birthDate,
        address: registeredAddress(document),
        issuer: document.authority,
        validFrom: document.validFrom,
        validTo: document.validTo,
        photo: null,
      };

const plateOf = ({ life }: Resident): string => `浙AT${life.phone.slice(-4)}`;

/** Drivers of seventy and holders of large classes prove their health (机动车驾驶证申领和使用规定). */
const driverLicence: RecordWriter = (resident, { seed, today }) => {
  const { citizen, life } = resident;
  if (life.licence === null) return null;
  const chance = createChance(seed, 'driver-licence', citizen.id);
  const { firstIssuedOn } = life.licence;
  const validTo = licenceValidTo(firstIssuedOn, today);
  const examined = citizen.age >= 70 || !['C1', 'C2', 'D'].includes(life.licence.class);
  const passedOn = examined ? addDays(today, -chance.between(20, 330)) : null;
  return {
    licenceNo: numberOf(citizen),
    fileNo: `3301${String(chance.between(0, 99_999_999)).padStart(8, '0')}`,
    class: life.licence.class,
    firstIssuedOn,
    validTo,
    points: pointsOn(life, today),
    cycleEnd: pointsCycle(life.licence, today).to,
    status: '正常',
    medicalDueOn: passedOn === null ? null : addYears(passedOn, 1),
    medicalPassedOn: passedOn,
    records: [1, 2, 3].map((back) => {
      const year = yearOf(today) - back;
      const points = life.violations
        .filter(({ on }) => yearOf(on) === year)
        .reduce((sum, { points: of }) => sum + of, 0);
      return { year, accidents: 0, points };
    }),
  };
};

/** Six years, then ten, and ten again: nobody here has gone ten years without a twelve-point cycle to earn 长期. */
const licenceValidTo = (firstIssuedOn: string, today: string): string => {
  let validTo = addYears(firstIssuedOn, 6);
  while (validTo < today) validTo = addYears(validTo, 10);
  return validTo;
};

/** Times carry Shanghai's offset: they are read by people, at the place they happened. */
const trafficViolation: RecordWriter = (resident, { seed }) => {
  const { citizen, life } = resident;
  if (life.licence === null) return null;
  const chance = createChance(seed, 'traffic-violation', citizen.id);
  const items = life.violations.map((violation) => ({
    no: `${COUNTY.code}${violation.on.replaceAll('-', '')}${chance.between(1_000, 9_999)}`,
    plate: plateOf(resident),
    at: `${violation.on}T${String(chance.between(6, 21)).padStart(2, '0')}:${chance.between(10, 59)}:00+08:00`,
    place: violation.place,
    act: violation.act,
    points: violation.points,
    fineFen: violation.fineFen,
    state: violation.paid ? '已缴款' : '已处理未缴款',
  }));
  const unpaid = items.filter(({ state }) => state === '已处理未缴款');
  return {
    items,
    unpaidFen: unpaid.reduce((sum, { fineFen }) => sum + fineFen, 0),
    decisionNo: unpaid[0] === undefined ? null : `桐公交决字〔测试〕${unpaid[0].no}`,
  };
};

const vehicle: RecordWriter = (resident, { seed, today }) => {
  const { citizen, life } = resident;
  if (life.licence === null || life.licence.class === 'D') return null;
  const chance = createChance(seed, 'vehicle', citizen.id);
  const registeredOn = addDays(today, -chance.between(100, 2_000));
  const anniversary = addYears(registeredOn, Math.ceil((yearOf(today) - yearOf(registeredOn) + 1) / 2) * 2);
  return {
    plate: plateOf(resident),
    plateType: '小型汽车',
    brand: chance.pick(['测试牌T100', '样例牌S7', '测试牌电动E3']),
    vin: `TEST0000000${String(chance.between(0, 999_999)).padStart(6, '0')}`,
    registeredOn,
    inspectionValidTo: anniversary,
    insuranceValidTo: addDays(today, chance.between(1, 360)),
    exempt: anniversary <= addYears(registeredOn, 6),
    unhandled: 0,
    status: '正常',
  };
};

/** Registered on arrival, a child born since from its birth. */
const residencePermit: RecordWriter = ({ citizen, life, address }, { seed, today, circumstances }) => {
  if (!life.migrant) return null;
  const chance = createChance(seed, 'residence-permit', citizen.id);
  const arrivedOn = addDays(today, -chance.between(200, 1_800));
  const registeredOn = arrivedOn > citizen.birthDate ? arrivedOn : citizen.birthDate;
  const endorsedUntil = addDays(today, chance.between(-40, 320));
  return {
    permitNo: `${COUNTY.code}${registeredOn.replaceAll('-', '')}${chance.between(1_000, 9_999)}`,
    address,
    registeredOn,
    reason: life.employer !== null ? '务工' : circumstances.business !== null ? '经商' : '投靠亲友',
    endorsedUntil,
    status: endorsedUntil < today ? '逾期未签注' : '有效',
    points: chance.between(0, 120),
    station: '测试派出所',
  };
};

const NATURAL_RELATION: Readonly<Record<string, readonly [male: string, female: string]>> = {
  户主: ['户主', '户主'],
  配偶: ['配偶', '配偶'],
  子女: ['子', '女'],
  父亲: ['父', '父'],
  母亲: ['母', '母'],
};

const registerRelation = (relation: string, resident: Resident): string =>
  NATURAL_RELATION[relation]?.[resident.citizen.sex === 'male' ? 0 : 1] ?? '其他';

const household: RecordWriter = (resident, context) => {
  const { citizen, members } = resident;
  const { document } = citizen;
  if (document.type !== 'resident') return null;
  const chance = createChance(context.seed, 'household', citizen.household, 'register');
  const all = members.flatMap(({ id, relation }) => {
    const member = id === citizen.id ? resident : context.neighbour(id);
    return member === undefined ? [] : [{ member, relation: registerRelation(relation, member) }];
  });
  const address = registeredAddress(document);
  const { divorcedOn } = context.circumstances;
  const marital =
    spouseOf(resident, context) !== undefined
      ? '已婚'
      : lateSpouseOf(resident, context.seed, context.today) !== null
        ? '丧偶'
        : divorcedOn !== null
          ? '离婚'
          : '未婚';
  const own = all.find(({ member }) => member.citizen.id === citizen.id)?.relation ?? '户主';
  return {
    householdNo: String(chance.between(100_000_000, 999_999_999)),
    headName: all[0]?.member.citizen.name ?? document.name,
    relation: own,
    hukouAddress: address,
    countyCode: document.number.slice(0, 6),
    township: /县(.{2,8}?(?:街道|镇|乡))/.exec(address)?.[1] ?? null,
    hukouType: '居民家庭户',
    movedInOn: null,
    movedInFrom: null,
    nativePlace: address.slice(0, 9),
    formerName: null,
    maritalOnRegister: marital,
    education: citizen.age < 7 ? null : citizen.age < 13 ? '小学' : citizen.age < 16 ? '初中' : '高中',
    station: '测试派出所',
    members: all.map(({ member, relation }) => ({
      name: member.citizen.name,
      relation,
      idNumber: numberOf(member.citizen),
      birthDate: member.citizen.birthDate,
    })),
  };
};

export const policeRecords = {
  'resident-id': residentId,
  'driver-licence': driverLicence,
  'traffic-violation': trafficViolation,
  'residence-permit': residencePermit,
  vehicle,
  household,
} satisfies Record<string, RecordWriter>;
