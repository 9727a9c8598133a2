import { type Chance, createChance } from '../chance.ts';
import { addDays, yearOf } from '../civil-date.ts';
import { COUNTY } from '../places.ts';
import { isLoanSettled } from './housing.ts';
import { type RecordWriter, spouseOf } from './record.ts';

/** Written from the home, not the person, so husband and wife see the same certificate and the same lien. */
const realEstate: RecordWriter = (resident, context) => {
  const { citizen, life, address } = resident;
  if (life.homes === 0) return null;
  const chance = createChance(context.seed, 'real-estate', citizen.household);
  const items = Array.from({ length: life.homes }, (_, order) =>
    describe(order, address, life.mortgaged, chance),
  );
  const home = items[0];
  if (home === undefined) return null;
  const registeredOn = addDays(context.today, -chance.between(300, 5_000));
  return {
    certNo: home.certNo,
    unitNo: `${COUNTY.code}001001GB${chance.between(10_000, 99_999)}F${chance.between(1_000_000, 9_999_999)}`,
    holder: citizen.name,
    location: home.location,
    areaSqm: home.areaSqm,
    usage: home.usage,
    shared: spouseOf(resident, context) === undefined ? '单独所有' : '共同共有',
    registeredOn,
    mortgaged: life.mortgaged,
    mortgagee: life.mortgaged ? '测试农村商业银行桐庐支行' : null,
    mortgageNo: life.mortgaged
      ? `浙(${yearOf(registeredOn)})桐庐县不动产证明第${chance.between(1_000_000, 9_999_999)}号`
      : null,
    mortgageReleased: life.mortgaged
      ? !citizen.tags.includes('named') && isLoanSettled(citizen.household, context.seed)
      : null,
    sealed:
      !citizen.tags.includes('named') &&
      createChance(context.seed, 'sealed', citizen.household).happens(0.02),
    count: items.filter(({ usage }) => usage === '住宅').length,
    items,
  };
};

/** The first is where they live; a second stands in the same street. Only the first carries the loan. */
const describe = (order: number, address: string, mortgaged: boolean, chance: Chance) => ({
  certNo: `浙(${chance.between(2016, 2025)})桐庐县不动产权第${chance.between(1_000_000, 9_999_999)}号`,
  location: order === 0 ? address : `${COUNTY.name}城南街道测试大道${chance.between(1, 99)}号商铺`,
  areaSqm: order === 0 ? chance.between(450, 1_600) / 10 : chance.between(200, 900) / 10,
  usage: order === 0 ? '住宅' : '商业',
  state: order === 0 && mortgaged ? '抵押' : '正常',
});

export const propertyRecords = { 'real-estate': realEstate } satisfies Record<string, RecordWriter>;
