import { parseCompactDate } from './civil-date.ts';

/** Which numbering a personal number follows, and what it says about its holder. */
export type IdNumber = {
  readonly kind: 'resident' | 'resident-15' | 'hmt' | 'foreigner-old' | 'foreigner-new';
  /** The number in the form systems compare: 18 characters for a first-generation one, `X` in capitals. */
  readonly number: string;
  /** `null` for the 2017 foreigner's number, which has a year of two digits. */
  readonly birthDate: string | null;
};

/**
 * The first two digits of a region (GB/T 2260). More is not tested on purpose: county codes that were
 * abolished live on in the numbers of everybody born there.
 */
const provinces: ReadonlySet<string> = new Set([
  ...['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37'],
  ...['41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'],
]);

/** Hong Kong, Macau and Taiwan on residence permits; nothing else begins with 8. */
const hmtRegions: ReadonlySet<string> = new Set(['810000', '820000', '830000']);

/**
 * Checks a personal number: GB 11643-1999 (18 characters), its 15-digit forerunner, residence permits of
 * Hong Kong, Macau and Taiwan residents, and both foreigner's numbers.
 *
 * @param typed as typed or read; blanks around it and a small `x` are forgiven, full-width is not
 * @param today civil date `YYYY-MM-DD`; nobody is born after it
 * @returns `null` when it is no such number
 */
export function parseIdNumber(typed: string, today: string): IdNumber | null {
  const number = typed.trim().replace(/x$/, 'X');
  if (/^\d{17}[\dX]$/.test(number)) return parse18(number, today);
  if (/^\d{15}$/.test(number)) return parse15(number, today);
  if (/^[A-Z]{3}\d{12}$/.test(number)) return parseForeignerOld(number);
  return null;
}

/** ISO 7064 MOD 11-2 over the first 17 digits, the check character of GB 11643. */
export function checkCharacter(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17.charAt(at)), 0);
  return '10X98765432'.charAt(sum % 11);
}

function parse18(number: string, today: string): IdNumber | null {
  const birthDate = pastDate(number.slice(6, 14), today);
  if (birthDate === null || checkCharacter(number) !== number.charAt(17)) return null;
  const region = number.slice(0, 6);
  if (hmtRegions.has(region)) return { kind: 'hmt', number, birthDate };
  // 9, province, ISO 3166 numeric country.
  if (region.startsWith('9')) {
    return provinces.has(region.slice(1, 3)) ? { kind: 'foreigner-new', number, birthDate } : null;
  }
  return provinces.has(region.slice(0, 2)) ? { kind: 'resident', number, birthDate } : null;
}

function parse15(number: string, today: string): IdNumber | null {
  const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
  const upgraded = parse18(first17 + checkCharacter(first17), today);
  return upgraded?.kind === 'resident' ? { ...upgraded, kind: 'resident-15' } : null;
}

/** Three letters, region, YYMMDD, one digit, check: weights 7 3 1, A = 10 … Z = 35, sum modulo 10. */
function parseForeignerOld(number: string): IdNumber | null {
  const weights = [7, 3, 1];
  const sum = [...number.slice(0, 14)].reduce(
    (total, character, at) => total + Number.parseInt(character, 36) * (weights[at % 3] ?? 0),
    0,
  );
  const yearless = number.slice(7, 13);
  const isDay = ['19', '20'].some((century) => parseCompactDate(century + yearless) !== null);
  const isWhole = sum % 10 === Number(number.charAt(14));
  return isDay && isWhole ? { kind: 'foreigner-old', number, birthDate: null } : null;
}

function pastDate(compact: string, today: string): string | null {
  const date = parseCompactDate(compact);
  return date !== null && date <= today ? date : null;
}
