import { inspect } from '../../cel/cel.ts';
import { placeholdersOf } from '../interpolation.ts';
import { oneOf } from '../one-of.ts';
import type { Column, Row } from '../pieces.ts';
import type { FlowProblem, Path } from '../problem.ts';
import { throughEntry } from './lint-expressions.ts';
import { wordsOf } from './places.ts';
import { possibleValues } from './values.ts';
import { collect, type LintSubject, type Say } from './world.ts';

/** Letters and digits read the same in every language: C1, A1. */
const isSameEverywhere = (value: string): boolean => /^[A-Z0-9-]+$/.test(value);

/** A citizen reads words: codes of answers, and Chinese words of data sets in English, have labels. */
export function lintLabels(subject: LintSubject): readonly FlowProblem[] {
  const { definition, source } = subject;
  return collect(source, (say) => {
    for (const [index, step] of definition.steps.entries()) {
      if (!('rows' in step)) continue;
      for (const [row, definitionOfRow] of step.rows.entries())
        sayLabels(definitionOfRow, ['steps', index, 'rows', row], subject, say);
      const table = 'table' in step ? step.table : undefined;
      for (const [position, column] of (table?.columns ?? []).entries()) {
        const path = ['steps', index, 'table', 'columns', position];
        sayLabels(column, path, subject, say, table?.list);
      }
    }
    for (const { path, text } of wordsOf(definition)) {
      for (const placeholder of placeholdersOf(text['zh-CN'])) {
        const values = possibleValues(placeholder.path, subject);
        if (values === null || values.every(isSameEverywhere)) continue;
        say(
          [...path, 'zh-CN'],
          `{{${placeholder.path.join('.')}}} would print a code`,
          'say it in a row with labels',
          placeholder.start,
        );
      }
    }
  });
}

function sayLabels(
  { value, labels }: Row | Column,
  path: Path,
  subject: LintSubject,
  say: Say,
  entryOf?: string,
): void {
  const [reference, ...others] = inspect(value).references;
  const isPlainPath = others.length === 0 && reference?.path.join('.') === value.replaceAll(/\[\d+\]/g, '');
  if (!isPlainPath) return;
  const values = possibleValues(throughEntry(reference.path, entryOf), subject);
  if (values === null) return;
  const unlabelled = values.filter((each) => !isSameEverywhere(each) && labels[each] === undefined);
  if (unlabelled.length > 0) {
    say(
      [...path, 'value'],
      `${value} can be “${unlabelled.join('”, “')}”, and has no words for it`,
      'add them to labels',
    );
  }
  for (const label of Object.keys(labels).filter((each) => !values.includes(each))) {
    say([...path, 'labels', label], `${value} is never “${label}”`, oneOf(label, values));
  }
}
