import { describe, expect, test } from 'vitest';
import { ageOn } from '../civil-date.ts';
import { createPopulation } from '../population.ts';
import type { DataRecord, DataValue, Records } from './record.ts';

const today = '2026-11-24';
const population = createPopulation({ seed: 'coherence', size: 4_000, today });
const people = [...population.citizens()].map((citizen) => ({
  citizen,
  records: population.records(citizen.id) ?? {},
}));
const numberToRecords = new Map<unknown, Records>(
  people.map(({ citizen, records }) => [citizen.document.number, records]),
);
/** Everybody with a record of this set; a set nobody has proves nothing. */
const having = (set: string, is: (record: DataRecord) => boolean = () => true) => {
  const found = people.flatMap(({ citizen, records }) => {
    const record = records[set];
    return record !== undefined && is(record) ? [{ citizen, records, record }] : [];
  });
  expect(found.length).toBeGreaterThan(3);
  return found;
};
const rowsOf = (value: DataValue | undefined) => (typeof value === 'object' && value !== null ? value : []);
const sum = (rows: readonly Readonly<Record<string, unknown>>[], field: string): number =>
  rows.reduce((total, row) => total + Number(row[field]), 0);

describe('a family', () => {
  test('has one birth certificate for a child, whichever parent asks', () => {
    for (const { citizen, record } of having('birth-certificate')) {
      const own = citizen.sex === 'male' ? record.fatherIdNumber : record.motherIdNumber;
      expect(own).toBe(citizen.document.number);
      const other = citizen.sex === 'male' ? record.motherIdNumber : record.fatherIdNumber;
      if (other !== null) expect(numberToRecords.get(other)?.['birth-certificate']).toEqual(record);
    }
  });

  test('sees a registered child in its register, and a newborn only on the certificate', () => {
    for (const { record, records } of having('birth-certificate')) {
      const numbers = rowsOf(records.household?.members).map(({ idNumber }) => idNumber);
      expect(numbers.includes(String(record.childIdNumber))).toBe(record.registered);
    }
  });

  test('finds its newborn by the number on the certificate: vaccinated on the first day', () => {
    for (const { citizen, record } of having('birth-certificate', ({ registered }) => registered === false))
      expect(population.lookUp('vaccination', citizen.id, String(record.childIdNumber))).toMatchObject({
        childName: record.childName,
      });
  });

  test('has guardians the school knows, who may ask for their child', () => {
    for (const { record, citizen } of having(
      'student',
      ({ guardianIdNumber }) => guardianIdNumber !== null,
    )) {
      const guardian = population.findByNumber(String(record.guardianIdNumber));
      expect(guardian?.household).toBe(citizen.household);
      expect(population.lookUp('student', guardian?.id ?? '', citizen.document.number)).toEqual(record);
    }
  });

  test('is one assistance certificate, one set of meters, one land contract', () => {
    for (const set of ['social-assistance', 'utility-account', 'land-contract'] as const) {
      const seen = new Map<string, unknown>();
      for (const { citizen, record } of having(set)) {
        if (set !== 'social-assistance' || record.category !== null)
          expect(record).toEqual(seen.get(citizen.household) ?? record);
        seen.set(citizen.household, record);
      }
    }
  });
});

describe('a family that came for work', () => {
  const cameWithFamily = () =>
    having('residence-permit').filter(({ citizen }) => population.household(citizen.id).length > 2);

  test('is registered elsewhere with everybody in it, and holds a permit each, none older than its holder', () => {
    for (const { citizen, record, records } of cameWithFamily()) {
      expect(String(record.registeredOn) >= citizen.birthDate).toBe(true);
      for (const { idNumber } of rowsOf(records.household?.members)) {
        expect(String(idNumber).slice(0, 6)).toBe(citizen.document.number.slice(0, 6));
        expect(String(idNumber).slice(0, 6)).not.toBe('330122');
        expect(numberToRecords.get(idNumber)?.['residence-permit']?.address).toBe(record.address);
      }
    }
  });

  test('has parents at work with a child of school age, whose place at school they can ask for', () => {
    const asking = cameWithFamily().filter(
      ({ citizen, record, records }) =>
        citizen.age >= 18 &&
        record.status === '有效' &&
        record.reason === '务工' &&
        records['pension-insurance']?.status === '正常缴费' &&
        rowsOf(records.household?.members).some(({ idNumber, birthDate }) => {
          const age = ageOn(String(birthDate), today);
          return idNumber !== citizen.document.number && age >= 5 && age < 16;
        }),
    );
    expect(asking.length).toBeGreaterThan(5);
  });

  test('shows where a child was born: there, or here in these weeks', () => {
    for (const { record, citizen } of having('birth-certificate')) {
      const isFromHere = citizen.document.number.startsWith('330122');
      const isBornHere = isFromHere || record.registered === false;
      expect(record.hospital === '桐庐县测试妇幼保健院').toBe(isBornHere);
      expect(String(record.childIdNumber).slice(0, 6)).toBe(citizen.document.number.slice(0, 6));
    }
  });
});

