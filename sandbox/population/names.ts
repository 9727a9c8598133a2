import type { Chance, Weighted } from './chance.ts';
import type { Sex } from './citizen.ts';

const SURNAMES: readonly [Weighted<string>, ...Weighted<string>[]] = [
  [70, '王'],
  [72, '李'],
  [65, '张'],
  [50, '陈'],
  [48, '徐'],
  [45, '周'],
  [40, '吴'],
  [36, '方'],
  [34, '申屠'],
  [30, '俞'],
  [28, '袁'],
  [26, '濮'],
  [24, '钟'],
  [22, '雷'],
  [20, '蓝'],
  [18, '胡'],
  [16, '章'],
  [12, '诸葛'],
  [8, '欧阳'],
];
const MALE: readonly [string, ...string[]] = [
  '国强',
  '建华',
  '志明',
  '伟',
  '俊杰',
  '浩然',
  '子轩',
  '海涛',
  '文斌',
  '鑫',
  '立新',
  '一鸣',
];
const FEMALE: readonly [string, ...string[]] = [
  '秀英',
  '丽华',
  '娜',
  '雨欣',
  '慧敏',
  '晓燕',
  '梦洁',
  '玉兰',
  '佳怡',
  '芳',
  '淑珍',
  '思琪',
];
/** Characters of real names a GBK-only system breaks: CJK extensions A, B and later, in and beyond the basic plane. */
const RARE: readonly [string, ...string[]] = ['𠮷', '㐀', '䶮', '𫖯', '𬱖', '㛃'];
const GIVEN_LATIN: Readonly<Record<Sex, readonly [string, ...string[]]>> = {
  male: ['PETER', 'THOMAS', 'LUCAS', 'IVAN', 'DANIEL'],
  female: ['ANNA', 'SOPHIE', 'ELENA', 'EMMA', 'YUKI'],
};
const FAMILY_LATIN: readonly [string, ...string[]] = ['EXAMPLE', 'SAMPLE', 'TESTMANN', 'MUSTER', 'SPECIMEN'];

export const surname = (chance: Chance): string => chance.pickWeighted(SURNAMES);

/** One in 250 carries a rare character: a population without them hides the printer's and the font's trouble. */
export const givenName = (chance: Chance, sex: Sex): string => {
  const given = chance.pick(sex === 'male' ? MALE : FEMALE);
  return chance.happens(0.004) ? `${chance.pick(RARE)}${given.slice(0, 1)}` : given;
};

/** Latin name in the order of the card: family name, given name. */
export const latinName = (chance: Chance, sex: Sex): string =>
  `${chance.pick(FAMILY_LATIN)}, ${chance.pick(GIVEN_LATIN[sex])}`;

/** Outside the basic GBK repertoire, that is CJK extension A or a supplementary plane. */
export const hasRareCharacter = (name: string): boolean =>
  /[\u3400-\u4dbf]|[\u{20000}-\u{3ffff}]/u.test(name);

/** GB/T 3304 code and name, as common here: She people live in these hills, the others came for work. */
export const NATIONS: readonly [Weighted<Nation>, ...Weighted<Nation>[]] = [
  [955, { code: '01', name: '汉' }],
  [18, { code: '22', name: '畲' }],
  [6, { code: '06', name: '苗' }],
  [6, { code: '15', name: '土家' }],
  [5, { code: '03', name: '回' }],
  [4, { code: '08', name: '壮' }],
  [3, { code: '09', name: '布依' }],
  [2, { code: '05', name: '维吾尔' }],
  [1, { code: '29', name: '柯尔克孜' }],
];
export type Nation = { readonly code: string; readonly name: string };
