import { createChance } from '../chance.ts';
import { addDays, addYears } from '../civil-date.ts';
import type { RecordWriter } from './record.ts';

const militaryRegistration: RecordWriter = ({ citizen }, { seed, today, circumstances }) => {
  const { sex, birthDate, document, age } = citizen;
  if (sex !== 'male' || document.type !== 'resident' || age > 45) return null;
  const turns = Number(birthDate.slice(0, 4)) + 18;
  const year = Number(today.slice(0, 4));
  if (turns > year) return null;
  const chance = createChance(seed, 'military-registration', citizen.id);
  const isOpen = turns === year && chance.happens(0.6);
  const registeredOn = `${turns}-06-${chance.between(10, 28)}`;
  const isKnown = !isOpen && registeredOn <= today;
  return {
    registrationNo: isKnown ? `BY330122${turns}${chance.between(10_000, 99_999)}` : null,
    year: turns,
    status: !isKnown
      ? '未登记'
      : circumstances.disability !== null
        ? '免服兵役'
        : age < 23 && chance.happens(0.4)
          ? '缓服兵役'
          : '应服兵役',
    registeredOn: isKnown ? registeredOn : null,
  };
};

const veteran: RecordWriter = ({ citizen }, { seed, today, circumstances: { service } }) => {
  if (service === null) return null;
  const chance = createChance(seed, 'veteran', citizen.id);
  const isDisabled = chance.happens(0.12);
  const isRecent = service.dischargedOn > addYears(today, -2);
  const hasCard = !isRecent && chance.happens(0.7);
  const isPaid = isDisabled || citizen.age >= 60;
  const monthlyFen = isPaid ? chance.between(200, 1_800) * 100 : null;
  return {
    category: isDisabled ? '残疾军人' : '退役士兵',
    ...service,
    cardNo: hasCard ? `浙A测试${chance.between(100_000, 999_999)}` : null,
    cardStatus: hasCard ? (chance.happens(0.05) ? '挂失' : '有效') : '未申领',
    disabilityGrade: isDisabled ? chance.pick(['七级', '八级', '九级', '十级']) : null,
    disabilityCardNo: isDisabled ? `浙军残测试${chance.between(1_000, 9_999)}` : null,
    monthlyFen,
    verifyDueOn: isPaid ? addDays(today, chance.between(5, 360)) : null,
    grantPaid: !isRecent || chance.happens(0.3),
    settlement: chance.happens(0.85) ? '自主就业' : '政府安排工作',
    payments:
      monthlyFen === null
        ? []
        : [{ month: today.slice(0, 7), item: isDisabled ? '残疾抚恤金' : '生活补助', amountFen: monthlyFen }],
  };
};

export const militaryRecords = {
  'military-registration': militaryRegistration,
  veteran,
} satisfies Record<string, RecordWriter>;
