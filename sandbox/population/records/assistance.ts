import { createChance } from '../chance.ts';
import { addDays, addYears, monthsBefore } from '../civil-date.ts';
import type { RecordWriter } from './record.ts';

/** Written from the home: everybody on the certificate sees the same one. */
const socialAssistance: RecordWriter = ({ citizen, members, address }, { seed, today, circumstances }) => {
  const { assistance } = circumstances;
  if (assistance === null) return null;
  const chance = createChance(seed, 'social-assistance', citizen.household);
  const isPaid = assistance !== '最低生活保障边缘';
  const monthlyFen = isPaid
    ? assistance === '特困供养'
      ? 180_000
      : members.length * chance.between(400, 1_100) * 100
    : 0;
  const approvedOn = addDays(today, -chance.between(20, 360));
  const validTo = addYears(approvedOn, 1);
  return {
    category: assistance,
    certificateNo: `桐救助〔测试〕${chance.between(100_000, 999_999)}`,
    familySize: members.length,
    monthlyFen,
    approvedOn,
    validTo,
    reviewDueOn: validTo,
    township: /县(.{2,8}?(?:街道|镇|乡))/.exec(address)?.[1] ?? null,
    payments: isPaid
      ? monthsBefore(today, 6)
          .filter((month) => month >= approvedOn.slice(0, 7))
          .map((month) => ({ month, project: assistance, amountFen: monthlyFen, state: '已发放' }))
      : [],
  };
};

/** The living allowance is for the poor, the care allowance for levels one and two; each is drawn, asked for, or not yet. */
const disability: RecordWriter = ({ citizen }, { seed, today, circumstances }) => {
  const certificate = circumstances.disability;
  const chance = createChance(seed, 'disability', citizen.id);
  if (certificate === null) {
    if (citizen.tags.includes('named') || citizen.document.type !== 'resident' || !chance.happens(0.01))
      return null;
    return {
      ...{ certNo: null, category: null, level: null, issuedOn: null, validTo: null, guardian: null },
      ...{ status: '未持证', livingSubsidy: '未申领', careSubsidy: '未申领', reviewDueOn: null },
      ...{ caseStage: chance.pick(['已受理', '待评定', '评定中', '公示中', '制证中']) },
      ...{ assessedBy: '桐庐县测试人民医院', assessedOn: null },
    };
  }
  const { assistance } = circumstances;
  const isPoor = assistance === '最低生活保障' || assistance === '最低生活保障边缘';
  const isValid = certificate.validTo >= today;
  const states = ['未申领', '发放中', '发放中', '审核中'] as const;
  const livingSubsidy = isPoor && isValid ? chance.pick(states) : '未申领';
  const careSubsidy = certificate.level <= 2 && isValid ? chance.pick(states) : '未申领';
  const isPaid = livingSubsidy === '发放中' || careSubsidy === '发放中';
  return {
    certNo: `${citizen.document.number}${CATEGORY_DIGIT[certificate.category]}${certificate.level}`,
    ...certificate,
    guardian: citizen.age < 18 ? '监护人' : null,
    status: isValid ? '有效' : '过期',
    livingSubsidy,
    careSubsidy,
    reviewDueOn: isPaid ? addDays(today, chance.between(1, 364)) : null,
    caseStage: '无在办',
    assessedBy: '桐庐县测试人民医院',
    assessedOn: certificate.issuedOn,
  };
};

/** The certificate number is the identity number, the category (GB/T 26341) and the level: twenty characters. */
const CATEGORY_DIGIT = { 视力: 1, 听力: 2, 言语: 3, 肢体: 4, 智力: 5, 精神: 6 } as const;

export const assistanceRecords = {
  'social-assistance': socialAssistance,
  disability,
} satisfies Record<string, RecordWriter>;
