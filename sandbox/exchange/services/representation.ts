import type { Citizen } from '../../population/citizen.ts';
import { ageOn } from '../../population/civil-date.ts';
import type { Records } from '../../population/records/record.ts';
import type { Represented } from '../contract.ts';
import type { Reason } from './department-rules.ts';

type Applicant = { readonly citizen: Citizen; readonly records: Records; readonly today: string };

/**
 * Whether the applicant may act for whom they name, as the registers have it: for a child under age of their household
 * or with a birth certificate that names them, for a business they operate or legally represent (民法典 arts. 23, 61).
 * Answers the reason to refuse, or undefined.
 */
export const refuseRepresented = (represented: Represented, applicant: Applicant): Reason | undefined => {
  const isTheirs = represented.kind === 'child' ? isTheirChild : isTheirBusiness;
  return isTheirs(represented, applicant) ? undefined : NOT_THEIRS[represented.kind];
};

const NOT_THEIRS: Readonly<Record<Represented['kind'], Reason>> = {
  child: {
    'zh-CN': '未查到您是这名未成年人的监护人，请到窗口核实',
    en: 'You are not on record as the guardian of this child; have it checked at the counter',
  },
  company: {
    'zh-CN': '未查到您是这家单位的法定代表人或经营者，请到窗口核实',
    en: 'You are not on record as representing this business; have it checked at the counter',
  },
};

const OF_AGE = 18;

const isTheirChild = ({ idType, idNo }: Represented, { citizen, records, today }: Applicant): boolean => {
  if (idType === CREDIT_CODE || ageOn(citizen.birthDate, today) < OF_AGE) return false;
  const certificate = records['birth-certificate'];
  if (certificate?.childIdNumber === idNo)
    return ageOn(String(certificate.bornAt).slice(0, 10), today) < OF_AGE;
  return rowsOf(records.household?.members).some(
    ({ idNumber, birthDate }) => idNumber === idNo && ageOn(String(birthDate), today) < OF_AGE,
  );
};

const CREDIT_CODE = 'unified-social-credit-code';
const REPRESENTING: ReadonlySet<unknown> = new Set(['经营者', '法定代表人']);

const isTheirBusiness = ({ idType, idNo }: Represented, { records }: Applicant): boolean =>
  idType === CREDIT_CODE &&
  rowsOf(records['enterprise-role']?.roles).some(
    ({ creditCode, role }) => creditCode === idNo && REPRESENTING.has(role),
  );

const rowsOf = (list: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(list) ? list : [];