describe('somebody who has died', () => {
  const widowed = () => having('marriage', ({ status }) => status === '丧偶');

  test('is named by the marriage register, known dead by number, and leaves the widow as next of kin', () => {
    for (const { citizen, record } of widowed()) {
      const death = population.lookUp('death-record', citizen.id, String(record.spouseIdNumber));
      expect(death).toMatchObject({ name: record.spouseName, idNumber: record.spouseIdNumber });
      expect(rowsOf(death?.nextOfKin).map(({ idNumber }) => idNumber)).toContain(citizen.document.number);
      expect(String(death?.diedOn) >= String(record.registeredOn)).toBe(true);
    }
  });

  test('is nobody who can still come to the machine', () => {
    for (const { record } of widowed())
      expect(population.findByNumber(String(record.spouseIdNumber))).toBeUndefined();
  });
});

describe('work and money', () => {
  test('a pensioner draws one pension, and is insured no longer', () => {
    for (const { records } of having('pension-benefit', ({ scheme }) => scheme !== '城乡居民基本养老保险')) {
      expect(records['pension-insurance']).toMatchObject({ status: '终止参保' });
      expect(records['resident-pension']).toBeUndefined();
    }
  });

  test('whoever claims unemployment benefit is registered, was dismissed, and has used what was paid', () => {
    for (const { record, records } of having('unemployment', ({ status }) => status === '领取中')) {
      expect(record.registerNo).not.toBeNull();
      expect(record.leaveReason).not.toBe('本人意愿中断就业');
      expect(Number(record.usedMonths)).toBeLessThanOrEqual(Number(record.grantedMonths));
      expect(records['pension-insurance']).toMatchObject({ status: '暂停缴费' });
    }
  });

  test('a business is found by its code and by its name, and its legal person has the role', () => {
    for (const { citizen, record, records } of having('enterprise')) {
      expect(record.legalRepId).toBe(citizen.document.number);
      expect(population.lookUp('enterprise', 'li-na', String(record.creditCode))).toEqual(record);
      expect(population.lookUp('enterprise', 'li-na', String(record.name))).toEqual(record);
      expect(rowsOf(records['enterprise-role']?.roles)[0]).toMatchObject({ creditCode: record.creditCode });
    }
  });

  test('a credit code passes GB 32100 and can be nobody’s: its organisation code fails GB 11714', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (const { record } of having('enterprise')) {
      const code = String(record.creditCode);
      const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1];
      const total = weights.reduce((all, weight, i) => all + weight * alphabet.indexOf(code[i] ?? ''), 0);
      expect([code, code.length, total % 31]).toEqual([code, 18, 0]);
      const body = code.slice(8, 16);
      const inner = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
        (all, weight, i) => all + weight * Number.parseInt(body[i] ?? '0', 36),
        0,
      );
      expect('0X987654321'[inner % 11]).not.toBe(code[16]);
    }
  });

  test('what is due for water, power and gas is the sum of the unpaid bills', () => {
    for (const { record } of having('utility-account')) {
      const unpaid = rowsOf(record.bills).filter(({ state }) => state !== '已缴');
      expect(Number(record.waterDueFen) + Number(record.powerDueFen) + Number(record.gasDueFen)).toBe(
        sum(unpaid, 'amountFen'),
      );
    }
  });

  test('medical bills add up, and the year’s own share is their sum', () => {
    for (const { record } of having('medical-settlement')) {
      const rows = rowsOf(record.items);
      expect(sum(rows, 'totalFen')).toBe(sum(rows, 'fundFen') + sum(rows, 'selfFen'));
      expect(record.yearSelfFen).toBe(
        sum(
          rows.filter(({ on }) => String(on).startsWith('2026')),
          'selfFen',
        ),
      );
    }
  });

  test('payment notices are the fees and the tuition they name', () => {
    for (const { record } of having('payment-notice'))
      expect(sum(rowsOf(record.notices), 'amountFen')).toBe(
        Number(record.tuitionFen) + Number(record.estateFen),
      );
  });

  test('a loan belongs to a mortgaged home, and a settled one may be struck off', () => {
    for (const { record, records } of having('housing-fund-loan')) {
      expect(records['real-estate']).toMatchObject({ mortgaged: true });
      if (record.status === '已结清')
        expect(records['real-estate']).toMatchObject({ mortgageReleased: true });
    }
  });

  test('husband and wife rent the same home on the same terms', () => {
    for (const { record, records } of having('public-rental')) {
      const spouse = numberToRecords.get(records.marriage?.spouseIdNumber);
      if (records.marriage?.status === '已婚') expect(spouse?.['public-rental']).toEqual(record);
      expect(records['house-contract']?.rentNo ?? null).toBeNull();
    }
  });

  test('the archives file a marriage under the year the register names', () => {
    for (const { record, records } of having('archive-index', ({ marriageNo }) => marriageNo !== null))
      expect(String(record.marriageNo).split('-')[1]).toBe(
        String(records.marriage?.registeredOn).slice(0, 4),
      );
  });

  test('a tenant owns no home here', () => {
    for (const { records } of having('public-rental')) expect(records['real-estate']).toBeUndefined();
  });
});

