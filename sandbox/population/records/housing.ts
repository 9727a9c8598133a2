import { createChance } from '../chance.ts';
import { addDays, addYears, civilDate, monthsBefore, yearOf } from '../civil-date.ts';
import type { Resident } from '../resident.ts';
import type { RecordWriter } from './record.ts';

const housingFund: RecordWriter = ({ citizen, life }, { seed, today, circumstances }) => {
  const { jobless, retiredOn } = circumstances;
  if (life.employer === null && jobless === null && retiredOn === null) return null;
  const chance = createChance(seed, 'housing-fund', citizen.id);
  if (retiredOn !== null && !chance.happens(0.3)) return null;
  const isActive = life.employer !== null;
  const baseFen = chance.between(50, 200) * 10_000;
  const monthlyFen = Math.round(baseFen * 0.24);
  const openMonths = chance.between(2, 180);
  const months = monthsBefore(isActive ? today : (jobless?.leftOn ?? retiredOn ?? today), 3);
  const balanceFen = monthlyFen * Math.min(openMonths, 40) + chance.between(0, 500_000);
  const rentLimitFen = life.homes > 0 ? 0 : 1_440_000;
  return {
    accountNo: `3301220${chance.between(10_000_000, 99_999_999)}`,
    unitName: life.employer ?? '桐庐测试针织有限公司',
    status: isActive ? '正常' : '封存',
    balanceFen,
    monthlyFen,
    baseFen,
    openedOn: addDays(today, -openMonths * 30),
    lastMonth: months[0] ?? null,
    continuousMonths: isActive ? openMonths : 0,
    rentUsedFen: rentLimitFen > 0 && chance.happens(0.4) ? chance.between(1, 14) * 100_000 : 0,
    rentLimitFen,
    entrusted: isBorrower({ life }) && isActive && chance.happens(0.5),
    entries: months.map((month, back) => ({
      ...{
        on: `${month}-15`,
        kind: '汇缴',
        amountFen: monthlyFen,
        balanceFen: balanceFen - back * monthlyFen,
      },
    })),
  };
};

const isBorrower = ({ life }: Pick<Resident, 'life'>): boolean => life.mortgaged;

/** Written from the home: husband and wife owe it together. One in six has paid it off and left the lien in the register. */
const housingFundLoan: RecordWriter = (resident, { seed, today }) => {
  const { citizen, life, address } = resident;
  if (!isBorrower(resident)) return null;
  const chance = createChance(seed, 'housing-fund-loan', citizen.household);
  const termMonths = chance.pick([120, 180, 240, 360]);
  const isSettled = isLoanSettled(citizen.household, seed) && !citizen.tags.includes('named');
  const paid = isSettled ? termMonths : chance.between(6, termMonths - 12);
  const loanFen = chance.between(20, 100) * 1_000_000;
  const principalFen = Math.round(loanFen / termMonths);
  const balanceFen = isSettled ? 0 : loanFen - principalFen * paid;
  const startOn = addDays(today, -Math.round(paid * 30.44));
  const interestFen = Math.round((balanceFen * 0.026) / 12);
  return {
    contractNo: `桐公积贷〔测试〕${chance.between(100_000, 999_999)}`,
    loanFen,
    balanceFen,
    monthlyFen: isSettled ? 0 : principalFen + interestFen,
    termMonths,
    startOn,
    settledOn: isSettled ? addDays(today, -chance.between(10, 300)) : null,
    house: life.homes > 0 ? address : null,
    status: isSettled ? '已结清' : chance.happens(0.05) ? '逾期' : '正常还款',
    bank: '测试农村商业银行桐庐支行',
    plan: isSettled
      ? []
      : [1, 2, 3].map((ahead) => ({
          month: civilDate(yearOf(today), Number(today.slice(5, 7)) + ahead, 1).slice(0, 7),
          ...{ principalFen, interestFen },
        })),
  };
};

/** The lender has agreed to take the lien off a home whose loan is paid. */
export const isLoanSettled = (household: string, seed: string): boolean =>
  createChance(seed, 'loan-settled', household).happens(0.18);

