import type { Chance } from './chance.ts';

/** GB/T 2260 code and name of the county all this plays in. */
export const COUNTY = { code: '330122', name: '浙江省杭州市桐庐县', authority: '桐庐县公安局' };

type Area = { readonly code: string; readonly name: string; readonly authority: string };

/** Where people who came for work are registered. */
const ELSEWHERE: readonly [Area, ...Area[]] = [
  { code: '341024', name: '安徽省黄山市祁门县', authority: '祁门县公安局' },
  { code: '361123', name: '江西省上饶市玉山县', authority: '玉山县公安局' },
  { code: '522631', name: '贵州省黔东南州黎平县', authority: '黎平县公安局' },
  { code: '411523', name: '河南省信阳市新县', authority: '新县公安局' },
];
const TOWNS: readonly [string, ...string[]] = [
  '桐君街道',
  '城南街道',
  '旧县街道',
  '凤川街道',
  '富春江镇',
  '横村镇',
  '分水镇',
  '瑶琳镇',
  '莪山畲族乡',
];

/** Every street is a test street: 测试路 names the machine's world, not a household. */
const inTown = (chance: Chance): string =>
  `${chance.pick(TOWNS)}测试${chance.pick(['一', '二', '三', '四', '五'])}路${chance.between(1, 199)}号${chance.between(1, 12)}幢${chance.between(1, 18)}0${chance.between(1, 4)}室`;

export const countyAddress = (chance: Chance): string => `${COUNTY.name}${inTown(chance)}`;

export const areaElsewhere = (chance: Chance): Area => chance.pick(ELSEWHERE);

/** The maternity hospital of the area a number begins with: who is registered there was born there. */
export const maternityHospital = (areaCode: string): string => {
  const { authority } = ELSEWHERE.find(({ code }) => code === areaCode) ?? COUNTY;
  return authority.replace('公安局', '测试妇幼保健院');
};

export const villageAddress = (area: Area, chance: Chance): string =>
  `${area.name}测试乡样例村${chance.between(1, 199)}号`;
