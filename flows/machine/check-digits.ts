import { isCivilDate } from '../cel/civil-date.ts';

/**
 * Numbers that carry a check character, so that a slip of the finger is told at the machine. Pure and total: any
 * text is right or not.
 */
export type CheckedNumber = 'gb11643' | 'gb32100';

export const hasCheckDigit: Readonly<Record<CheckedNumber, (text: string) => boolean>> = {
  gb11643: isCitizenNumber,
  gb32100: isCreditCode,
};

/** 公民身份号码, GB 11643-1999 §4: 17 digits with a birth date in them, and a check character of ISO 7064 MOD 11-2. */
function isCitizenNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (const [position, character] of [...text].entries())
    sum += (character === 'X' ? 10 : Number(character)) * (2 ** (17 - position) % 11);
  return sum % 11 === 1 && isBirthDate(text.slice(6, 14));
}

function isBirthDate(digits: string): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isCivilDate(iso);
}

/** Digits and capitals without I, O, S, V, Z, which are taken for 1, 0, 5, U, 2. */
const CREDIT_CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码, GB 32100-2015 §5: 17 characters, weighted with powers of 3 modulo 31, and a check character. */
function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false;
  let sum = 0;
  for (const [position, character] of [...text.slice(0, 17)].entries())
    sum += CREDIT_CODE_CHARACTERS.indexOf(character) * (3 ** position % 31);
  return CREDIT_CODE_CHARACTERS[(31 - (sum % 31)) % 31] === text[17];
}