/** A new home bought and filed but not yet transferred, or a lease; a landlord is another citizen's alias nobody needs. */
const houseContract: RecordWriter = ({ citizen, life, address }, { seed, today, circumstances }) => {
  if (citizen.tags.includes('named')) return null;
  const { tenancy } = circumstances;
  const home = createChance(seed, 'sale-contract', citizen.household);
  const hasBought = life.homes > 0 && home.happens(0.12);
  const isTenant = tenancy === 'private';
  if (!hasBought && !isTenant) return null;
  const filedOn = addDays(today, -home.between(20, 900));
  const lease = createChance(seed, 'lease', citizen.household);
  const from = addDays(today, -lease.between(20, 340));
  return {
    saleNo: hasBought ? `桐网签${yearOf(filedOn)}${home.between(100_000, 999_999)}` : null,
    saleHouse: hasBought
      ? `浙江省杭州市桐庐县城南街道测试大道${home.between(1, 99)}号${home.between(1, 20)}幢`
      : null,
    saleFen: hasBought ? home.between(70, 260) * 1_000_000 : null,
    saleFiledOn: hasBought ? filedOn : null,
    seller: hasBought ? '桐庐测试置业有限公司' : null,
    rentNo: isTenant ? `桐租备${yearOf(from)}${lease.between(100_000, 999_999)}` : null,
    rentHouse: isTenant ? address : null,
    rentFen: isTenant ? lease.between(8, 30) * 10_000 : null,
    rentFrom: isTenant ? from : null,
    rentTo: isTenant ? addYears(from, 1) : null,
    landlord: isTenant ? '测试房东' : null,
  };
};

const maintenanceFund: RecordWriter = ({ citizen, life, address }, { seed }) => {
  if (life.homes === 0) return null;
  const chance = createChance(seed, 'maintenance-fund', citizen.household);
  const paidFen = chance.between(4_000, 12_000) * 100;
  const usedFen = chance.happens(0.4) ? chance.between(100, 2_000) * 100 : 0;
  return {
    house: address,
    owner: citizen.name,
    accountNo: `WX330122${chance.between(100_000, 999_999)}`,
    balanceFen: paidFen - usedFen,
    paidFen,
    usedFen,
    lastUse: usedFen === 0 ? null : chance.pick(['屋面防水维修', '电梯大修', '外墙修缮']),
  };
};

const publicRental: RecordWriter = (resident, context) => {
  const { citizen, address } = resident;
  if (context.circumstances.tenancy !== 'public') return null;
  const chance = createChance(context.seed, 'public-rental', citizen.household);
  const guarantee = chance.pick(['实物配租', '实物配租', '租赁补贴', '轮候中'] as const);
  const isTenant = guarantee === '实物配租';
  const monthlyFen = chance.between(120, 480) * 100;
  return {
    house: isTenant ? address : null,
    contractTo: isTenant ? addDays(context.today, chance.between(5, 700)) : null,
    monthlyFen: isTenant ? monthlyFen : null,
    arrearsFen: isTenant ? (chance.happens(0.2) ? monthlyFen * chance.between(1, 3) : 0) : null,
    guarantee,
    queueNo: guarantee === '轮候中' ? `LH${chance.between(1_000, 9_999)}` : null,
  };
};

/** Written from the home as the meters are: everybody sees the same accounts. Only what is unpaid is due. */
const utilityAccount: RecordWriter = (resident, context) => {
  const { citizen, life, address, members } = resident;
  if (life.migrant || citizen.age < 18) return null;
  const { today } = context;
  const chance = createChance(context.seed, 'utility-account', citizen.household);
  const holder = members[0] === undefined ? undefined : context.neighbour(members[0].id);
  const hasGas = chance.happens(0.8);
  const bills = monthsBefore(today, 2).flatMap((period, back) => {
    const isPaid = back > 0 || chance.happens(0.45);
    const bill = (kind: string, usage: number, amountFen: number) => ({
      ...{ kind, period, usage, amountFen, state: isPaid ? '已缴' : '未缴' },
    });
    const [water, power, gas] = [chance.between(5, 40), chance.between(60, 500), chance.between(5, 50)];
    return [
      bill('水', water, water * 290),
      bill('电', power, power * 54),
      ...(hasGas ? [bill('燃气', gas, gas * 310)] : []),
    ];
  });
  const due = (wanted: string) =>
    bills
      .filter(({ kind, state }) => kind === wanted && state !== '已缴')
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return {
    waterNo: `1${chance.between(10_000_000, 99_999_999)}`,
    waterAddress: address,
    waterDueFen: due('水'),
    powerNo: `33${chance.between(10_000_000, 99_999_999)}`,
    powerAddress: address,
    powerDueFen: due('电'),
    gasNo: hasGas ? `7${chance.between(10_000_000, 99_999_999)}` : null,
    gasAddress: hasGas ? address : null,
    gasDueFen: hasGas ? due('燃气') : null,
    holder: holder?.citizen.name ?? citizen.name,
    bills,
  };
};

export const housingRecords = {
  'housing-fund': housingFund,
  'housing-fund-loan': housingFundLoan,
  'house-contract': houseContract,
  'maintenance-fund': maintenanceFund,
  'public-rental': publicRental,
  'utility-account': utilityAccount,
} satisfies Record<string, RecordWriter>;
