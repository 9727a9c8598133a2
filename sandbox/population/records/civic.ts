import { createChance } from '../chance.ts';
import { addDays, yearOf } from '../civil-date.ts';
import type { RecordWriter } from './record.ts';

const publicCredit: RecordWriter = ({ citizen }, { seed, today }) => {
  if (citizen.age < 18) return null;
  const chance = createChance(seed, 'public-credit', citizen.id);
  const isBad = !citizen.tags.includes('named') && chance.happens(0.03);
  const on = addDays(today, -chance.between(60, 700));
  return {
    grade: isBad ? chance.pick(['较差', '差']) : chance.pick(['优秀', '良好', '良好', '中等']),
    honours: !isBad && chance.happens(0.1) ? [{ title: '无偿献血奉献奖', by: '桐庐县卫生健康局', on }] : [],
    bad: isBad ? [{ title: '未履行生效法律文书', by: '桐庐县测试法院', on, until: addDays(on, 1_095) }] : [],
    penalties: isBad ? chance.between(1, 2) : 0,
    checkedOn: today,
  };
};

/** What is under way: a third of adults have had something at a window this year. */
const caseRecord: RecordWriter = (resident, { seed, today }) => {
  const { citizen, life } = resident;
  if (citizen.age < 16 || citizen.tags.includes('named')) return null;
  const chance = createChance(seed, 'case-record', citizen.id);
  const hasCard = citizen.document.type === 'resident' && chance.happens(0.06);
  const hasEstate = life.homes > 0 && chance.happens(0.06);
  const hasOther = chance.happens(0.25);
  if (!hasCard && !hasEstate && !hasOther) return null;
  const day = addDays(today, -chance.between(2, 25));
  const entry = (item: string, dept: string, stage: string) => ({
    no: `330122${day.replaceAll('-', '')}${chance.between(10_000, 99_999)}`,
    ...{ item, dept, on: `${day}T${chance.between(10, 16)}:${chance.between(10, 59)}:00+08:00`, stage },
    promisedOn: addDays(day, 20),
  });
  const estate = hasEstate ? entry('不动产转移登记', '规划和自然资源局', '审核中') : null;
  const estateStage = hasEstate ? chance.pick(['受理', '审核', '登簿', '缮证', '待领证']) : '无在办';
  return {
    items: [
      ...(hasCard ? [entry('居民身份证换领', '公安局', '审核中')] : []),
      ...(estate === null ? [] : [estate]),
      ...(hasOther
        ? [entry('灵活就业登记', '人力资源和社会保障局', chance.pick(['已收件', '已受理', '已办结', '补正']))]
        : []),
    ],
    idCardStage: hasCard ? chance.pick(['已受理', '签发', '制证', '已到发证点']) : '无在办',
    idCardAcceptedOn: hasCard ? day : null,
    idCardPickup: hasCard ? '桐庐县政务服务中心' : null,
    estateNo: estate?.no ?? null,
    estateStage,
    estateFeeFen: hasEstate ? 8_000 : null,
  };
};

/** Fees waiting for a home's registration, and tuition for a child who is past compulsory school. */
const paymentNotice: RecordWriter = (resident, context) => {
  const { citizen } = resident;
  const { seed, today } = context;
  const estate = caseRecord(resident, context)?.estateFeeFen ?? null;
  const chance = createChance(seed, 'payment-notice', citizen.household);
  const isParent = resident.members.some(({ relation }) => relation === '子女') && citizen.age >= 25;
  const tuitionFen = isParent && !citizen.tags.includes('named') && chance.happens(0.25) ? 180_000 : 0;
  if (typeof estate !== 'number' && tuitionFen === 0) return null;
  const notice = (item: string, payee: string, amountFen: number) => ({
    noticeNo: `3301${chance.between(100_000_000, 999_999_999)}`,
    ...{ item, payee, amountFen, dueOn: addDays(today, 30) },
  });
  return {
    notices: [
      ...(tuitionFen > 0 ? [notice('学费', '桐庐县教育局', tuitionFen)] : []),
      ...(typeof estate === 'number' ? [notice('不动产登记费', '桐庐县规划和自然资源局', estate)] : []),
    ],
    tuitionFen,
    estateFen: typeof estate === 'number' ? estate : 0,
  };
};

/** Professional drivers: who holds a class for lorries or buses, and some taxi drivers. */
const transportQualification: RecordWriter = ({ citizen, life }, { seed, today }) => {
  if (life.licence === null || citizen.tags.includes('named')) return null;
  const chance = createChance(seed, 'transport-qualification', citizen.id);
  const isHeavy = ['B1', 'B2', 'A1', 'A2'].includes(life.licence.class);
  if (!isHeavy && !chance.happens(0.04)) return null;
  return {
    certNo: `330122${yearOf(today) - chance.between(0, 5)}${chance.between(100_000, 999_999)}`,
    category: isHeavy
      ? ['B1', 'A1'].includes(life.licence.class)
        ? '道路旅客运输'
        : '道路货物运输'
      : chance.pick(['巡游出租汽车', '网络预约出租汽车']),
    validTo: addDays(today, chance.happens(0.25) ? chance.between(-150, 29) : chance.between(30, 2_000)),
    integrity: chance.pick(['AAA', 'AA', 'A', 'B']),
    trained: chance.happens(0.7),
  };
};

export const civicRecords = {
  'public-credit': publicCredit,
  'case-record': caseRecord,
  'payment-notice': paymentNotice,
  'transport-qualification': transportQualification,
} satisfies Record<string, RecordWriter>;
