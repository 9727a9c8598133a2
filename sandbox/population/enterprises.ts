import type { Circumstances } from './circumstances.ts';
import type { Resident } from './resident.ts';

/** GB 32100 alphabet: digits and letters without I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const creditCheck = (body: string): string => {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '0';
};

/** GB 11714 check digit of the eight characters of an organisation code. */
const organisationCheck = (body: string): number => {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((total, c, i) => total + Number.parseInt(c, 36) * (weights[i] ?? 0), 0);
  return (11 - (sum % 11)) % 11;
};

/** GB 32100 §5: 18 characters of its alphabet, of which the last is the check of the others. */
export const isCreditCode = (text: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) && creditCheck(text.slice(0, 17)) === text[17];

/**
 * 统一社会信用代码 with a right check character of its own around an organisation code whose check digit is wrong: a form
 * takes it, and no real enterprise can have it. The owner's index is in it, so the register needs no list.
 */
const creditCodeAt = (index: number, type: string): string => {
  const organisation = `TT${String(index).padStart(6, '0')}`;
  const wrong = (organisationCheck(organisation) + 1) % 10;
  const body = `${type === '个体工商户' ? '92' : type === '农民专业合作社' ? '93' : '91'}330122${organisation}${wrong}`;
  return `${body}${creditCheck(body)}`;
};

const KINDS: Readonly<Record<string, string>> = {
  餐饮: '小吃店',
  食杂: '便利店',
  针织: '针织厂',
  物流: '运输服务部',
  农产品: '农产品经营部',
};

/** The business a person runs, as the register names it; undefined for who runs none. */
export const enterpriseOf = (
  { citizen }: Resident,
  { business }: Circumstances,
): { readonly creditCode: string; readonly name: string } | undefined => {
  const index = /^c(\d{6})$/.exec(citizen.id)?.[1];
  if (business === null || index === undefined) return undefined;
  const suffix =
    business.type === '有限责任公司' ? '有限公司' : business.type === '农民专业合作社' ? '专业合作社' : '';
  return {
    creditCode: creditCodeAt(Number(index), business.type),
    name: `桐庐测试${index}号${KINDS[business.trade] ?? '商店'}${suffix}`,
  };
};

/** Whose business it can be by its credit code or its full name: the id of the owner, to be checked against the record. */
export const ownerOfEnterprise = (codeOrName: string): string | undefined => {
  const index = /^9[123]330122TT(\d{6})/.exec(codeOrName)?.[1] ?? /^桐庐测试(\d{6})号/.exec(codeOrName)?.[1];
  return index === undefined ? undefined : `c${index}`;
};
