import { createChance } from '../chance.ts';
import { yearOf } from '../civil-date.ts';
import type { RecordWriter } from './record.ts';
import { welfareRecords } from './welfare.ts';

/** Contracted by the household in the second round, 1999 to 2028, under its head's name. */
const landContract: RecordWriter = ({ citizen, members, address }, { seed, circumstances, neighbour }) => {
  if (!circumstances.farms || citizen.age < 18) return null;
  const chance = createChance(seed, 'land-contract', citizen.household);
  const head = members[0] === undefined ? undefined : neighbour(members[0].id);
  return {
    certNo: `330122${chance.between(100_000_000, 999_999_999)}J`,
    village: `${/县(.{2,8}?(?:街道|镇|乡))/.exec(address)?.[1] ?? ''}样例村股份经济合作社`,
    areaMu: chance.between(8, 90) / 10,
    plots: chance.between(1, 7),
    from: '1999-01-01',
    to: '2028-12-31',
    plantedMu: chance.happens(0.2) ? chance.between(100, 800) / 10 : 0,
    householder: head?.citizen.name ?? citizen.name,
  };
};

const agriSubsidy: RecordWriter = (resident, context) => {
  const land = landContract(resident, context);
  if (land === null) return null;
  const chance = createChance(context.seed, 'agri-subsidy', resident.citizen.household);
  const mu = Number(land.areaMu);
  return {
    items: [1, 2].map((back) => {
      const year = yearOf(context.today) - back;
      return {
        ...{ project: '耕地地力保护补贴', year, basis: `承包面积${mu}亩` },
        ...{ amountFen: Math.round(mu * 9_000), on: `${year}-06-${chance.between(10, 28)}` },
      };
    }),
  };
};

/** Entries follow the lives: a marriage, an only child, land, an educated youth of the seventies. */
const archiveIndex: RecordWriter = (resident, context) => {
  const { citizen } = resident;
  if (citizen.document.type !== 'resident' || citizen.age < 18 || citizen.tags.includes('named')) return null;
  const chance = createChance(context.seed, 'archive-index', citizen.id);
  const no = (series: string, year: number) => `${series}-${year}-${chance.between(1_000, 9_999)}`;
  const registeredOn = welfareRecords.marriage(resident, context)?.registeredOn;
  const wed = typeof registeredOn === 'string' ? yearOf(registeredOn) : null;
  const built =
    context.circumstances.farms && chance.happens(0.6) ? yearOf(context.today) - chance.between(8, 30) : null;
  const isYouth = yearOf(citizen.birthDate) <= 1962 && chance.happens(0.3);
  const marriageNo = wed === null ? null : no('HY', wed);
  const buildNo = built === null ? null : no('JF', built);
  const youthNo = isYouth ? no('ZQ', 1975) : null;
  const titleOf = (what: string) => `${citizen.name}${what}`;
  const items = [
    ...(marriageNo === null || wed === null
      ? []
      : [file('婚姻登记', marriageNo, titleOf('婚姻登记审查处理表'), wed)]),
    ...(buildNo === null || built === null
      ? []
      : [file('农民建房审批', buildNo, titleOf('农村私人建房用地审批表'), built)]),
    ...(youthNo === null ? [] : [file('知青', youthNo, titleOf('知识青年上山下乡登记表'), 1975)]),
    ...(context.circumstances.farms
      ? [file('承包地确权', no('QQ', 2016), titleOf('户土地承包经营权登记表'), 2016)]
      : []),
    ...(context.circumstances.service === null
      ? []
      : [
          file(
            '复员退伍',
            no('TW', yearOf(context.circumstances.service.dischargedOn)),
            titleOf('退役登记表'),
            yearOf(context.circumstances.service.dischargedOn),
          ),
        ]),
  ];
  if (items.length === 0) return null;
  return {
    items,
    marriageNo,
    marriageTitle: marriageNo === null ? null : titleOf('婚姻登记审查处理表'),
    buildNo,
    buildTitle: buildNo === null ? null : titleOf('农村私人建房用地审批表'),
    youthNo,
    youthTitle: youthNo === null ? null : titleOf('知识青年上山下乡登记表'),
    sealNo: `桐档证${yearOf(context.today)}${chance.between(1_000, 9_999)}`,
  };
};

const file = (kind: string, no: string, title: string, year: number) => ({
  kind,
  no,
  title,
  year,
  pages: 1 + (year % 7),
});

export const countrysideRecords = {
  'land-contract': landContract,
  'agri-subsidy': agriSubsidy,
  'archive-index': archiveIndex,
} satisfies Record<string, RecordWriter>;
