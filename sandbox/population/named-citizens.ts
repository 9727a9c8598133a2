import type { CitizenTag, IdentityDocument, ResidentCard, Sex } from './citizen.ts';
import { addDays, addYears, civilDate, yearOf } from './civil-date.ts';
import { describeCitizen } from './household.ts';
import { foreignerNumber2017, foreignerNumber2023, residentNumber } from './identity-numbers.ts';
import { type Life, tagsOf } from './life.ts';
import { COUNTY } from './places.ts';
import { type Resident, registeredAddress } from './resident.ts';
import { ACTS } from './violations.ts';

/**
 * The people tests and demonstrations call by name. Each stands for one way through the items; they come first
 * in every list and are the same whatever the seed. Their birth year moves with the calendar, so that in five
 * years the woman of 29 is not a woman of 34; sequences below 20 are theirs alone.
 */
export const buildNamedCitizens = (today: string): readonly Resident[] => {
  const year = yearOf(today);
  return [
    // Reads his points, pays one of two fines, is old enough for the bus.
    named(today, {
      id: 'chen-guoqiang',
      sex: 'male',
      document: resident(today, '陈国强', '1', `${year - 63}-03-12`, 1, '城南街道测试一路12号3幢402室'),
      life: {
        licence: { class: 'C1', firstIssuedOn: addYears(addDays(today, -200), -20) },
        violations: [
          { ...ACTS.parking, place: '测试一路与测试二路路口', on: addDays(today, -20), paid: false },
          { ...ACTS.redLight, place: '测试大道3公里处', on: addDays(today, -45), paid: false },
          { ...ACTS.seatbelt, place: '测试隧道东口', on: addDays(today, -400), paid: true },
        ],
        ...{
          unpaidFines: 2,
          paidFines: 1,
          insurance: 'employee',
          retired: true,
          homes: 1,
          citizenCard: true,
        },
      },
    }),
    named(today, {
      id: 'wang-xiuyun',
      sex: 'female',
      document: resident(today, '王秀云', '2', `${year - 68}-02-05`, 2, '桐君街道测试二路8号1幢101室'),
      life: {
        ...{ insurance: 'employee', retired: true, homes: 1, citizenCard: true },
        elderCardSince: `${year - 8}-03-01`,
      },
    }),
    // Too young for the elder's bus, works, drives without a point.
    named(today, {
      id: 'li-na',
      sex: 'female',
      // Has moved since her card was made: the chip holds the newer address.
      document: {
        ...resident(today, '李娜', '2', `${year - 29}-01-26`, 4, '旧县街道测试三路66号2幢1503室'),
        appendedAddresses: [`${COUNTY.name}城南街道测试一路88号6幢1102室`],
      },
      life: {
        licence: { class: 'C2', firstIssuedOn: `${year - 10}-05-20` },
        ...{ insurance: 'employee', employer: '桐庐测试针织有限公司', citizenCard: true },
      },
    }),
    named(today, {
      id: 'zhou-ming',
      sex: 'male',
      document: resident(today, '周明', '1', `${year - 45}-01-09`, 3, '凤川街道测试四路21号5幢601室'),
      life: {
        licence: { class: 'C1', firstIssuedOn: addYears(addDays(today, -150), -18) },
        violations: [{ ...ACTS.phone, place: '样例路小学门前', on: addDays(today, -12), paid: false }],
        ...{ insurance: 'employee', employer: '桐庐样例物流有限公司' },
        ...{ homes: 1, mortgaged: true, citizenCard: true },
      },
    }),
    // 46 characters of English name reach into the continuation field of the card.
    named(today, {
      id: 'maria-schmidt',
      sex: 'female',
      document: {
        type: 'foreigner-2023',
        englishName: 'SCHMIDT-MUSTERMANN, MARIA ANNELIESE KATHARINA',
        chineseName: '施玛丽',
        ...{ sex: '2', birthDate: `${year - 41}-02-17`, nationality: 'DEU' },
        number: foreignerNumber2023('33', '276', `${year - 41}-02-17`, 6),
        ...{ validFrom: '2024-01-15', validTo: '2034-01-15', renewalCount: '00', oldNumberLink: '' },
      },
      life: { insurance: 'employee', employer: '样例信息技术有限公司桐庐分公司' },
    }),
    named(today, {
      id: 'john-smith',
      sex: 'male',
      document: {
        type: 'foreigner-2017',
        ...{ englishName: 'SMITH, JOHN', chineseName: '', sex: '1', birthDate: `${year - 52}-03-03` },
        number: foreignerNumber2017('USA', '3301', `${year - 52}-03-03`, 1),
        ...{ nationality: 'USA', version: '01', authorityCode: '3301' },
        ...{ validFrom: '2021-04-20', validTo: '2031-04-20' },
      },
      life: { licence: { class: 'C1', firstIssuedOn: '2015-11-11' } },
    }),
    named(today, {
      id: 'chan-siu-ming',
      sex: 'male',
      document: {
        type: 'hmt-residence-permit',
        ...{ name: '陈小明', sex: '1', birthDate: `${year - 38}-03-21` },
        address: `${COUNTY.name}富春江镇测试五路9号1幢902室`,
        number: residentNumber('810000', `${year - 38}-03-21`, 5),
        ...{ authority: COUNTY.authority, validFrom: '2023-05-10', validTo: '2028-05-10' },
        ...{ passNumber: 'H00000001', issueCount: '01' },
      },
      life: { insurance: 'resident' },
    }),
    // Characters of four GB18030 bytes in the name, born on a 29 February.
    named(today, {
      id: 'rare-name',
      sex: 'male',
      document: resident(
        today,
        '𠮷㐀䶮',
        '1',
        `${leapYear(year - 30)}-02-29`,
        7,
        '横村镇测试一路3号2幢301室',
        {
          ...{ code: '22', name: '畲' },
        },
      ),
      life: { insurance: 'resident', citizenCard: true },
    }),
    named(today, {
      id: 'zhao-minor',
      sex: 'male',
      document: resident(today, '赵晨', '1', `${year - 17}-12-20`, 9, '分水镇测试二路77号6幢204室'),
      life: { insurance: 'resident', citizenCard: true },
    }),
  ];
};

