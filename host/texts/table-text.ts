import type { Table } from '../../flows/language/pieces.ts';
import type { Text } from '../../flows/language/text.ts';
import type { CelScope, Evaluate } from '../../flows/machine/evaluate.ts';
import type { ItemTexts } from './item-texts.ts';

type Words = { readonly texts: Pick<ItemTexts, 'show'>; readonly evaluate: Evaluate };

/**
 * The lines of a table in words, one cell a column, in the order of the list. Null where nobody can say what is in
 * the list: “there is none” is a statement too, and is made only of a list that is known to be empty.
 */
export function tableLines(
  { list, columns }: Table,
  scope: CelScope,
  { texts, evaluate }: Words,
): readonly (readonly Text[])[] | null {
  const entries = evaluate(list, scope, 'list');
  if (entries.kind === 'undetermined' || !Array.isArray(entries.value)) return null;
  return entries.value.map((entry: unknown) =>
    columns.map(({ value, format, labels }) => {
      const cell = evaluate(value, { ...scope, entry }, 'scalar');
      return texts.show(format, cell.kind === 'value' ? cell.value : null, labels);
    }),
  );
}
