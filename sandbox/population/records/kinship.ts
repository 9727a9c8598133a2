import { createChance } from '../chance.ts';
import { addDays, addYears } from '../civil-date.ts';
import type { Deceased } from '../kin.ts';
import { numberOf, type Resident } from '../resident.ts';
import { childrenOf, type DataRecord, type RecordContext, type RecordWriter } from './record.ts';

/** What the registers hold on somebody who has died, found by their number. Somebody is left to ask. */
export const recordsOfDeceased = (
  deceased: Deceased,
  survivor: Resident,
  context: RecordContext,
): Readonly<Record<string, DataRecord>> => {
  const { seed, today } = context;
  const { name, number: idNumber, diedOn, sex, birthDate } = deceased;
  const chance = createChance(seed, 'death', idNumber);
  const cremated = addDays(diedOn, 3);
  const isCremated = cremated <= today;
  const isCancelled = addDays(diedOn, 30) <= today;
  const pensionSince = addYears(birthDate, 60);
  const isPensioner = pensionSince < diedOn;
  return {
    'death-record': {
      ...{ name, idNumber, diedOn },
      certificateNo: `SW330122${chance.between(100_000, 999_999)}`,
      crematedOn: isCremated ? cremated : null,
      cremationNo: isCremated ? `HH330122${chance.between(100_000, 999_999)}` : null,
      funeralHome: isCremated ? '桐庐县测试殡仪馆' : null,
      nextOfKin: [
        { idNumber: numberOf(survivor.citizen), relation: '配偶' },
        ...childrenOf(survivor, context).map(({ citizen }) => ({
          ...{ idNumber: numberOf(citizen), relation: citizen.sex === 'male' ? '子' : '女' },
        })),
      ],
    },
    'household-change': {
      changes: [],
      cancelledName: isCancelled ? name : null,
      cancelledIdNumber: isCancelled ? idNumber : null,
      cancelReason: isCancelled ? '死亡' : null,
      cancelledOn: isCancelled ? addDays(diedOn, 30) : null,
      station: '测试派出所',
    },
    'medical-insurance': {
      ...{
        scheme: '城乡居民基本医疗保险',
        status: isCancelled ? '终止参保' : '正常参保',
        unitName: '桐庐县城乡居民',
      },
      ...{ area: '杭州市桐庐县', paidMonths: 120, paidYear: Number(diedOn.slice(0, 4)) },
      ...{
        balanceCurrentFen: null,
        balancePastFen: null,
        familyMembers: [],
        coverageFrom: addYears(diedOn, -10),
      },
    },
    ...(isPensioner
      ? {
          'pension-benefit': {
            ...{
              scheme: '城乡居民基本养老保险',
              retiredOn: pensionSince,
              startMonth: pensionSince.slice(0, 7),
            },
            ...{
              monthlyFen: 42_000,
              bankTail: String(chance.between(1_000, 9_999)),
              lastVerifiedOn: addDays(diedOn, -90),
            },
            ...{ verifyDueOn: addYears(addDays(diedOn, -90), 1), payments: [] },
          },
        }
      : {
          'pension-insurance': {
            ...{
              personalNo: `33012299${chance.between(10_000_000, 99_999_999)}`,
              unitName: '桐庐测试针织有限公司',
            },
            ...{ status: '终止参保', baseFen: 600_000, paidMonths: 96, balanceFen: 3_456_000 },
            ...{
              firstInsuredOn: addYears(diedOn, -8),
              lastPaidMonth: diedOn.slice(0, 7),
              area: '杭州市桐庐县',
            },
            ...{
              retirementDueOn: addYears(birthDate, sex === 'male' ? 60 : 55),
              insuredType: '单位职工',
              years: [],
            },
          },
        }),
  };
};

/** What was changed in a person's own entry: who has moved, and who was corrected. */
const householdChange: RecordWriter = (resident, { seed, today }) => {
  const { citizen } = resident;
  const { document } = citizen;
  if (document.type !== 'resident') return null;
  const chance = createChance(seed, 'household-change', citizen.id);
  const places = [document.address, ...document.appendedAddresses];
  const moves = places.slice(1).map((after, order) => ({
    ...{ item: '住址', before: places[order] ?? '', after },
    changedOn: addDays(today, -200 * (places.length - order) + chance.between(0, 90)),
  }));
  const isCorrected = !citizen.tags.includes('named') && citizen.age >= 18 && chance.happens(0.05);
  const correction = {
    item: '文化程度',
    before: '初中',
    after: '高中',
    changedOn: addDays(today, -chance.between(100, 900)),
  };
  const changes = isCorrected ? [...moves, correction] : moves;
  if (changes.length === 0) return null;
  return {
    changes,
    ...{ cancelledName: null, cancelledIdNumber: null, cancelReason: null, cancelledOn: null },
    station: '测试派出所',
  };
};

export const kinshipRecords = { 'household-change': householdChange } satisfies Record<string, RecordWriter>;