const leapYear = (atMost: number): number => atMost - (atMost % 4);

const NOTHING: Omit<Life, 'phone'> = {
  licence: null,
  violations: [],
  insurance: null,
  employer: null,
  retired: false,
  homes: 0,
  mortgaged: false,
  elderCardSince: null,
  citizenCard: false,
  busConcession: false,
  remoteFiling: null,
  migrant: false,
};

type Named = {
  readonly id: string;
  readonly sex: Sex;
  readonly document: IdentityDocument;
  readonly life: Partial<Life>;
};

const named = (today: string, { id, sex, document, life }: Named): Resident => {
  const whole: Life = {
    ...NOTHING,
    phone: `1990001${document.number.slice(-5, -1).replace(/\D/g, '0')}`,
    ...life,
  };
  const tags: readonly CitizenTag[] = ['named', ...tagsOf(whole, today)];
  return {
    citizen: describeCitizen(id, `h-${id}`, document, sex, today, tags),
    life: whole,
    address: homeOf(document),
    members: [{ id, relation: '户主' }],
  };
};

const homeOf = (document: IdentityDocument): string => {
  if (document.type === 'resident') return registeredAddress(document);
  return 'address' in document ? document.address : `${COUNTY.name}城南街道测试五路100号1幢1201室`;
};

const resident = (
  today: string,
  name: string,
  sex: '1' | '2',
  birthDate: string,
  sequence: number,
  address: string,
  nation: { readonly code: string; readonly name: string } = { code: '01', name: '汉' },
): ResidentCard => {
  const age = yearOf(today) - yearOf(birthDate);
  const validFrom = civilDate(yearOf(today) - 2, 6, 15);
  return {
    type: 'resident',
    ...{ name, sex, birthDate, validFrom, address: `${COUNTY.name}${address}`, appendedAddresses: [] },
    ...{ nationCode: nation.code, nation: nation.name },
    number: residentNumber(COUNTY.code, birthDate, sequence),
    authority: COUNTY.authority,
    validTo: age >= 48 ? null : addYears(validFrom, age < 18 ? 5 : age < 28 ? 10 : 20),
  };
};
