import type { DataRecord } from '../../population/records/record.ts';
import type { LedgerCase } from '../contract.ts';

/**
 * The register shows a fine as paid as soon as the case that names it is: the next visitor with the same
 * licence must not be offered it again. A fine is named by its number among the answers.
 */
export const settleFines = (record: DataRecord, cases: readonly LedgerCase[]): DataRecord => {
  const settled = new Set(
    cases.filter(({ state }) => state === 'accepted').flatMap(({ answers }) => Object.values(answers)),
  );
  const items = rowsOf(record).map((item) => (settled.has(item.no) ? { ...item, state: '已缴款' } : item));
  const unpaid = items.filter(({ state }) => state === '已处理未缴款');
  return {
    ...record,
    items,
    unpaidFen: unpaid.reduce((sum, { fineFen }) => sum + Number(fineFen), 0),
    decisionNo: unpaid.length === 0 ? null : (record.decisionNo ?? null),
  };
};

/** The fine a case names, if it is still owed. */
export const owedFine = (
  record: DataRecord,
  answers: LedgerCase['answers'],
): { readonly no: string; readonly fineFen: number } | undefined => {
  const named = Object.values(answers);
  const fine = rowsOf(record).find(({ no, state }) => state === '已处理未缴款' && named.includes(no));
  return fine === undefined ? undefined : { no: String(fine.no), fineFen: Number(fine.fineFen) };
};

/** Two visits must not pay one fine twice: while a code stands open for it, a second case is refused. */
export const isBeingPaid = (no: string, payable: readonly LedgerCase[]): boolean =>
  payable.some(({ answers }) => Object.values(answers).includes(no));

const rowsOf = ({ items }: DataRecord) => (typeof items === 'object' && items !== null ? items : []);
