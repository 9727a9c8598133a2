import { createChance } from '../chance.ts';
import { addDays, monthsBefore, yearOf } from '../civil-date.ts';
import { numberOf } from '../resident.ts';
import type { RecordWriter } from './record.ts';

const taxIncome: RecordWriter = (resident, { seed, today }) => {
  const { citizen, life } = resident;
  const { employer } = life;
  if (employer === null) return null;
  const chance = createChance(seed, 'tax-income', citizen.id);
  const incomeFen = chance.between(50, 250) * 10_000;
  const taxFen = Math.max(0, Math.round((incomeFen - 500_000) * 0.03));
  return {
    years: [1, 2, 3].map((back) => ({
      year: yearOf(today) - back,
      incomeFen: incomeFen * 12,
      taxFen: taxFen * 12,
    })),
    months: monthsBefore(today, 6).map((month) => ({ month, agent: employer, incomeFen, taxFen })),
    deductions: resident.life.mortgaged ? '住房贷款利息' : citizen.age >= 35 ? '赡养老人' : null,
    settled: chance.pick(['无需汇算', '已汇算', '待汇算', '已退税']),
  };
};

/** Car owners pay 车船税 with the insurance; one shop in eight owes something. */
const taxStatus: RecordWriter = ({ citizen, life }, { seed, today, circumstances }) => {
  if (citizen.age < 18) return null;
  const { business } = circumstances;
  const chance = createChance(seed, 'tax-status', citizen.id);
  const paid = [
    ...(life.licence === null ? [] : [tax('车船税', 36_000, addDays(today, -chance.between(20, 300)))]),
    ...(business === null
      ? []
      : [tax('增值税', chance.between(10, 300) * 1_000, addDays(today, -chance.between(20, 200)))]),
    ...(life.employer === null
      ? []
      : [tax('个人所得税', chance.between(5, 90) * 1_000, addDays(today, -chance.between(15, 40)))]),
  ];
  return {
    taxpayerNo: numberOf(citizen),
    arrearsFen: business !== null && chance.happens(0.12) ? chance.between(10, 200) * 1_000 : 0,
    paid,
    checkedOn: today,
    quarterInvoiceFen: business !== null && chance.happens(0.3) ? chance.between(1, 80) * 100_000 : 0,
  };
};

const tax = (kind: string, amountFen: number, on: string) => ({
  kind,
  period: on.slice(0, 7),
  amountFen,
  on,
});

/** Residents owe next year's medical premium from September on; who lives on assistance has it paid for them. */
const socialContribution: RecordWriter = ({ citizen, life }, { seed, today, circumstances }) => {
  if (citizen.document.type !== 'resident') return null;
  const { assistance, business } = circumstances;
  const isFlexible = life.employer === null && business !== null;
  const chance = createChance(seed, 'social-contribution', citizen.id);
  const exempt = assistance === '最低生活保障' || assistance === '特困供养';
  const kind = isFlexible
    ? '企业职工基本养老保险费'
    : life.insurance === 'resident'
      ? '城乡居民基本医疗保险费'
      : null;
  if (kind === null && life.insurance === null) return null;
  const amountFen = isFlexible ? 96_240 : 60_000;
  const isPaid = exempt || chance.happens(0.55);
  const period = isFlexible ? today.slice(0, 7) : String(yearOf(today) + 1);
  return {
    bills:
      kind === null || isPaid
        ? []
        : [
            {
              billNo: `3301${chance.between(10_000_000, 99_999_999)}`,
              kind,
              period,
              amountFen,
              dueOn: `${yearOf(today)}-12-31`,
            },
          ],
    paid:
      kind === null || exempt
        ? []
        : [
            {
              kind,
              period: isFlexible ? (monthsBefore(today, 1)[0] ?? period) : String(yearOf(today)),
              amountFen,
              on: addDays(today, -chance.between(31, 340)),
            },
          ],
    flexBaseFen: isFlexible ? 481_200 : null,
    exempt,
  };
};

export const taxRecords = {
  'tax-income': taxIncome,
  'tax-status': taxStatus,
  'social-contribution': socialContribution,
} satisfies Record<string, RecordWriter>;
