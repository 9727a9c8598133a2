import { createChance } from '../chance.ts';
import { addDays, yearOf } from '../civil-date.ts';
import type { DataRecord } from './record.ts';

/** Sets that are about nobody: directories and catalogues, asked for by a word. */
export type Directory = (key: string, today: string, seed: string) => DataRecord | null;

const DRUGS = [
  { name: '阿莫西林胶囊', form: '口服常释剂型', class: '甲类', rule: '', selfPct: 0 },
  { name: '二甲双胍片', form: '口服常释剂型', class: '甲类', rule: '', selfPct: 0 },
  { name: '氨氯地平片', form: '口服常释剂型', class: '甲类', rule: '', selfPct: 0 },
  { name: '阿托伐他汀钙片', form: '口服常释剂型', class: '乙类', rule: '', selfPct: 5 },
  { name: '胰岛素注射液', form: '注射剂', class: '甲类', rule: '', selfPct: 0 },
  { name: '奥司他韦胶囊', form: '口服常释剂型', class: '乙类', rule: '限重症流感高危人群', selfPct: 10 },
  { name: '连花清瘟胶囊', form: '中成药', class: '甲类', rule: '', selfPct: 0 },
  { name: '人血白蛋白', form: '注射剂', class: '乙类', rule: '限抢救、重症', selfPct: 15 },
] as const;

const drugCatalogue: Directory = (keyword) => {
  const items = keyword.trim() === '' ? [] : DRUGS.filter(({ name }) => name.includes(keyword.trim()));
  return { items: items.map((drug) => ({ ...drug, rule: drug.rule === '' ? null : drug.rule })) };
};

const OFFICES = [
  ['桐庐县测试律师事务所', '律师事务所'],
  ['桐庐县测试公证处', '公证处'],
  ['桐庐县法律援助中心', '法律援助中心'],
  ['桐君街道人民调解委员会', '人民调解委员会'],
  ['分水镇人民调解委员会', '人民调解委员会'],
  ['桐庐测试司法鉴定所', '司法鉴定机构'],
] as const;

/** The options of a form are slugs or labels; whatever is no kind of office here asks for all of them. */
const legalServices: Directory = (wanted) => {
  const ofKind = OFFICES.filter(([, kind]) => kind === wanted);
  return {
    items: (ofKind.length > 0 ? ofKind : OFFICES).map(([name, kind], order) => ({
      ...{ name, kind, address: `桐庐县城南街道测试一路${order + 1}号`, phone: `0571-0000${1_000 + order}` },
      hours: '工作日 8:30—17:00',
    })),
    notarySlots: '工作日上午9:00、10:00，下午14:00、15:00',
  };
};

const TOWNS = ['桐君', '城南', '旧县', '凤川', '富春江', '横村', '分水', '瑶琳', '莪山'] as const;

/** By a community or a whole address; both name their township. */
const schoolDistrict: Directory = (place, today) => {
  const town = TOWNS.findIndex((name) => place.includes(name));
  if (place.trim() === '') return null;
  const [primary, middle] =
    town % 2 === 0
      ? ['桐庐县测试第一小学', '桐庐县测试初级中学']
      : ['桐庐县测试第二小学', '桐庐县样例初级中学'];
  return {
    ...{ community: place, primary, middle },
    warning: town === 1 ? '红色预警' : town === 0 ? '黄色预警' : '正常',
    year: yearOf(today),
  };
};

/** Every twenty-digit number of the sandbox's own series was issued; any other was not. */
const invoice: Directory = (number, today, seed) => {
  const known = /^263300000\d{11}$/.test(number);
  const chance = createChance(seed, 'invoice', number);
  return {
    number,
    on: known ? addDays(today, -chance.between(1, 300)) : null,
    seller: known ? '桐庐测试商贸有限公司' : null,
    buyer: known ? '个人' : null,
    amountFen: known ? chance.between(10, 5_000) * 100 : null,
    state: known
      ? chance.pickWeighted([
          [9, '查验一致'],
          [1, '已红冲'],
        ])
      : '查无此票',
  };
};

export const DIRECTORIES: Readonly<Record<string, Directory>> = {
  'drug-catalogue': drugCatalogue,
  'legal-services': legalServices,
  'school-district': schoolDistrict,
  invoice,
};

/** Words that find something in one of them: what a person who knows the county asks for. */
export const DIRECTORY_WORDS: readonly string[] = [
  '胶囊',
  '公证处',
  '城南街道',
  '浙江省杭州市桐庐县城南街道',
  '26330000012345678901',
];
