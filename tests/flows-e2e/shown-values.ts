import type { Row as RowDefinition } from '../../flows/language/pieces.ts';
import type { Step } from '../../flows/language/steps.ts';
import type { ItemRecord } from '../../flows/machine/contract.ts';
import { type Evaluate, truthOf } from '../../flows/machine/evaluate.ts';
import { scopeOf } from '../../flows/machine/scope.ts';

/** One value a paper or screen must show: as it is in the register, and the words that must be read there. */
export type ExpectedValue = { readonly label: string; readonly words: string };

/** `licence.class`, `answers.purpose`: what can be told from a record without computing. */
const PLAIN = /^[a-z]\w*(\.\w+)+$/i;

/**
 * The values a step shows that are one field of a record or one answer, with the words they are to be read in: a second
 * opinion on what the host formats. What is computed, masked or not there is left out.
 *
 * @param except answers nobody could know beforehand: a time that was booked
 */
export function expectedValues(
  rows: readonly RowDefinition[],
  record: ItemRecord,
  evaluate: Evaluate,
  except: ReadonlySet<string>,
): readonly ExpectedValue[] {
  const scope = scopeOf(record);
  return rows.flatMap((row) => {
    if (!PLAIN.test(row.value) || except.has(row.value)) return [];
    if (truthOf(evaluate, row.when, scope) !== 'yes') return [];
    const words = wordsFor(row, valueAt(scope, row.value.split('.')));
    return words === null ? [] : [{ label: row.label['zh-CN'], words }];
  });
}

export const rowsOfStep = (step: Step): readonly RowDefinition[] => ('rows' in step ? step.rows : []);

/** Whether the words stand in a text; white space and line ends of paper do not count. */
export const reads = (text: string, words: string): boolean => squeeze(text).includes(squeeze(words));

export const squeeze = (text: string): string => text.replaceAll(/\s/g, '');

function wordsFor({ format, labels }: RowDefinition, value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const label = labels[String(value)]?.['zh-CN'];
  if (label !== undefined) return label;
  switch (format) {
    case 'text':
      return typeof value === 'string' && value !== '' ? value : null;
    case 'date': {
      const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value));
      return day === null ? null : `${day[1]}年${Number(day[2])}月${Number(day[3])}日`;
    }
    case 'yuan':
      return typeof value === 'number' ? YUAN.format(value / 100) : null;
    case 'number':
      return typeof value === 'number' ? NUMBER.format(value) : null;
    case 'phone':
      return typeof value === 'string' && value.length === 11 ? value.slice(-4) : null;
    case 'idNumber':
      return typeof value === 'string' && value.length === 18 ? value.slice(-2) : null;
  }
}

const YUAN = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const NUMBER = new Intl.NumberFormat('en-US');

function valueAt(scope: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    scope,
  );
}
