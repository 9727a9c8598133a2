/**
 * What of a person's data is shown, printed and spoken: enough to recognise oneself, not enough for the
 * next in the queue. A mask never shows more for a value it does not understand: it hides all of it.
 */

const STAR = '＊';

/** Two-character surnames a citizen may bear: 欧阳明 is shown 欧阳＊, not 欧＊明. */
const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 完颜 纳兰'.split(
    ' ',
  ),
);

const HAN_NAME = /^[\p{Script=Han}·•]+$/u;

/**
 * 张三 → 张＊, 王秀云 → 王＊云, 欧阳明 → 欧阳＊, 司马相如 → 司马＊如; 买买提·艾力 → 买＊·＊;
 * MARIA SCHMIDT → M＊ S＊. Counts characters, not UTF-16 units: rare characters are one.
 */
export const maskName = (name: string): string => {
  const trimmed = name.trim();
  if (trimmed === '') return '';
  if (!HAN_NAME.test(trimmed)) return maskWords(trimmed, /[\s,]+/u, ' ');
  if (/[·•]/u.test(trimmed)) {
    const [given = '', ...rest] = trimmed.split(/[·•]/u);
    return [`${[...given][0] ?? ''}${STAR}`, ...rest.map(() => STAR)].join('·');
  }
  const characters = [...trimmed];
  if (characters.length === 1) return STAR;
  const surnameLength =
    characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1;
  const surname = characters.slice(0, surnameLength).join('');
  const given = characters.slice(surnameLength);
  return given.length === 1 ? `${surname}${STAR}` : `${surname}${STAR}${given.at(-1)}`;
};

const maskWords = (text: string, separator: RegExp, joint: string): string =>
  text
    .split(separator)
    .filter((word) => word !== '')
    .map((word) => `${[...word][0] ?? ''}${STAR}`)
    .join(joint);

/** 330122196001010026 → `330*************26`; also the 15-character numbers of older foreign permits. */
export const maskNumber = (number: string): string =>
  number.length < 8
    ? '*'.repeat(number.length)
    : `${number.slice(0, 3)}${'*'.repeat(number.length - 5)}${number.slice(-2)}`;

/** 13812345678 → `138****5678`; a land line keeps its last four. */
export const maskPhone = (phone: string): string => {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return phone.length < 7 ? '*'.repeat(phone.length) : `${'*'.repeat(phone.length - 4)}${phone.slice(-4)}`;
};