describe('entitlements', () => {
  test('a social security card that is to be renewed is ten years old and found in the county', () => {
    for (const { citizen, record } of having(
      'social-card',
      ({ validTo }) => String(validTo) <= '2027-02-22',
    )) {
      expect(String(record.issuedOn) > citizen.birthDate).toBe(true);
      expect(ageOn(String(record.issuedOn), String(record.validTo))).toBe(10);
    }
  });

  test('allowances of disabled people need a valid certificate; the living allowance a poor home, the care allowance level one or two', () => {
    for (const { record, records } of having('disability')) {
      if (record.livingSubsidy === '发放中')
        expect(['最低生活保障', '最低生活保障边缘']).toContain(records['social-assistance']?.category);
      if (record.careSubsidy === '发放中') expect(Number(record.level)).toBeLessThanOrEqual(2);
      if (record.livingSubsidy === '发放中' || record.careSubsidy === '发放中')
        expect(record.status).toBe('有效');
    }
  });

  test('a veteran was grown up on enlisting and has been discharged since', () => {
    for (const { citizen, record } of having('veteran')) {
      expect(ageOn(citizen.birthDate, String(record.enlistedOn))).toBeGreaterThanOrEqual(16);
      expect(String(record.dischargedOn) > String(record.enlistedOn)).toBe(true);
      expect(String(record.dischargedOn) < today).toBe(true);
    }
  });

  test('nobody’s skill, business or service began in the cradle', () => {
    for (const { citizen, record } of having('enterprise'))
      expect(ageOn(citizen.birthDate, String(record.establishedOn))).toBeGreaterThanOrEqual(18);
    for (const { citizen, record } of having('qualification', ({ issuedOn }) => issuedOn !== null))
      expect(ageOn(citizen.birthDate, String(record.issuedOn))).toBeGreaterThanOrEqual(16);
    for (const { citizen, record } of having('employment-register'))
      expect(ageOn(citizen.birthDate, String(record.since))).toBeGreaterThanOrEqual(15);
  });
});

describe('a key that is not one’s own', () => {
  const [one, other] = people.filter(
    ({ citizen }) => citizen.document.type === 'resident' && citizen.age > 30,
  );

  test('finds nothing of another grown person, in any set about people', () => {
    for (const set of Object.keys(other?.records ?? {}))
      expect([set, population.lookUp(set, one?.citizen.id ?? '', other?.citizen.document.number)]).toEqual([
        set,
        undefined,
      ]);
  });

  test('shows what a business owes to nobody but its owner', () => {
    const owner = people.find(({ records }) => records.enterprise !== undefined);
    const code = String(owner?.records.enterprise?.creditCode);
    expect(population.lookUp('tax-status', owner?.citizen.id ?? '', code)).toEqual(
      owner?.records['tax-status'],
    );
    expect(population.lookUp('tax-status', 'li-na', code)).toBeUndefined();
  });
});

test('the same seed writes the same bytes', () => {
  const again = createPopulation({ seed: 'coherence', size: 4_000, today });
  for (const { citizen, records } of people.slice(0, 500))
    expect(JSON.stringify(again.records(citizen.id))).toBe(JSON.stringify(records));
});
