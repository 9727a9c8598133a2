import { mod11Check } from '../../population/identity-numbers.ts';

/** `TEST-{area 6}{yyyymmdd}{sequence of the day 6}{ISO 7064 MOD 11-2 check}`. */
export const caseNumber = (area: string, date: string, sequence: number): string => {
  const digits = `${casePrefix(area, date).slice(5)}${String(sequence).padStart(6, '0')}`;
  return `TEST-${digits}${mod11Check(digits)}`;
};

/** What all case numbers of one day begin with. */
export const casePrefix = (area: string, date: string): string => `TEST-${area}${date.replaceAll('-', '')}`;
