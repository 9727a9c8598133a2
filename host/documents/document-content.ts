import { addDays } from '../../flows/cel/civil-date.ts';
import { hasGap } from '../../flows/language/interpolation.ts';
import type { StepOf } from '../../flows/language/steps.ts';
import type { Language, Text } from '../../flows/language/text.ts';
import type { ItemRecord } from '../../flows/machine/contract.ts';
import { type CelScope, type Evaluate, truthOf } from '../../flows/machine/evaluate.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { ItemTexts } from '../texts/item-texts.ts';
import { tableLines } from '../texts/table-text.ts';

/** All that stands on a certificate before its department has put a seal to it. */
export type DocumentContent = {
  readonly title: Text;
  readonly paragraphs: readonly Text[];
  readonly rows: readonly { readonly label: Text; readonly value: Text }[];
  readonly table: {
    readonly columns: readonly Text[];
    readonly lines: readonly (readonly Text[])[];
    readonly empty: Text;
  } | null;
  readonly closing: Text;
  /** The department, above the date, where the seal goes. */
  readonly issuer: Text;
  readonly caseNo: string;
  /** Civil dates, YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly validTo: string | null;
  /** Chinese always; in another language its words stand below. */
  readonly language: Language;
};

export type ContentInput = {
  readonly step: StepOf<'issue'>;
  readonly record: ItemRecord;
  readonly language: Language;
  readonly texts: Pick<ItemTexts, 'fill' | 'show'>;
  readonly evaluate: Evaluate;
  readonly issuer: Text;
  readonly caseNo: string;
};

/**
 * What a step certifies of this record. Pure. Null where a value or a condition it rests on is not known: on a
 * screen a gap is shown as a dash, but nobody puts a seal to one.
 */
export const documentContent = (input: ContentInput): DocumentContent | null => {
  const { step, record, texts, evaluate } = input;
  const scope = scopeOf(record);
  const conditions = [...step.paragraphs, ...step.rows].map(({ when }) => truthOf(evaluate, when, scope));
  if (conditions.includes('undetermined')) return null;

  const said = step.paragraphs.filter(({ when }) => truthOf(evaluate, when, scope) === 'yes');
  const sentences = [...said.map(({ text }) => text), step.closing];
  if (said.length === 0 || sentences.some((text) => hasGap(text['zh-CN'], scope))) return null;
  const table = step.table === undefined ? null : tableOf(step.table, scope, input);
  if (table === 'unknown') return null;
  const rows = step.rows.filter(({ when }) => truthOf(evaluate, when, scope) === 'yes');
  return {
    title: step.title,
    paragraphs: said.map(({ text }) => texts.fill(text, scope)),
    rows: rows.map(({ label, value, format, labels }) => ({
      label,
      value: texts.show(format, valueIn(evaluate, value, scope), labels),
    })),
    table,
    closing: texts.fill(step.closing, scope),
    issuer: input.issuer,
    caseNo: input.caseNo,
    issuedOn: record.today,
    validTo: step.validDays === undefined ? null : addDays(record.today, step.validDays),
    language: input.language,
  };
};

const valueIn = (evaluate: Evaluate, expression: string, scope: CelScope): unknown => {
  const result = evaluate(expression, scope, 'scalar');
  return result.kind === 'value' ? result.value : null;
};

const tableOf = (
  table: NonNullable<StepOf<'issue'>['table']>,
  scope: CelScope,
  input: ContentInput,
): DocumentContent['table'] | 'unknown' => {
  const lines = tableLines(table, scope, input);
  if (lines === null) return 'unknown';
  return { columns: table.columns.map(({ label }) => label), lines, empty: table.empty };
};
