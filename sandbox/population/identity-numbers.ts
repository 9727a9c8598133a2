/**
 * Numbers as they are issued. Written from the standards for the sandbox alone: it must not share the check
 * the kiosk uses, or one mistake hides the other.
 */

/** ISO 7064 MOD 11-2 over decimal digits: the check character of GB 11643. */
export const mod11Check = (digits: string): string => {
  let remainder = 0;
  for (const digit of digits) remainder = ((remainder + Number(digit)) * 2) % 11;
  const check = (12 - remainder) % 11;
  return check === 10 ? 'X' : String(check);
};

/** GB 11643: area (GB/T 2260), date of birth, sequence (odd male, even female), check. */
export const residentNumber = (area: string, birthDate: string, sequence: number): string => {
  const body = `${area}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return `${body}${mod11Check(body)}`;
};

/** Permanent residence number since 2023-12-01: 9, province, country (ISO 3166-1 numeric), then as GB 11643. */
export const foreignerNumber2023 = (
  province: string,
  country: string,
  birthDate: string,
  sequence: number,
): string => residentNumber(`9${province}${country}`, birthDate, sequence);

/** Permanent residence number of the 2017 layout: weights 7, 3, 1 repeating, A = 10 … Z = 35, sum mod 10. */
export const foreignerNumber2017 = (
  country: string,
  area: string,
  birthDate: string,
  order: number,
): string => {
  const body = `${country}${area}${birthDate.replaceAll('-', '').slice(2)}${order}`;
  const weights = [7, 3, 1];
  const sum = [...body].reduce(
    (total, character, index) => total + Number.parseInt(character, 36) * (weights[index % 3] ?? 0),
    0,
  );
  return `${body}${sum % 10}`;
};

/** Date of birth and sequence out of an 18-character number of any kind; undefined if it is not one. */
export const partsOf18 = (number: string): { birthDate: string; sequence: number } | undefined => {
  const match = /^\d{6}(\d{4})(\d{2})(\d{2})(\d{3})[\dX]$/.exec(number);
  if (match === null || mod11Check(number.slice(0, 17)) !== number[17]) return undefined;
  return { birthDate: `${match[1]}-${match[2]}-${match[3]}`, sequence: Number(match[4]) };
};
